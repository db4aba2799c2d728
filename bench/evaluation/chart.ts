/** The results as a picture: ratios with their intervals and limits, and the tail of `sync`. Readable on light and dark. */
import { LIMITS, samplesOf, type Comparison } from './comparison.ts';
import type { Sample } from './cycles.ts';
import type { Result } from './report.ts';
import { OPERATIONS, type Operation } from './service-times.ts';

const WIDTH = 960;
const MARGIN = 16;
const LABELS = 90;
const ROW = 22;
const PANEL_TOP = 96;
const PANEL = (WIDTH - 2 * MARGIN - LABELS) / OPERATIONS.length;
const TAIL_HEIGHT = 250;

/** Colours have names; a viewer's dark scheme gives them other values. */
const STYLE = `<style>
  svg {
    --ground: #ffffff; --ink: #1f2328; --quiet: #59636e; --grid: #d1d9e0; --limit: #bc4c00; --gateway: #0969da;
    background: var(--ground); font: 13px system-ui, sans-serif;
  }
  @media (prefers-color-scheme: dark) {
    svg { --ground: #0d1117; --ink: #e6edf3; --quiet: #9198a1; --grid: #3d444d; --limit: #f0883e; --gateway: #58a6ff; }
  }
  text { fill: var(--ink); } .title { font-size: 16px; font-weight: 600; }
  text.quiet { fill: var(--quiet); font-size: 11px; } text.limit { fill: var(--limit); font-size: 11px; }
  text.direct { fill: var(--quiet); } text.gateway { fill: var(--gateway); }
  line.grid { stroke: var(--grid); } line.limit { stroke: var(--limit); stroke-dasharray: 4 3; }
  line.gateway { stroke: var(--gateway); stroke-width: 3; stroke-linecap: round; } circle.gateway { fill: var(--gateway); }
  polyline { fill: none; stroke-width: 2; } polyline.direct { stroke: var(--quiet); } polyline.gateway { stroke: var(--gateway); }
</style>`;

const one = (value: number) => value.toFixed(1);
const text = (x: number, y: number, content: string, kind = '', anchor = 'start') =>
  `<text x="${one(x)}" y="${one(y)}" text-anchor="${anchor}" class="${kind}">${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number, kind: string) =>
  `<line x1="${one(x1)}" y1="${one(y1)}" x2="${one(x2)}" y2="${one(y2)}" class="${kind}"/>`;

export function chartOf(result: Result, tail: readonly Sample[]): string {
  const bottom = PANEL_TOP + result.runtimes.length * ROW;
  const tailTop = bottom + 100;
  const height = tailTop + TAIL_HEIGHT + 50;
  const parts = [
    text(MARGIN, 28, 'What the gateway and a function add to a direct call', 'title'),
    text(
      MARGIN,
      48,
      `Median of each cycle's ratio, gateway (GraphQL) over a direct client with open connections; bars are 95 % intervals`,
      'quiet',
    ),
    ...result.runtimes.map((runtime, at) =>
      text(MARGIN + LABELS - 8, PANEL_TOP + (at + 0.5) * ROW + 4, runtime, '', 'end'),
    ),
    ...OPERATIONS.flatMap((operation, at) =>
      ratioPanel(operation, result.comparisons, MARGIN + LABELS + at * PANEL, bottom),
    ),
    ...tailPanel(result, tail, tailTop),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Ratios of medians by operation and runtime, and the tail of sync">
${STYLE}
${parts.join('\n')}
</svg>
`;
}

function ratioPanel(operation: Operation, all: readonly Comparison[], left: number, bottom: number): string[] {
  const rows = all.filter((row) => row.operation === operation);
  const limit = LIMITS[operation];
  const highest = Math.max(limit, ...rows.map(({ overKeepAlive }) => overKeepAlive.medianRatio.high));
  const lowest = Math.min(1, ...rows.map(({ overKeepAlive }) => overKeepAlive.medianRatio.low));
  const room = (highest - lowest) * 0.08;
  const [from, to] = [lowest - room, highest + room];
  const x = (value: number) => left + 12 + ((value - from) / (to - from)) * (PANEL - 24);
  return [
    text(left + PANEL / 2, PANEL_TOP - 26, operation, '', 'middle'),
    line(x(1), PANEL_TOP - 4, x(1), bottom, 'grid'),
    text(x(1), bottom + 16, '1', 'quiet', 'middle'),
    line(x(limit), PANEL_TOP - 4, x(limit), bottom, 'limit'),
    text(x(limit), PANEL_TOP - 9, `limit ${limit}`, 'limit', 'middle'),
    ...rows.flatMap(({ overKeepAlive: { medianRatio } }, at) => {
      const y = PANEL_TOP + (at + 0.5) * ROW;
      const { value, low, high } = medianRatio;
      return [
        line(x(low), y, x(high), y, 'gateway'),
        `<circle cx="${one(x(value))}" cy="${one(y)}" r="4" class="gateway"><title>${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]</title></circle>`,
      ];
    }),
  ];
}

/** How many calls take longer than so long, on logarithmic axes. */
function tailPanel({ tail, tailRuntime }: Result, samples: readonly Sample[], top: number): string[] {
  const [left, right, bottom] = [MARGIN + LABELS, WIDTH - MARGIN - 12, top + TAIL_HEIGHT];
  const arms = [
    { kind: 'direct', times: timesOf(samplesOf(samples, 'sync', 'D1', null)) },
    { kind: 'gateway', times: timesOf(samplesOf(samples, 'sync', 'Q', tailRuntime)) },
  ];
  const all = arms.flatMap(({ times }) => times);
  const [least, most] = [Math.min(...all), Math.max(...all)].map(Math.log) as [number, number];
  const x = (value: number) => left + ((Math.log(value) - least) / (most - least)) * (right - left);
  const y = (share: number) => top + (Math.log10(1 / share) / 3) * TAIL_HEIGHT;
  const curve = (times: readonly number[]) =>
    times
      .map((time, at) => [x(time), y((times.length - at) / times.length)] as const)
      .filter(([, height]) => height <= bottom)
      .map(([across, down]) => `${one(across)},${one(down)}`);
  return [
    text(MARGIN, top - 36, `sync with its real tail (${tailRuntime}): how many calls take longer`, 'title'),
    text(
      MARGIN,
      top - 17,
      `p99 ${tail.direct.p99.toFixed(0)} ms direct, ${tail.gateway.p99.toFixed(0)} ms through the gateway: ${tail.ratioOfP99.value.toFixed(3)} [${tail.ratioOfP99.low.toFixed(3)}, ${tail.ratioOfP99.high.toFixed(3)}], for ${(tail.extraShare * 100).toFixed(1)} % more calls`,
      'quiet',
    ),
    ...[1, 0.1, 0.01, 0.001].flatMap((share) => [
      line(left, y(share), right, y(share), 'grid'),
      text(left - 8, y(share) + 4, `${share * 100} %`, 'quiet', 'end'),
    ]),
    ...[600, 1_000, 1_500, 2_000, 3_000, 5_000]
      .filter((time) => Math.log(time) >= least && Math.log(time) <= most)
      .flatMap((time) => [
        line(x(time), top, x(time), bottom, 'grid'),
        text(x(time), bottom + 18, `${time / 1_000} s`, 'quiet', 'middle'),
      ]),
    ...arms.map(({ kind, times }) => `<polyline points="${curve(times).join(' ')}" class="${kind}"/>`),
    ...arms.map(({ kind }, at) => text(right - 8, top + 18 + at * 18, kind, kind, 'end')),
  ];
}

const timesOf = (samples: readonly Sample[]) => samples.map(({ ms }) => ms).toSorted((a, b) => a - b);
