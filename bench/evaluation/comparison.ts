/** What the samples say: each arm by itself, and arms against each other, cycle by cycle. */
import type { ArmKind } from './arms.ts';
import type { Sample } from './cycles.ts';
import { OPERATIONS, type Operation } from './service-times.ts';
import { bootstrap, mean, quantile, type Estimate } from './statistics.ts';

/**
 * The limits of a gateway's time over that of the baseline: of the median of each cycle's ratio, upper end of the interval
 * included. In a cycle both take the same service time, which in a ratio of two medians would be most of the interval.
 */
export const LIMITS: Readonly<Record<Operation, number>> = { create: 1.005, sync: 1.01, delete: 1.01 };
/** With the real tail: p99 of `sync` over that of the baseline, and the extra calls for it. */
export const TAIL_LIMITS = { ratio: 0.33, extraShare: 0.1 };

/** Milliseconds. */
export interface Summary {
  readonly count: number;
  readonly failed: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly mean: number;
}

/** Failed ones count with their time, too. */
export function summary(samples: readonly Sample[]): Summary {
  const times = samples.map(({ ms }) => ms);
  const at = (share: number) => quantile(times, share);
  const failed = samples.filter(({ ok }) => !ok).length;
  return { count: samples.length, failed, p50: at(0.5), p95: at(0.95), p99: at(0.99), mean: mean(times) };
}

export const samplesOf = (samples: readonly Sample[], operation: Operation, kind: ArmKind, runtime: string | null) =>
  samples
    .filter((one) => one.operation === operation && one.arm === kind && one.runtime === runtime)
    .toSorted((a, b) => a.cycle - b.cycle);

/** The gateway on one runtime against another arm, in the same cycles. */
export interface Versus {
  /** The median of one over the median of the other. */
  readonly ratioOfMedians: Estimate;
  /** The median of what each cycle says. */
  readonly medianRatio: Estimate;
  readonly medianDifferenceMs: Estimate;
}

/** Times of both in the cycles that both went through. After a failure what follows it in its cycle is not there. */
function paired(gateway: readonly Sample[], other: readonly Sample[]): readonly [number[], number[]] {
  const others = new Map(other.map(({ cycle, ms }) => [cycle, ms]));
  const both = gateway.filter(({ cycle }) => others.has(cycle));
  return [both.map(({ ms }) => ms), both.map(({ cycle }) => others.get(cycle)!)];
}

export function versus(gateway: readonly Sample[], other: readonly Sample[]): Versus {
  const [one, two] = paired(gateway, other);
  return {
    ratioOfMedians: bootstrap([one, two], 0.5, ([a, b]) => a! / b!),
    medianRatio: bootstrap([one.map((ms, at) => ms / two[at]!)], 0.5, ([ratio]) => ratio!),
    medianDifferenceMs: bootstrap([one.map((ms, at) => ms - two[at]!)], 0.5, ([difference]) => difference!),
  };
}

export interface Comparison {
  readonly operation: Operation;
  readonly runtime: string;
  readonly functionAlone: Summary;
  /** The function without the gateway, against the baseline. */
  readonly functionOverKeepAlive: Versus;
  readonly gateway: Summary;
  readonly overKeepAlive: Versus;
  readonly overNewConnection: Versus;
  readonly overFunction: Versus;
  readonly isKept: boolean;
}

/** Each operation on each runtime. */
export function comparisons(samples: readonly Sample[], runtimes: readonly string[]): Comparison[] {
  return OPERATIONS.flatMap((operation) => {
    const [d0, d1] = (['D0', 'D1'] as const).map((kind) => samplesOf(samples, operation, kind, null));
    return runtimes.map((runtime) => {
      const [f, q] = (['F', 'Q'] as const).map((kind) => samplesOf(samples, operation, kind, runtime));
      const overKeepAlive = versus(q!, d1!);
      const [gateway, direct] = [summary(q!), summary(d1!)];
      const isWhole = gateway.failed === 0 && gateway.count === direct.count;
      return {
        operation,
        runtime,
        functionAlone: summary(f!),
        functionOverKeepAlive: versus(f!, d1!),
        gateway,
        overKeepAlive,
        overNewConnection: versus(q!, d0!),
        overFunction: versus(q!, f!),
        isKept: isWhole && overKeepAlive.medianRatio.high <= LIMITS[operation],
      };
    });
  });
}

export interface TailComparison {
  readonly direct: Summary;
  readonly gateway: Summary;
  readonly ratioOfP99: Estimate;
  readonly ratioOfMedians: Estimate;
  /** Second tries, of all calls of the function since the gateway started: some were saved up before the tail began. */
  readonly extraShare: number;
  readonly isKept: boolean;
}

/** `attempts`: those of `sync` since the gateway started. */
export function tailComparison(
  samples: readonly Sample[],
  runtime: string,
  attempts: { readonly first: number; readonly hedge: number },
): TailComparison {
  const direct = samplesOf(samples, 'sync', 'D1', null);
  const gateway = samplesOf(samples, 'sync', 'Q', runtime);
  const columns = paired(gateway, direct);
  const over = (share: number) => bootstrap(columns, share, ([a, b]) => a! / b!);
  const ratioOfP99 = over(0.99);
  const extraShare = attempts.hedge / attempts.first;
  const ends = { direct: summary(direct), gateway: summary(gateway) };
  return {
    ...ends,
    ratioOfP99,
    ratioOfMedians: over(0.5),
    extraShare,
    isKept:
      ends.gateway.failed === 0 &&
      ends.gateway.count === ends.direct.count &&
      ratioOfP99.value <= TAIL_LIMITS.ratio &&
      extraShare <= TAIL_LIMITS.extraShare,
  };
}
