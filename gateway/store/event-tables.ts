/** The tables of events, their routes and the outbox; alike on both dialects, as in `tables.ts`. */
import type { Generated } from 'kysely';
import type { DeliveryState, ErrorCode, EventSubscriptionMode, WebhookKind } from '../../schema/generated/types.ts';

export interface EventSubscriptionsTable {
  id: string;
  name: string;
  event_type: string;
  filter: string | null;
  function: string;
  deployment: string | null;
  provider_id: string | null;
  mode: EventSubscriptionMode;
  enabled: number;
  max_attempts: number;
  max_age_ms: number;
  created_at: number;
  updated_at: number;
}

export interface WebhooksTable {
  id: string;
  name: string;
  kind: WebhookKind;
  /** A reference, never the secret. */
  secret: string;
  created_at: number;
}

/** Events that were accepted, to know them again, and for the deliveries that carry them. */
export interface EventsTable {
  seq: Generated<number>;
  source: string;
  id: string;
  type: string;
  /** JSON: the event as functions see it. */
  event: string;
  /** Through how many functions it came that answered with further events. */
  hops: number;
  accepted_at: number;
  /** The event that led to this one, through functions that answered with further events. Null: it began by itself. */
  root_seq: number | null;
  /** How many events it led to, with those that they led to. Counted for one that began by itself. */
  descendants: Generated<number>;
}

/** The outbox: one row for each event and subscription. */
export interface DeliveriesTable {
  id: string;
  event_seq: number;
  subscription: string | null;
  function: string;
  deployment: string | null;
  provider_id: string | null;
  state: DeliveryState;
  /** Attempts that began. Written before the function is called, so that a crash leaves the trace of a call. */
  attempts: number;
  max_attempts: number;
  /** Whether a sender waited for it, who may have it tried again by sending the event again, if it certainly did not run. */
  awaited: number;
  /** Whether an attempt that began may have taken effect: then only an idempotent function is tried again. Kept when it is dead. */
  in_doubt: number;
  /** Given up after this. */
  expires_at: number;
  /** Null when it ended. While somebody works on it: when the lease runs out, and others may take it. */
  next_attempt_at: number | null;
  /** Who works on it: the random name of a claim. Null: nobody. */
  leased_by: string | null;
  error_code: ErrorCode | null;
  error_message: string | null;
  created_at: number;
  finished_at: number | null;
}
