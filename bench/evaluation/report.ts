/** The results as Markdown, and the raw rows as CSV. */
import { cpus } from 'node:os';
import { LOCAL } from './arms.ts';
import {
  LIMITS,
  samplesOf,
  summary,
  TAIL_LIMITS,
  type Comparison,
  type Summary,
  type TailComparison,
} from './comparison.ts';
import type { Sample } from './cycles.ts';
import type { Load } from './machine.ts';
import { RUNTIME_LIST } from './runtimes.ts';
import { OPERATIONS, type Operation } from './service-times.ts';
import type { Estimate } from './statistics.ts';

export interface Result {
  readonly seed: number;
  readonly lanes: number;
  readonly tailLanes: number;
  /** Runtimes that are not installed. */
  readonly missing: readonly string[];
  readonly samples: readonly Sample[];
  /** The whole mutations, by themselves. */
  readonly whole: readonly Sample[];
  readonly runtimes: readonly string[];
  readonly comparisons: readonly Comparison[];
  readonly tail: TailComparison;
  readonly tailRuntime: string;
  readonly load: Load;
  readonly tailLoad: Load;
  /** How long memory takes to be read line by line, right away and after a pause, before the cycles began. */
  readonly memory: {
    readonly sizeKb: number;
    readonly pauseMs: number;
    readonly warmMs: number;
    readonly coldMs: number;
  };
}

/**
 * What the talk's own rows say: medians in milliseconds, straight to CloudCheckr and through the Event Gateway and a
 * function; the ratio of the medians with its interval.
 */
const TALK: Readonly<Record<Operation, { direct: number; through: number; ratio: string }>> = {
  create: { direct: 2_241.6, through: 2_212.3, ratio: '0.987 [0.971, 1.022]' },
  sync: { direct: 584.2, through: 283.1, ratio: '0.485 [0.475, 0.490]' },
  delete: { direct: 691, through: 886.9, ratio: '1.284 [1.268, 1.310]' },
};

const ms = (value: number) => value.toFixed(1);
const ratio = (value: number) => value.toFixed(4);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const within = ({ value, low, high }: Estimate, show: (one: number) => string) =>
  `${show(value)} [${show(low)}, ${show(high)}]`;
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [row(head), row(head.map((_cell, at) => (at === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');
const summaryCells = ({ count, failed, p50, p95, p99, mean }: Summary) => [
  count,
  failed,
  ...[p50, p95, p99, mean].map(ms),
];

const titleOf = (runtime: string) =>
  runtime === LOCAL ? 'a process beside the gateway (built in)' : RUNTIME_LIST[runtime]!.title;

export function reportOf(result: Result): string {
  const { seed, lanes, tailLanes, missing, samples, runtimes, tail, tailRuntime, load, tailLoad, memory } = result;
  const kept = result.comparisons.filter(({ isKept }) => isKept).length;
  const cycles = samplesOf(samples, 'sync', 'D1', null).length;
  const failed = samples.filter(({ ok }) => !ok).length;
  return `# The talk's evaluation, again

![Medians of the gateway over those of a direct client, and the tail of sync](evaluation.svg)

**Medians: ${kept} of ${result.comparisons.length} pairs of operation and runtime are within their limit. Tail: ${tail.isKept ? 'kept' : 'MISSED'}.**
${failed} of ${samples.length} requests failed. None was left out of anything.

Node ${process.versions.node}, ${cpus().length} processors; made by \`node --import tsx bench/evaluation.ts --cycles ${cycles} --lanes ${lanes} --tail ${tail.gateway.count} --tail-lanes ${tailLanes} --whole ${samplesOf(result.whole, 'create', 'W', LOCAL).length} --seed ${seed}\`.

In 2018 a talk at ESOCC compared calls of CloudCheckr through the Event Gateway and a function with calls straight to it. Its
arms ran one after the other, direct calls opened a connection each, each operation ran on a platform of its own, and 11 slow
rows of the direct arm were left out. Here every cycle makes each operation once in every arm, in any order, and the upstream
takes the same time for all arms of a cycle: what is left is what an arm adds.

- **D0** straight to the upstream, a new connection for each request. **D1** over connections that stay open: the fair
  baseline. **F** the function, called by its platform's own protocol. **Q** the same function through the gateway: GraphQL
  over HTTP, an API key, a trace context, checked input and output, quota, breaker, limit, budget and hedging on.
- Each operation is **one** call of the upstream in every arm: \`callFunction\` of \`create\`, \`sync\` and \`delete\`. The whole
  mutations ask more of the upstream, and are shown by themselves below.
- The upstream is a program of its own with CloudCheckr's accounts, keys and answers. Preset \`replay\`: log-normal times fitted
  to the talk's own direct rows, as its client saw them; the way over the internet is in them, and on this machine there is
  none. So D0 and D1 differ by the connection alone.
- ${cycles} cycles an arm after the warm-up, by ${lanes} lanes of one client each, every one of which does one thing after the
  other. Status and body of every answer are looked at.
- Intervals: 95 %, percentile bootstrap of 10,000 resamples of whole cycles, seeded. A limit is kept when the upper end
  of the median of the cycles' ratios is: in a cycle both arms take the same service time. The ratio of the two medians stands
  beside it; most of its interval is the spread of the service times themselves.
- F / D1 is what the platform costs without the gateway. Where that is over the limit by itself, no gateway can keep it.
- A percent of a create is 22 ms: ratios say little there, and the milliseconds more.
${missing.length > 0 ? `- Not installed here, and left out: ${missing.join(', ')}.\n` : ''}
## The gateway against a direct client

${OPERATIONS.map((operation) => versusTable(operation, result.comparisons)).join('\n\n')}

## What the gateway alone adds

Q less F: the same function on the same runtime with and without the gateway.

${table(
  ['runtime', ...OPERATIONS.flatMap((operation) => [`${operation}, ms`, 'ratio'])],
  runtimes.map((runtime) => [
    runtime,
    ...OPERATIONS.flatMap((operation) => {
      const { overFunction } = result.comparisons.find(
        (one) => one.operation === operation && one.runtime === runtime,
      )!;
      return [within(overFunction.medianDifferenceMs, ms), ratio(overFunction.medianRatio.value)];
    }),
  ]),
)}

## The tail

\`sync\` with the slow twentieth that the talk had marked and left out (5 %, 1 to 4.8 s slower), ${tail.gateway.count} calls an arm by
${tailLanes} lanes, on ${titleOf(tailRuntime)}. The gateway makes a second try beside a read that is later than nine of ten, and
at most one for ten successes. A second try draws its own service time.

${table(
  ['arm', 'calls', 'failed', 'p50', 'p95', 'p99', 'mean'],
  [
    ['D1', ...summaryCells(tail.direct)],
    ['Q', ...summaryCells(tail.gateway)],
  ],
)}

${table(
  ['', 'measured', 'limit', ''],
  [
    [
      'p99, Q / D1',
      within(tail.ratioOfP99, ratio),
      TAIL_LIMITS.ratio,
      tail.ratioOfP99.value <= TAIL_LIMITS.ratio ? 'kept' : 'MISSED',
    ],
    [
      'second tries of all calls',
      percent(tail.extraShare),
      percent(TAIL_LIMITS.extraShare),
      tail.extraShare <= TAIL_LIMITS.extraShare ? 'kept' : 'MISSED',
    ],
    ['p50, Q / D1', within(tail.ratioOfMedians, ratio), '', ''],
  ],
)}

## Each arm

${OPERATIONS.map((operation) => armsTable(operation, result)).join('\n\n')}

## The whole mutations

What a client of this gateway writes, with the connector of CloudCheckr on the built-in platform. **Not to be compared with D1**:
each makes two calls of the upstream one after the other, of which nobody measured the second; it takes as long as a \`sync\`
here. \`createProvider\` makes the account, seals the key, verifies that it opens the account, and keeps the provider;
\`provider { upstream(maxAge: "0s") }\` asks for the status, and, as the account has no access to AWS, for what that needs, while
the first sync asks the same; \`deleteProvider\` looks the account's name up and removes it.

${table(
  ['operation', 'calls', 'failed', 'p50', 'p95', 'p99', 'mean'],
  (
    [
      ['createProvider', 'create'],
      ['provider { upstream }', 'sync'],
      ['deleteProvider', 'delete'],
    ] as const
  ).map(([title, operation]) => [title, ...summaryCells(summary(samplesOf(result.whole, operation, 'W', LOCAL)))]),
)}

## In 2018

The talk's own rows, as it evaluated them: medians in ms, a client in Switzerland, one platform for each operation. Direct calls
most likely opened a connection each, which is what made its \`sync\` twice as fast through the gateway.

${table(
  ['operation', 'direct', 'through the gateway', 'ratio of the medians', 'here, Q / D1 on the same kind of platform'],
  OPERATIONS.map((operation) => {
    const { direct, through, ratio: then } = TALK[operation];
    const platform = operation === 'sync' ? 'gcf' : 'lambda';
    const now = result.comparisons.find((one) => one.operation === operation && one.runtime === platform);
    return [
      operation,
      ms(direct),
      ms(through),
      then,
      now ? `${within(now.overKeepAlive.ratioOfMedians, ratio)} (${platform})` : 'not installed',
    ];
  }),
)}

## Runtimes

${runtimes.map((runtime) => `- **${runtime}**: ${titleOf(runtime)}`).join('\n')}

Clients, upstream, gateway and runtimes shared one machine. Emulators of platforms stand in a process of their own; a hop
through one is in F and in Q alike.

## How busy the machine was

${table(
  ['', 'minutes', 'processors busy', 'load average', "delay of the clients' loop p50, ms", 'p99, ms'],
  [
    ['cycles', ...loadCells(load)],
    ['tail', ...loadCells(tailLoad)],
  ],
)}

Above about 15 % busy the figures begin to be about the machine. So do they where it is slow to get memory back that others
pushed out of its caches while a call waited: to read ${memory.sizeKb} KB line by line took ${memory.warmMs.toFixed(2)} ms right away, and
${memory.coldMs.toFixed(2)} ms after ${memory.pauseMs} ms. Each program on the way of an answer pays such a price once. Raw rows: [evaluation.csv.gz](evaluation.csv.gz).
`;
}

const loadCells = ({ durationMs, busyShare, loadAverage, loopDelayP50Ms, loopDelayP99Ms }: Load) => [
  (durationMs / 60_000).toFixed(1),
  percent(busyShare),
  loadAverage.toFixed(2),
  loopDelayP50Ms.toFixed(2),
  loopDelayP99Ms.toFixed(2),
];

const versusTable = (operation: Operation, all: readonly Comparison[]) =>
  `### ${operation}: at most ${LIMITS[operation]}

${table(
  ['runtime', "Q / D1, median of the cycles' ratios", 'Q / D1, ratio of medians', 'Q − D1, ms', 'Q / D0', 'F / D1', ''],
  all
    .filter((one) => one.operation === operation)
    .map(({ runtime, overKeepAlive, overNewConnection, functionOverKeepAlive, isKept }) => [
      runtime,
      within(overKeepAlive.medianRatio, ratio),
      within(overKeepAlive.ratioOfMedians, ratio),
      within(overKeepAlive.medianDifferenceMs, ms),
      within(overNewConnection.medianRatio, ratio),
      within(functionOverKeepAlive.medianRatio, ratio),
      isKept ? 'kept' : 'MISSED',
    ]),
)}`;

const armsTable = (operation: Operation, { samples, runtimes, comparisons }: Result) =>
  `### ${operation}, ms

${table(
  ['arm', 'calls', 'failed', 'p50', 'p95', 'p99', 'mean'],
  [
    ...(['D0', 'D1'] as const).map((kind) => [
      kind,
      ...summaryCells(summary(samplesOf(samples, operation, kind, null))),
    ]),
    ...runtimes.flatMap((runtime) => {
      const { functionAlone, gateway } = comparisons.find(
        (one) => one.operation === operation && one.runtime === runtime,
      )!;
      return [
        [`F ${runtime}`, ...summaryCells(functionAlone)],
        [`Q ${runtime}`, ...summaryCells(gateway)],
      ];
    }),
  ],
)}`;

/** One line a sample. `run` is the preset. */
export function csvOf(seed: number, samples: readonly Sample[]): string {
  const lines = samples.map(({ preset, cycle, lane, arm, runtime, operation, ms: took, ok }) =>
    [seed, preset, cycle, lane, arm, runtime ?? '', operation, took.toFixed(3), ok ? 1 : 0].join(','),
  );
  return ['seed,run,cycle,lane,arm,runtime,operation,ms,ok', ...lines, ''].join('\n');
}
