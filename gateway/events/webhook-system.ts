/** What a system is whose webhooks are taken. */

/** A request as it came. */
export interface WebhookRequest {
  /** Names are lower-case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body, untouched: signatures are over it. */
  readonly body: string;
}

/** An event without what is the same for all of a webhook. `id`: the same for a repeated delivery. */
export interface WebhookEvent {
  readonly id: string;
  readonly type: string;
  readonly subject?: string;
  readonly time?: string;
  readonly data: unknown;
}

export interface System {
  /** Whether whoever sent it knows the secret. Compared in constant time. */
  check(request: WebhookRequest, secret: string, nowMs: number): boolean | Promise<boolean>;
  /** What shows it, for whoever sent something else. */
  readonly proof: string;
  /** `nowMs`: when it came. Throws `BadInput`. */
  toEvents(request: WebhookRequest, nowMs: number): readonly WebhookEvent[];
}
