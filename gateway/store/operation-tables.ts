/** The tables of long-running work; alike on both dialects, as in `tables.ts`. */
import type { ErrorCode, OperationOutcome, OperationState, OperationType } from '../../schema/generated/types.ts';

export interface OperationsTable {
  id: string;
  type: OperationType;
  state: OperationState;
  provider_id: string | null;
  /** JSON array of the providers it touches, for scopes. */
  provider_ids: string;
  done: number;
  total: number | null;
  requested_by: string | null;
  /** The gateway that works on it. */
  owner: string;
  /** Until then other gateways take that one to be there. */
  owned_until: number;
  started_at: number;
  finished_at: number | null;
}

export interface OperationItemsTable {
  operation_id: string;
  position: number;
  kind: string | null;
  region: string | null;
  resource_id: string | null;
  outcome: OperationOutcome;
  error_code: ErrorCode | null;
  error_message: string | null;
  count: number | null;
}
