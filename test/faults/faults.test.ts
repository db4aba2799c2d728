import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { GatewayProcess } from '../support/gateway.ts';
import { postgresPrograms, startPostgres, type Postgres } from '../support/postgres.ts';
import { Ledger } from './ledger.ts';
import { FAULTS, startPlatform } from './platform.ts';
import { randomFrom } from './random.ts';
import { MIN_FAULTS, SEED, SHARES } from './size.ts';
import { startRestarting, type Restarting } from './restarts.ts';
import { truth, type Delivered } from './truth.ts';
import { callOnce, postEvents, siteName, typeOf, type Told } from './wishes.ts';

const SITES = 16;
const CALLERS = 24;
const POSTERS = 2;
const BATCH = 20;
/** Events whose fate is open at the same time, so that the outbox is worked on while it grows. */
const MAX_OPEN = 4_000;
const POSTGRES = postgresPrograms();
const STORES = [
  { name: 'SQLite' as const, postgres: null },
  ...(POSTGRES ? [{ name: 'PostgreSQL' as const, postgres: POSTGRES }] : []),
];

/** One platform under many names: each has a breaker and a limit of its own, so that a bad moment of one holds up no other. */
async function setUp(gateway: GatewayProcess, url: string): Promise<void> {
  for (let site = 0; site < SITES; site += 1) {
    const deployment = siteName(site);
    await gateway.data(
      `mutation ($name: String!, $url: String!) {
        registerDeployment(input: { name: $name, target: { http: { url: $url } }, maxConcurrency: 200 }) { deployment { name } }
      }`,
      { name: deployment, url },
    );
    for (const name of ['once', 'again'])
      await gateway.data(
        `mutation ($input: CreateEventSubscriptionInput!) { createEventSubscription(input: $input) { eventSubscription { name } } }`,
        {
          input: {
            name: `${name}-${site}`,
            eventType: typeOf(site),
            functionName: `faults.${name}`,
            deployment,
            maxAge: '90s',
            maxAttempts: 30,
          },
        },
      );
  }
}

/** How many deliveries are open. While no gateway answers it is not known, and asked again. */
async function pending(gateways: Restarting): Promise<number> {
  for (;;) {
    const gateway = await gateways.now();
    const answer = await gateway
      .graphql('{ eventSubscriptions(first: 200) { nodes { pendingCount } } }')
      .catch(() => null);
    const nodes = answer?.data?.eventSubscriptions.nodes as { pendingCount: number }[] | undefined;
    if (nodes) return nodes.reduce((sum, { pendingCount }) => sum + pendingCount, 0);
    await sleep(20);
  }
}

interface DeliveryPage {
  readonly nodes: readonly Delivered[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function allDeliveries(gateway: GatewayProcess): Promise<Delivered[]> {
  const all: Delivered[] = [];
  let after: string | null = null;
  do {
    const { deliveries }: { deliveries: DeliveryPage } = await gateway.data(
      `query ($after: String) { deliveries(first: 200, after: $after) {
        nodes { functionName event state error { code message } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    all.push(...deliveries.nodes);
    after = deliveries.pageInfo.hasNextPage ? deliveries.pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}

/** Restarts the database at once, without a word to those who use it, as long as the work goes on. */
async function restartStore(server: Postgres, going: () => boolean, restarted: () => void): Promise<void> {
  for (;;) {
    await sleep(5_000);
    if (!going()) return;
    await server.crash();
    restarted();
  }
}

it.each(STORES)(
  `nothing happens twice, nothing accepted is lost and every outcome is true, through faults of platforms, gateways and the store, over $name (seed ${SEED})`,
  async ({ name, postgres }) => {
    const random = randomFrom(SEED);
    const directory = await mkdtemp(join(tmpdir(), 'causeway-faults-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const server = postgres ? await startPostgres(postgres) : null;
    if (server) onTestFinished(() => server.stop());
    const flags = {
      'private-function-addresses': 'allow',
      'call-timeout-ms': 1_000,
      'log-level': 'silent',
      ...(server && { 'database-url': await server.createDatabase() }),
    };
    const ledger = new Ledger();
    await using platform = await startPlatform(ledger, random);
    await using gateways = await startRestarting(
      { directory, flags },
      {
        setUp: (gateway) => setUp(gateway, platform.url),
        lifeMs: () => 3_000 + random() * 7_000,
      },
    );

    platform.failing = true;
    const wanted = MIN_FAULTS * SHARES[name];
    const faultCount = () => [...platform.injected.values()].reduce((sum, count) => sum + count, 0);
    const told = new Map<string, Told>();
    const accepted: string[] = [];
    let reposts = 0;
    let wishes = 0;
    let restarts = 0;
    // Also a short run sees a gateway and a store go.
    const going = () => faultCount() < wanted || gateways.kills === 0 || (server !== null && restarts === 0);
    const caller = async () => {
      while (going()) {
        const wish = `call-${++wishes}`;
        told.set(wish, await callOnce(gateways, random() < 0.5 ? 'faults.once' : 'faults.again', wishes % SITES, wish));
      }
    };
    const poster = async () => {
      while (going()) {
        const batch = Array.from({ length: BATCH }, () => `event-${++wishes}`);
        reposts += (await postEvents(gateways, wishes % SITES, batch)) - 1;
        accepted.push(...batch);
        while (going() && (await pending(gateways)) > MAX_OPEN) await sleep(100);
      }
    };
    const restarting = server ? restartStore(server, going, () => (restarts += 1)) : null;
    await Promise.all([...Array.from({ length: CALLERS }, caller), ...Array.from({ length: POSTERS }, poster)]);
    await restarting;

    const gateway = await gateways.settle();
    platform.failing = false;
    while ((await pending(gateways)) > 0) await sleep(200);
    const deliveries = await allDeliveries(gateway);
    const { lies, counts } = truth({ ledger, told, accepted, deliveries });
    console.log(
      JSON.stringify({
        store: name,
        seed: SEED,
        faults: faultCount(),
        kills: gateways.kills,
        restarts,
        reposts,
        ...counts,
      }),
    );
    expect(lies.slice(0, 20)).toEqual([]);
    expect(gateways.crashes).toBe(0);
    expect(faultCount()).toBeGreaterThanOrEqual(wanted);
    expect([...platform.injected.keys()].toSorted()).toEqual(Object.keys(FAULTS).toSorted());
  },
);
