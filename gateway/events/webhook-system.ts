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
  /** What a 401 asks for. Absent: `Bearer`. */
  readonly challenge?: string;
  /**
   * Where the sender wants to be visited before it sends events, so that it knows that they are wanted. Null: nowhere.
   * Asked once the sender has shown the secret. Throws `BadInput` for an address that is not the system's own.
   */
  confirmation?(request: WebhookRequest): URL | null;
  /** `nowMs`: when it came. Throws `BadInput`. */
  toEvents(request: WebhookRequest, nowMs: number): readonly WebhookEvent[];
}
