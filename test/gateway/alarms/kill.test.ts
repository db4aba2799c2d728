import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../../gateway/store/index.ts';
import { createAlarms, compareCursors } from '../../../gateway/alarms/index.ts';
import { createBus } from '../../../gateway/bus/index.ts';
import { systemClock } from '../../../gateway/clock.ts';
import { DAY_MS, take } from '../../support/alarms.ts';

const ROUNDS = 55;

type Line = { readonly start: string } | { readonly committed: string } | { readonly event: Event };
type Event = readonly [cursor: string, type: string, title: string];

let directory: string;
let program: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'causeway-kill-'));
  // Among the packages, since it imports some of them.
  program = join(process.cwd(), `node_modules/.cache/causeway-kill/${process.pid}.mjs`);
  // Bundled, so that a process is up in a moment and most of the time goes into writing and killing.
  await build({
    entryPoints: [join(import.meta.dirname, 'kill-writer.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await rm(program);
});

it(
  `${ROUNDS} times killed with SIGKILL while it writes: every committed event reaches the follower once, in order`,
  { timeout: 120_000 },
  async () => {
    const data = join(directory, 'data');
    const committed: string[] = [];
    const delivered: Event[] = [];
    let start: string | undefined;
    for (let round = 0; round < ROUNDS; round += 1) {
      const lines = await runAndKill(round, data, delivered.at(-1)?.[0] ?? start);
      for (const line of lines) {
        if ('start' in line) start ??= line.start;
        else if ('committed' in line) committed.push(line.committed);
        else delivered.push(line.event);
      }
    }

    const store = await openStore({ directory: data });
    const alarms = createAlarms({ store, clock: systemClock, bus: createBus(), retentionMs: DAY_MS });
    const end = await alarms.cursorAt(null);
    const log = (await take(alarms.follow(null, start, null), compareCursors(end, start!))).map(
      ({ cursor, type, alarm }): Event => [cursor, type, alarm.title],
    );
    const missed = await take(alarms.follow(null, delivered.at(-1)![0], null), log.length - delivered.length);
    delivered.push(...missed.map(({ cursor, type, alarm }): Event => [cursor, type, alarm.title]));
    await store.close();

    expect(
      log.map(([cursor], index) => compareCursors(cursor, log[index - 1]?.[0] ?? start!)).every((step) => step === 1),
    ).toBe(true);
    expect(delivered).toEqual(log);
    // No alarm without its event: each was raised once, and resolved once unless it was the last.
    const told = new Map<string, string>();
    for (const [, type, title] of log) told.set(title, `${told.get(title) ?? ''} ${type}`);
    expect([...told.values()].filter((types) => types !== ' RAISED RESOLVED')).toEqual([' RAISED', ' RAISED']);
    expect(committed.filter((title) => !told.has(title) || !told.has(`${title}-too`))).toEqual([]);
    // It was killed at work: not before it wrote anything, and not always at rest.
    expect(committed.length).toBeGreaterThan(ROUNDS * 5);
  },
);

/** Runs the writer until it is killed: one round in five at any moment of its start, else after some lines. */
async function runAndKill(round: number, data: string, after: string | undefined): Promise<Line[]> {
  const child = spawn(process.execPath, [program, data, `round-${round}`, ...(after ? [after] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<string | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  if (round > 0 && round % 5 === 0) void sleep(Math.random() * 200).then(() => child.kill('SIGKILL'));
  const killAfterLines = 1 + Math.floor(Math.random() * 600);
  const lines: Line[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    if (!text.endsWith('}')) break; // cut by the kill
    lines.push(JSON.parse(text) as Line);
    if (lines.length === killAfterLines) child.kill('SIGKILL');
  }
  expect(await exited).toBe('SIGKILL');
  return lines;
}
