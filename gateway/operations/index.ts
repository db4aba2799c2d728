import type { OperationItemRow, OperationRow } from '../../resolvers/rows.ts';
import type { OperationOutcome, OperationType } from '../../schema/generated/types.ts';
import type { Failure } from '../../resolvers/rows.ts';
import type { Scope } from '../inventory/index.ts';

export { createOperations } from './operations.ts';
export { createIdempotency, type Idempotency } from './idempotency.ts';

/** An item as it is asked for: a slice of a sync, or a resource of an action. */
export type NewItem = { readonly kind: string; readonly region: string } | { readonly resourceId: string };

/** How an item stands now. */
export interface Settlement {
  readonly outcome: OperationOutcome;
  readonly error?: Failure;
  readonly count?: number;
}

/** Long-running work: what it is about, how far it is, and how each item ended. */
export interface Operations {
  begin(operation: {
    readonly type: OperationType;
    /** The account of a sync. Null for work over several. */
    readonly providerId: string | null;
    /** All accounts it touches: who may not see one of them may not see it. */
    readonly providerIds: readonly string[];
    readonly items: readonly NewItem[];
    readonly requestedBy: string | null;
  }): Promise<OperationRow>;
  /** Says how one item stands. The operation ends by itself when no item is PENDING or ACCEPTED. */
  settle(id: string, position: number, settlement: Settlement): Promise<void>;
  load(id: string, scope: Scope): Promise<OperationRow | null>;
  items(id: string): Promise<readonly OperationItemRow[]>;
  /** The operation now and after each step; ends with it. Throws `NotFound`. */
  follow(id: string, scope: Scope): AsyncIterable<OperationRow>;
  /** Marks what a gateway before this one left running. */
  interruptRunning(): Promise<void>;
  /** Removes those that ended before this moment. */
  prune(before: number): Promise<void>;
}
