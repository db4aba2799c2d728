/** What invokers need of HTTP: one request, and an end that says whether the request can have reached anybody. */
import type { AddressRefused } from '../../errors.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: none. */
  readonly body: string | null;
  /** When to stop waiting, in milliseconds since 1970 (UTC). */
  readonly deadlineAt: number;
  /** The caller went away. */
  readonly signal: AbortSignal;
  /** A larger answer is cut off and `tooLarge`. */
  readonly maxResponseBytes: number;
}

/** How a request ended. */
export type HttpEnd =
  | {
      readonly type: 'answer';
      readonly status: number;
      /** Names in lower case; of those that came more than once the values joined by `, `. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** Nobody can have acted on it: the name did not resolve, the connection was refused or broke before the request was on its way. */
  | { readonly type: 'notSent'; readonly reason: string }
  /** It was on its way, wholly or in part, and no whole answer came. */
  | { readonly type: 'broken'; readonly reason: string }
  | { readonly type: 'tooLarge'; readonly status: number }
  /** The address is not to be called; nothing was sent. */
  | { readonly type: 'refused'; readonly error: AddressRefused }
  /** `sent`: whether it was on its way. */
  | { readonly type: 'deadline'; readonly sent: boolean }
  | { readonly type: 'cancelled'; readonly sent: boolean };

export interface Http {
  /** Never rejects and never follows a redirect. */
  send(request: HttpRequest): Promise<HttpEnd>;
  /** Lets requests in flight end for a while, then closes all connections. Later requests are `notSent`. */
  close(): Promise<void>;
}
