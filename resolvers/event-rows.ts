/** Rows of what brings events to functions. Moments are milliseconds since 1970 (UTC), lengths of time are milliseconds. */
import type { DeliveryState, EventSubscriptionMode, WebhookKind } from '../schema/generated/types.ts';
import type { Failure, Page } from './page.ts';

export interface EventSubscriptionRow {
  readonly id: string;
  readonly name: string;
  readonly eventType: string;
  readonly filter: string | null;
  readonly functionName: string;
  readonly deploymentName: string | null;
  readonly providerId: string | null;
  readonly mode: EventSubscriptionMode;
  readonly enabled: boolean;
  readonly maxAttempts: number;
  readonly maxAge: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface DeliveryRow {
  readonly id: string;
  readonly subscriptionName: string | null;
  readonly functionName: string;
  readonly event: unknown;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: number | null;
  readonly error: Failure | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

export interface WebhookRow {
  readonly id: string;
  readonly name: string;
  readonly kind: WebhookKind;
  readonly path: string;
  /** A reference, never the secret. */
  readonly secret: string;
  readonly createdAt: number;
}

export type EventSubscriptionPage = Page<EventSubscriptionRow>;
export type DeliveryPage = Page<DeliveryRow>;
