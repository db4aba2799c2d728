/** A delivery that somebody works on. */
import type { CloudEvent } from '../../functions/sdk/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import type { DeliveriesTable } from '../store/index.ts';
import type { Addressee } from './subscriptions.ts';

/** How much longer a lease is than a call may take: for writing down how it ended. */
export const LEASE_MARGIN_MS = 30_000;

/** A delivery that is ours until the lease ends. What it was before this claim, which counts as an attempt. */
export interface Claimed extends Addressee {
  readonly id: string;
  readonly lease: string;
  readonly subscription: string | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly inDoubt: boolean;
  readonly expiresAt: number;
  readonly createdAt: number;
  readonly error: Failure | null;
  readonly event: CloudEvent;
  readonly hops: number;
  /** The event that led to this one, or it itself. */
  readonly rootSeq: number;
}

/** `row`: as it was before the claim. */
export const toClaimed = (
  row: Omit<DeliveriesTable, 'leased_by' | 'next_attempt_at'>,
  { event, hops, rootSeq }: { readonly event: CloudEvent; readonly hops: number; readonly rootSeq: number | null },
  lease: string,
): Claimed => ({
  id: row.id,
  lease,
  subscription: row.subscription,
  functionName: row.function,
  deploymentName: row.deployment,
  providerId: row.provider_id,
  attempts: row.attempts,
  maxAttempts: row.max_attempts,
  inDoubt: row.in_doubt === 1,
  expiresAt: row.expires_at,
  createdAt: row.created_at,
  error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
  event,
  hops,
  rootSeq: rootSeq ?? row.event_seq,
});
