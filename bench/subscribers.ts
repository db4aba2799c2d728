/**
 * `node --import tsx bench/subscribers.ts [subscribers]`: what it costs to tell an alarm to everybody who follows, beside
 * graphql-ws as it comes and beside a bare broadcast. Each server is a process of its own with as many sockets; rounds are
 * interleaved, and every frame that comes is looked at.
 */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnGateway } from '../test/support/gateway.ts';
import { median, ms } from './invoke/figures.ts';
import type { AlarmEvent } from './subscribers/event.ts';
import { openReaders, type Readers } from './subscribers/readers.ts';

const SUBSCRIBERS = Number(process.argv[2] ?? 5_000);
const ROUNDS = 9;
const EVENTS_A_ROUND = 10;
const WARM_UP = 10;
/** Ours over a peer's. Each socket needs a head of its own before the text that all share, which a broadcast does not. */
const LIMITS: Readonly<Record<string, number>> = { broadcast: 1.35, stock: 0.4 };

interface Server extends AsyncDisposable {
  readonly title: string;
  readonly url: string;
  readonly init: object | null;
  /** Tells all who follow. */
  fire(nth: number): Promise<void>;
  state(): Promise<{ cpuMs: number; subscribers: number }>;
}

const alarm = (nth: number) => ({ nativeId: `alarm-${nth}`, title: `alarm number ${nth}`, severity: 'HIGH' });

async function startCauseway(): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'causeway-bench-'));
  const gateway = await spawnGateway({ directory, flags: { 'log-level': 'warn' } });
  const provider = await gateway.addSandbox('shop', { alarmsPerMinute: 0 });
  const headers = { authorization: `Bearer ${gateway.adminKey}` };
  return {
    title: 'Causeway',
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    init: headers,
    async fire(nth) {
      const response = await fetch(`${gateway.url}/events`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/cloudevents+json' },
        body: JSON.stringify({
          specversion: '1.0',
          id: String(nth),
          source: '/bench',
          type: 'dev.causeway.alarm.v1',
          data: {
            providerId: provider.id,
            region: 'global',
            alarms: [{ ...alarm(nth), state: 'FIRING', subject: null, changedAt: new Date().toISOString() }],
          },
        }),
      });
      assert.ok(response.ok, `${response.status}: ${await response.text()}`);
    },
    async state() {
      const text = await (await fetch(`${gateway.url}/metrics`, { headers })).text();
      const read = (name: string) => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1]);
      return { cpuMs: read('process_cpu_seconds_total') * 1_000, subscribers: read('causeway_subscribers') };
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      rmSync(directory, { recursive: true });
    },
  };
}

async function startPeer(name: string, title: string, init: object | null): Promise<Server> {
  const child = fork(new URL('subscribers/server.ts', import.meta.url), [name], { execArgv: ['--import', 'tsx'] });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const ask = async (event: AlarmEvent | null) => {
    child.send({ event });
    return ((await once(child, 'message')) as [{ cpuMs: number; subscribers: number }])[0];
  };
  return {
    title,
    url,
    init,
    async fire(nth) {
      const { title: name_, severity } = alarm(nth);
      const at = new Date().toISOString();
      await ask({
        cursor: `bench:${nth}`,
        at,
        from: null,
        to: 'FIRING',
        alarm: { id: `alm_${nth}`, title: name_, state: 'FIRING', severity, startedAt: at, provider: { name: 'shop' } },
      });
    },
    state: () => ask(null),
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

interface Arm {
  readonly name: string;
  readonly server: Server;
  readonly readers: Readers;
  /** Of each round, for one delivery. */
  readonly cpuUs: number[];
  /** Of each event. */
  readonly untilLastMs: number[];
}

/** One more event to everybody. Milliseconds until the last has it. */
async function deliver({ server, readers }: Arm): Promise<number> {
  const nth = ++last;
  const startedAt = performance.now();
  await server.fire(nth);
  const frame = await readers.next();
  const tookMs = performance.now() - startedAt;
  const { alarmEvents } = (JSON.parse(frame) as { payload: { data: { alarmEvents: AlarmEvent } } }).payload.data;
  assert.deepEqual(
    [alarmEvents.to, alarmEvents.alarm.title, alarmEvents.alarm.provider.name],
    ['FIRING', alarm(nth).title, 'shop'],
  );
  return tookMs;
}

let last = 0;
await using causeway = await startCauseway();
await using stock = await startPeer('stock', 'graphql-ws and graphql-js', {});
await using broadcast = await startPeer('broadcast', 'a bare broadcast', null);
const arms: Arm[] = [];
for (const [name, server] of Object.entries({ causeway, broadcast, stock })) {
  const readers = await openReaders(server.url, SUBSCRIBERS, server.init);
  while ((await server.state()).subscribers < SUBSCRIBERS) await sleep(50);
  const arm: Arm = { name, server, readers, cpuUs: [], untilLastMs: [] };
  for (let nth = 0; nth < WARM_UP; nth += 1) await deliver(arm);
  arms.push(arm);
}
for (let round = 0; round < ROUNDS; round += 1) {
  for (const arm of [...arms.slice(round % arms.length), ...arms.slice(0, round % arms.length)]) {
    const before = await arm.server.state();
    for (let nth = 0; nth < EVENTS_A_ROUND; nth += 1) arm.untilLastMs.push(await deliver(arm));
    const after = await arm.server.state();
    arm.cpuUs.push(((after.cpuMs - before.cpuMs) * 1_000) / (SUBSCRIBERS * EVENTS_A_ROUND));
  }
}
for (const { readers } of arms) readers.close();

const ours = median(arms.find(({ name }) => name === 'causeway')!.cpuUs);
let kept = true;
const rows = arms.map(({ name, server, cpuUs, untilLastMs }) => {
  const ratio = ours / median(cpuUs);
  const limit = LIMITS[name];
  kept &&= limit === undefined || ratio <= limit;
  const verdict = limit === undefined ? '' : `${ratio <= limit ? 'kept' : 'MISSED'}: at most ${limit}`;
  return `| ${[server.title, ms(median(cpuUs)), ratio.toFixed(2), verdict, ms(median(untilLastMs))].join(' | ')} |`;
});
const report = `# What it costs to tell everybody

Node ${process.versions.node}; made by \`node --import tsx bench/subscribers.ts\`. ${SUBSCRIBERS} subscribers on sockets of their own ask for the same
alarm events; medians of ${ROUNDS} rounds of ${EVENTS_A_ROUND} events in turn. In Causeway an alarm comes by \`POST /events\`, goes through the alarms'
state machine and is on the disk before it is told; the others are handed the event. All frames of an event are compared.

| server | CPU for one delivery, µs | Causeway over it | | until the last has it, ms |
| --- | ---: | ---: | --- | ---: |
${rows.join('\n')}
`;
console.log(report);
if (SUBSCRIBERS >= 5_000) {
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/subscribers.md', report);
}
if (!kept) process.exitCode = 1;
