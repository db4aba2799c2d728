import type { Clock } from '../clock.ts';
import { failureOf } from '../errors.ts';
import type { Operations, Settlement } from '../operations/index.ts';
import type { ResourceRow } from '../../resolvers/rows.ts';
import type { Reader } from '../sync/index.ts';
import type { Target } from './actions.ts';
import { groupBy } from './group-by.ts';

/** When accepted resources are read again: soon at first, for EC2 takes from seconds to minutes to stop a machine. */
const READ_AFTER_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 30_000, 30_000, 30_000, 60_000, 60_000, 60_000];

/** How long one reading may take. */
const READ_TIMEOUT_MS = 20_000;

interface SettlePorts {
  readonly operationId: string;
  readonly operations: Operations;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onUnexpected: (error: unknown) => void;
}

/**
 * Reads accepted resources until each has settled, so that the inventory shows what the action did, and says how each
 * ended. One that does not settle in time is UNCERTAIN, never taken for done. Never throws.
 */
export async function settle(targets: readonly Target[], ports: SettlePorts): Promise<void> {
  const groups = groupBy(targets, ({ resource }) => `${resource.providerId} ${resource.kind} ${resource.region}`);
  await Promise.all(groups.map((group) => settleGroup(group, ports)));
}

async function settleGroup(targets: readonly Target[], { operationId, operations, reader, clock, signal, onUnexpected }: SettlePorts) {
  let open = targets;
  let lastError: Settlement['error'] = { code: 'FUNCTION_TIMEOUT', message: 'it was accepted and has not settled in time. Read its state again' };
  try {
    for (const delayMs of READ_AFTER_MS) {
      await clock.sleep(delayMs, signal);
      const rows = await reader.read(open.map(({ resource }) => resource), clock.now() + READ_TIMEOUT_MS).catch((error: unknown) => {
        lastError = failureOf(error, onUnexpected);
        return [];
      });
      const now = new Map(rows.map((row) => [row.id, row]));
      const ends = open.map((target) => ({ target, end: endOf(target, now.get(target.resource.id)) }));
      for (const { target, end } of ends) if (end) await operations.settle(operationId, target.position, end);
      open = ends.filter(({ end }) => !end).map(({ target }) => target);
      if (open.length === 0) return;
    }
    for (const { position } of open) await operations.settle(operationId, position, { outcome: 'UNCERTAIN', error: lastError });
  } catch (error) {
    // Stopping in the middle leaves the items ACCEPTED; the next start marks the operation INTERRUPTED.
    if (!signal.aborted) onUnexpected(error);
  }
}

/** How a resource ended by its newest record. Null: not yet, or not known. */
function endOf({ fn }: Target, row: ResourceRow | undefined): Settlement | null {
  if (!row) return null;
  if (row.missingSince !== null) return { outcome: 'FAILED', error: { code: 'RESOURCE_GONE', message: 'the provider does not show it any more' } };
  if (fn.settlesAt === null || (row.state !== null && fn.settlesAt.includes(row.state))) return { outcome: 'SUCCEEDED' };
  if (row.state === 'TERMINATED' || row.state === 'ERROR') {
    return { outcome: 'FAILED', error: { code: 'INVALID_STATE', message: `it ended ${row.state}` } };
  }
  return null;
}
