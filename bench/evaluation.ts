/**
 * `node --import tsx bench/evaluation.ts [--cycles 320] [--lanes 46] [--tail 6000] [--tail-lanes 48] [--whole 100]
 * [--seed 2018]`: the talk's experiment with its confounders taken out. Every arm makes the same three operations with the same service times
 * in every cycle; on every runtime that is installed (`npm ci` in test/runtimes and test/runtimes/lambda). Results of at
 * least 300 cycles are kept in bench/results; shorter ones go to a temporary directory, whose name is printed.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createArms, LOCAL, type Arm } from './evaluation/arms.ts';
import { chartOf } from './evaluation/chart.ts';
import { comparisons, tailComparison } from './evaluation/comparison.ts';
import { runCycles } from './evaluation/cycles.ts';
import { startEvaluatedGateway } from './evaluation/gateway.ts';
import { watchMachine } from './evaluation/machine.ts';
import { startProgram } from './evaluation/programs.ts';
import { csvOf, reportOf } from './evaluation/report.ts';
import { RUNTIME_LIST, type Place } from './evaluation/runtimes.ts';
import { wholeArm } from './evaluation/whole.ts';
import { readingMs } from './memory.ts';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '320' },
    lanes: { type: 'string', default: '46' },
    tail: { type: 'string', default: '6000' },
    'tail-lanes': { type: 'string', default: '48' },
    whole: { type: 'string', default: '100' },
    seed: { type: 'string', default: '2018' },
  },
});
const [cycles, lanes, tailCycles, tailLanes, wholeCycles, seed] = [
  values.cycles,
  values.lanes,
  values.tail,
  values['tail-lanes'],
  values.whole,
  values.seed,
].map(Number) as [number, number, number, number, number, number];
/** Cycles of each arm at once, until the compilers are done. */
const WARM_UP = 150;
/** About as long as one arm's cycle. */
const SPREAD_MS = 3_500;
/** The talk's own `sync` ran there. */
const TAIL_RUNTIME = RUNTIME_LIST['gcf']!.isInstalled ? 'gcf' : LOCAL;
const FEWEST_TO_KEEP = 300;
/** As long as a `sync` waits. */
const MEMORY = { sizeKb: 256, pauseMs: 600 };

const installed = Object.keys(RUNTIME_LIST).filter((name) => RUNTIME_LIST[name]!.isInstalled);
const missing = Object.keys(RUNTIME_LIST).filter((name) => !installed.includes(name));

await using upstream = await startProgram<{ port: number }>('upstream.ts', [String(seed)]);
await using runtimes = await startProgram<Record<string, Place['settings']>>('runtimes-process.ts', installed);
await using gateway = await startEvaluatedGateway(runtimes.message);
const address = `http://127.0.0.1:${upstream.message.port}`;
await using arms = createArms({ upstream: address, gateway, places: runtimes.message });
const run = (preset: 'replay' | 'tail', of: readonly Arm[], count: number, width: number) =>
  runCycles({ seed, preset, arms: of, cycles: count, lanes: Math.min(width, count), spreadMs: SPREAD_MS });

say(`warming up ${installed.length + 1} runtimes`);
await runCycles({ seed, preset: 'none', arms: arms.of('warmUp'), cycles: WARM_UP, lanes: 4, spreadMs: 0 });

say('reading memory');
const memory = {
  ...MEMORY,
  warmMs: await readingMs(MEMORY.sizeKb, 0),
  coldMs: await readingMs(MEMORY.sizeKb, MEMORY.pauseMs),
};

say(`${cycles} cycles of each arm, ${lanes} lanes`);
const machine = watchMachine();
const samples = await run('replay', arms.of('sync'), cycles, lanes);
const load = machine();

say(`${tailCycles} calls of each arm with the real tail, ${tailLanes} lanes`);
const tailMachine = watchMachine();
const inTail = ({ kind, runtime }: Arm) => kind === 'D1' || (kind === 'Q' && runtime === TAIL_RUNTIME);
const tail = await run('tail', arms.of('sync').filter(inTail), tailCycles, tailLanes);
const attempts = await gateway.attempts('bench.sync', deploymentOf(TAIL_RUNTIME));
const tailLoad = tailMachine();

say(`${wholeCycles} cycles of whole mutations`);
const whole = await run('replay', [wholeArm(gateway, address)], wholeCycles, lanes);

say('comparing');
const names = [LOCAL, ...installed];
const result = {
  seed,
  lanes,
  tailLanes,
  missing,
  samples,
  whole,
  runtimes: names,
  comparisons: comparisons(samples, names),
  tail: tailComparison(tail, TAIL_RUNTIME, attempts),
  tailRuntime: TAIL_RUNTIME,
  load,
  tailLoad,
  memory,
};
const isKept = cycles >= FEWEST_TO_KEEP;
const directory = isKept ? 'bench/results' : mkdtempSync(join(tmpdir(), 'causeway-evaluation-results-'));
mkdirSync(directory, { recursive: true });
const report = reportOf(result);
writeFileSync(join(directory, 'evaluation.md'), report);
writeFileSync(join(directory, 'evaluation.svg'), chartOf(result, tail));
writeFileSync(join(directory, 'evaluation.csv.gz'), gzipSync(csvOf(seed, [...samples, ...tail, ...whole])));
console.log(report);
say(`written to ${directory}`);
if (!(result.tail.isKept && result.comparisons.every((one) => one.isKept))) process.exitCode = 1;

function deploymentOf(runtime: string): string {
  return runtime === LOCAL ? 'local-bench' : runtime;
}

function say(text: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
}
