import type { Clock } from '../clock.ts';
import { failureOf } from '../errors.ts';
import type { Operations, Settlement } from '../operations/index.ts';
import type { ResourceRow } from '../../resolvers/rows.ts';
import type { Reader } from '../sync/index.ts';
import { groupBy } from './group-by.ts';
import type { Target } from './target.ts';

/** When accepted resources are read once more: soon at first, for EC2 takes from seconds to minutes to stop a machine. */
const READ_AFTER_MS = [
  250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 30_000, 30_000, 30_000, 60_000, 60_000, 60_000,
];

/** How long the first reading may hold up whoever asked for the action. */
const FIRST_READ_TIMEOUT_MS = 5_000;
/** How long each of the others may take. */
const READ_TIMEOUT_MS = 20_000;

const NOT_SETTLED: Settlement['error'] = {
  code: 'FUNCTION_TIMEOUT',
  message: 'it was accepted and has not settled in time. Read its state again',
};

interface SettlePorts {
  readonly operationId: string;
  readonly operations: Operations;
  readonly reader: Reader;
  readonly clock: Clock;
  /** The gateway is stopping. */
  readonly signal: AbortSignal;
  readonly onUnexpected: (error: unknown) => void;
}

/** Neither rejects. */
export interface Settling {
  /** Each was read once, or could not be: where it could, the inventory shows what the action did so far. */
  readonly seen: Promise<unknown>;
  /** Each item has ended, or the gateway is stopping. */
  readonly ended: Promise<unknown>;
}

/**
 * Reads accepted resources until each has settled, so that the inventory shows what the action did, and says how each
 * ended. One that does not settle in time is UNCERTAIN, never taken for done.
 */
export function settle(targets: readonly Target[], ports: SettlePorts): Settling {
  const groups = groupBy(targets, ({ resource }) => `${resource.providerId} ${resource.kind} ${resource.region}`);
  const settling = groups.map((group) => {
    const first = look(group, FIRST_READ_TIMEOUT_MS, ports);
    return { first, end: first.then((open) => lookOn(open, ports)).catch(unlessStopping(ports)) };
  });
  return {
    seen: Promise.allSettled(settling.map(({ first }) => first)),
    ended: Promise.all(settling.map(({ end }) => end)),
  };
}

/** What is open after a reading. */
interface Open {
  readonly targets: readonly Target[];
  /** Why they are open. */
  readonly error: Settlement['error'];
}

/** Reads once, and says how those ended that have. */
async function look(
  targets: readonly Target[],
  timeoutMs: number,
  { operationId, operations, reader, clock, signal, onUnexpected }: SettlePorts,
): Promise<Open> {
  let error = NOT_SETTLED;
  const rows = await reader
    .read(
      targets.map(({ resource }) => resource),
      clock.now() + timeoutMs,
      signal,
    )
    .catch((cause: unknown) => {
      error = failureOf(cause, onUnexpected);
      return [];
    });
  const now = new Map(rows.map((row) => [row.id, row]));
  const ends = targets.map((target) => ({ target, end: endOf(target, now.get(target.resource.id)) }));
  for (const { target, end } of ends) if (end) await operations.settle(operationId, target.position, end);
  return { targets: ends.filter(({ end }) => !end).map(({ target }) => target), error };
}

async function lookOn(first: Open, ports: SettlePorts): Promise<void> {
  let open = first;
  for (const delayMs of READ_AFTER_MS) {
    if (open.targets.length === 0) return;
    await ports.clock.sleep(delayMs, ports.signal);
    open = await look(open.targets, READ_TIMEOUT_MS, ports);
  }
  for (const { position } of open.targets)
    await ports.operations.settle(ports.operationId, position, { outcome: 'UNCERTAIN', error: open.error! });
}

/** Stopping in the middle leaves the items ACCEPTED; the next start marks the operation INTERRUPTED. */
const unlessStopping =
  ({ signal, onUnexpected }: SettlePorts) =>
  (error: unknown) => {
    if (!signal.aborted) onUnexpected(error);
  };

/** How a resource ended by its newest record. Null: not yet, or not known. */
function endOf({ fn }: Target, row: ResourceRow | undefined): Settlement | null {
  if (!row) return null;
  if (row.missingSince !== null)
    return { outcome: 'FAILED', error: { code: 'RESOURCE_GONE', message: 'the provider does not show it any more' } };
  if (fn.settlesAt === null || (row.state !== null && fn.settlesAt.includes(row.state)))
    return { outcome: 'SUCCEEDED' };
  if (row.state === 'TERMINATED' || row.state === 'ERROR') {
    return { outcome: 'FAILED', error: { code: 'INVALID_STATE', message: `it ended ${row.state}` } };
  }
  return null;
}
