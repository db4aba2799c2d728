import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareCursors } from '../../gateway/alarms/index.ts';
import { spawnGateway, type GatewayProcess } from '../support/gateway.ts';

const KILLS = 50;
/** The longest that a gateway lives after its port answered. */
const MAX_LIFE_MS = 1_500;
const FLAGS = { 'alarm-poll-interval-ms': 100, 'log-level': 'error' };
const FOLLOW = `subscription ($after: String) {
  alarmEvents(after: $after) { cursor type from to at alarm { id state } }
}`;

interface Told {
  readonly cursor: string;
  readonly type: string;
  readonly from: string | null;
  readonly to: string;
  readonly alarm: { readonly id: string; readonly state: string };
}

interface AlarmsPage {
  readonly cursor: string;
  readonly nodes: readonly { readonly id: string; readonly state: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

let directory: string;
let adminKey: string;
let start: string;

/** One provider whose alarms change fifty times a second. */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'causeway-kill-'));
  await using gateway = await spawnGateway({ directory, flags: FLAGS });
  ({ adminKey } = gateway);
  start = (await gateway.data(`{ alarms { cursor } }`)).alarms.cursor;
  await gateway.addSandbox('busy', {
    alarmsPerMinute: 3_000,
    regions: ['eu-north'],
    instancesPerRegion: 1,
    pageSize: 1_000,
  });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

it(
  `a gateway killed ${KILLS} times with SIGKILL: its subscriber resumes and gets every committed event once, in order`,
  { timeout: 300_000 },
  async () => {
    const delivered: Told[] = [];
    const position = () => delivered.at(-1)?.cursor ?? start;
    const perLife: number[] = [];
    for (let life = 0; life < KILLS; life += 1) {
      const before = delivered.length;
      const gateway = await spawnGateway({ directory, adminKey, flags: FLAGS });
      const following = follow(gateway, position(), delivered);
      await sleep(Math.random() * MAX_LIFE_MS);
      await gateway.kill();
      await following;
      perLife.push(delivered.length - before);
    }

    await using gateway = await spawnGateway({
      directory,
      adminKey,
      flags: { ...FLAGS, 'alarm-poll-interval-ms': 86_400_000 },
    });
    const { end, states } = await presentState(gateway);
    await followTo(gateway, position(), end, delivered);
    const log: Told[] = [];
    await followTo(gateway, start, end, log);

    expect(delivered).toEqual(log);
    // The log has no holes, and each event goes on from where the one before left its alarm.
    const steps = log.map(({ cursor }, index) => compareCursors(cursor, log[index - 1]?.cursor ?? start));
    expect(steps.filter((step) => step !== 1)).toEqual([]);
    const folded = new Map<string, string>();
    const breaks = log.filter(({ alarm, from, to }) => {
      const known = folded.get(alarm.id) ?? null;
      folded.set(alarm.id, to);
      return known !== from;
    });
    expect(breaks).toEqual([]);
    // What the events add up to is what the gateway shows: no alarm changed without its event, no event without its alarm.
    expect(folded).toEqual(states);
    expect(log.length).toBeGreaterThan(1_000);
    expect(perLife.filter((count) => count > 0).length).toBeGreaterThan(KILLS / 4);
  },
);

/** Collects until the gateway is gone. */
async function follow(gateway: GatewayProcess, after: string, into: Told[]): Promise<void> {
  try {
    for await (const { alarmEvents } of gateway.subscribe<{ alarmEvents: Told }>(FOLLOW, { after }))
      into.push(alarmEvents);
  } catch (error) {
    // The socket broke, or could not be opened any more. What GraphQL refuses is an `Error` and a failure.
    if (error instanceof Error && !/ECONNREFUSED|ECONNRESET|socket hang up/.test(String(error.message))) throw error;
  }
}

async function followTo(gateway: GatewayProcess, after: string, end: string, into: Told[]): Promise<void> {
  if (compareCursors(after, end) >= 0) return;
  for await (const { alarmEvents } of gateway.subscribe<{ alarmEvents: Told }>(FOLLOW, { after })) {
    into.push(alarmEvents);
    if (compareCursors(alarmEvents.cursor, end) >= 0) return;
  }
}

/** Every alarm's state at one end of the log. A gateway polls once when it starts: pages between which it did are read again. */
async function presentState(
  gateway: GatewayProcess,
): Promise<{ readonly end: string; readonly states: Map<string, string> }> {
  const states = new Map<string, string>();
  const ask = `query ($after: String) {
    alarms(first: 200, after: $after, filter: { states: [FIRING, ACKNOWLEDGED, RESOLVED, PENDING, SUPPRESSED] }) {
      cursor nodes { id state } pageInfo { hasNextPage endCursor }
    }
  }`;
  const ends = new Set<string>();
  for (let after: string | null = null; ;) {
    const { alarms }: { readonly alarms: AlarmsPage } = await gateway.data(ask, { after });
    ends.add(alarms.cursor);
    for (const { id, state } of alarms.nodes) states.set(id, state);
    if (!alarms.pageInfo.hasNextPage) return ends.size === 1 ? { end: alarms.cursor, states } : presentState(gateway);
    after = alarms.pageInfo.endCursor;
  }
}
