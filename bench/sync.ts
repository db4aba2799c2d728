/**
 * Takes in 100,000 resources through the inventory, then the same again unchanged, over SQLite, beside the plain way:
 * `insert … on conflict do update` of every row, without comparing. Run with `node --expose-gc --import tsx bench/sync.ts`.
 */
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { ResourceRecord } from '../functions/sdk/index.ts';
import { createBus } from '../gateway/bus/index.ts';
import { systemClock } from '../gateway/clock.ts';
import { createInventory } from '../gateway/inventory/index.ts';
import { openStore, type Store } from '../gateway/store/index.ts';

const RESOURCES = 100_000;
const PAGE = 500;
const SLICE = { providerId: 'prv_bench', kind: 'Instance', region: 'eu-west-1' };

interface Figures {
  readonly pass: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly delaysMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

/** An instance as the sandbox lists it: about 600 bytes with its tags and its native record. */
function instance(index: number): ResourceRecord {
  const hex = index.toString(16).padStart(8, '0');
  return {
    nativeId: `i-${hex}`,
    name: `web-${index % 997}-${index}`,
    zone: `eu-west-1${'abc'[index % 3]}`,
    state: index % 7 === 0 ? 'STOPPED' : 'RUNNING',
    rawState: index % 7 === 0 ? 'stopped' : 'running',
    tags: [
      { key: 'env', value: ['prod', 'test', 'dev'][index % 3]! },
      { key: 'team', value: `team-${index % 50}` },
      { key: 'cost-centre', value: `${1_000 + (index % 400)}` },
    ],
    createdAt: '2026-01-01T00:00:00.000Z',
    native: {
      id: `i-${hex}`,
      cores: 4,
      image: `ami-${hex}`,
      placement: { rack: index % 40, host: `host-${index % 900}` },
    },
    instanceType: 't3.micro',
    vcpus: 2,
    memoryMiB: 1_024,
    architecture: 'x86_64',
    privateIps: [`10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`],
    publicIps: [],
    securityGroupIds: [`sg-${index % 100}`],
  };
}

/** Pages as they come from a function: one macrotask each, so that a page is made and dropped like a reply is. */
async function* pages() {
  for (let start = 0; start < RESOURCES; start += PAGE) {
    await setImmediate();
    yield Array.from({ length: PAGE }, (_, offset) => instance(start + offset));
  }
}

async function measure(pass: string, work: () => Promise<void>): Promise<Figures> {
  globalThis.gc?.();
  const delays = monitorEventLoopDelay({ resolution: 1 });
  let peakBytes = 0;
  const watch = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss())), 20);
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  delays.enable();
  await work();
  delays.disable();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  const ms = (nanoseconds: number) => nanoseconds / 1e6;
  return {
    pass,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMiB: peakBytes / 2 ** 20,
    delaysMs: { p50: ms(delays.percentile(50)), p99: ms(delays.percentile(99)), max: ms(delays.max) },
  };
}

async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'causeway-bench-'));
  const store = await openStore({ directory });
  try {
    return await work(store);
  } finally {
    await store.close();
    await rm(directory, { recursive: true });
  }
}

/** The inventory: found all, then found nothing to change. */
const ours = () =>
  withStore(async (store) => {
    const inventory = createInventory({ store, clock: systemClock, bus: createBus(), knownKinds: () => ['Instance'] });
    await inventory.setSlices(SLICE.providerId, [SLICE]);
    const list = async () => {
      const listing = inventory.beginListing(SLICE);
      for await (const page of pages()) await listing.add(page);
      assert.equal(await listing.complete(), RESOURCES);
    };
    const changes = async () =>
      (
        await store.db
          .selectFrom('resource_changes')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n;
    const first = await measure('ours, all new', list);
    assert.equal(await changes(), RESOURCES);
    const again = await measure('ours, unchanged', list);
    assert.equal(await changes(), RESOURCES);
    const page = await inventory.search({ filter: { text: 'web-7-' }, first: 1 }, null);
    assert.equal(await page.totalCount(), Math.ceil((RESOURCES - 7) / 997));
    assert.deepEqual((await page.coverage()).missing, []);
    return [first, again];
  });

/** The plain way: every row of a page is written again in one transaction, with the same indexes. */
const plain = () =>
  withStore(async (store) => {
    const upsert =
      sql`insert into resources (id, provider_id, kind, region, native_id, name, search, state, hash, body, native, first_seen_at, observed_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set name = excluded.name, search = excluded.search,
      state = excluded.state, hash = excluded.hash, body = excluded.body, native = excluded.native, observed_at = excluded.observed_at`.compile(
        store.db,
      );
    const untag = sql`delete from resource_tags where resource_seq = (select seq from resources where id = ?)`.compile(
      store.db,
    );
    const tag =
      sql`insert into resource_tags (key, value, resource_seq) values (?, ?, (select seq from resources where id = ?))`.compile(
        store.db,
      );
    const list = async () => {
      for await (const page of pages()) {
        await store.transaction(async (trx) => {
          for (const { nativeId, name, state, native, ...body } of page) {
            const values = [
              nativeId,
              SLICE.providerId,
              SLICE.kind,
              SLICE.region,
              nativeId,
              name,
              `${name} ${nativeId}`,
              state,
              '',
              JSON.stringify(body),
              JSON.stringify(native),
              Date.now(),
              Date.now(),
            ];
            await trx.executeQuery({ ...upsert, parameters: values });
            await trx.executeQuery({ ...untag, parameters: [nativeId] });
            for (const { key, value } of body.tags ?? [])
              await trx.executeQuery({ ...tag, parameters: [key, value, nativeId] });
          }
        });
      }
    };
    const first = await measure('plain upsert, all new', list);
    const again = await measure('plain upsert, unchanged', list);
    const { n } = await store.db
      .selectFrom('resources')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    assert.equal(n, RESOURCES);
    return [first, again];
  });

function table(rows: readonly Figures[]): string {
  const cells = rows.map(({ pass, seconds, cpuSeconds, peakMiB, delaysMs }) => [
    pass,
    Math.round(RESOURCES / seconds).toLocaleString('en'),
    seconds.toFixed(1),
    cpuSeconds.toFixed(1),
    peakMiB.toFixed(0),
    delaysMs.p50.toFixed(1),
    delaysMs.p99.toFixed(1),
    delaysMs.max.toFixed(0),
  ]);
  const head = ['pass', 'resources/s', 'seconds', 'CPU s', 'peak RSS MiB', 'loop delay p50 ms', 'p99', 'max'];
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...cells]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

const which = process.argv[2];
const rows = [...(which === 'plain' ? [] : await ours()), ...(which === 'ours' ? [] : await plain())];
const text = table(rows);
console.log(text);
if (!which) {
  await mkdir(new URL('results/', import.meta.url), { recursive: true });
  await writeFile(
    new URL('results/sync.md', import.meta.url),
    `# ${RESOURCES.toLocaleString('en')} resources taken in, then again unchanged\n\nSQLite, pages of ${PAGE}, Node ${process.version}. The plain way writes every row again; it keeps no history.\n\n${text}\n`,
  );
}
