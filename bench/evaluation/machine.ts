/** How busy the machine is while something is measured, since a busy one measures itself. */
import { cpus, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Load {
  readonly durationMs: number;
  /** Of all processors, by all processes. */
  readonly busyShare: number;
  /** Of the last minute, as the system counts it. */
  readonly loadAverage: number;
  /** Of the clients' own event loop, beyond the resolution of 1 ms. */
  readonly loopDelayP50Ms: number;
  readonly loopDelayP99Ms: number;
}

const RESOLUTION_MS = 1;

/** Begins to watch; what it gives ends that. */
export function watchMachine(): () => Load {
  const startedAt = performance.now();
  const before = processorTimes();
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return () => {
    delay.disable();
    const after = processorTimes();
    const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    return {
      durationMs: performance.now() - startedAt,
      busyShare: 1 - (after.idle - before.idle) / (after.all - before.all),
      loadAverage: loadavg()[0]!,
      loopDelayP50Ms: beyond(delay.percentile(50)),
      loopDelayP99Ms: beyond(delay.percentile(99)),
    };
  };
}

function processorTimes() {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (of: (one: (typeof times)[number]) => number) => times.reduce((total, one) => total + of(one), 0);
  return {
    idle: sum(({ idle }) => idle),
    all: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
  };
}
