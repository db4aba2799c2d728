/** Order statistics of samples in milliseconds. */
export function at(samples: readonly number[], quantile: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))]!;
}

export const median = (samples: readonly number[]) => at(samples, 0.5);

export const ms = (value: number) => value.toFixed(2);
