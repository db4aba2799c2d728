/** Subscriptions over graphql-ws, and what happens when the connection breaks. */
import { setTimeout as sleep } from 'node:timers/promises';
import { refused, unreachable, type GraphQLFailure } from './api.ts';
import { Refused } from './failures.ts';
import type { TypedDocumentString } from './generated/operations.ts';
import type { Settings } from './settings.ts';

const PING_INTERVAL_MS = 15_000;
const PONG_TIMEOUT_MS = 10_000;
const ACK_TIMEOUT_MS = 15_000;

export interface Subscriptions {
  /**
   * Hands over each result until the gateway ends the subscription or this is disposed. After a lost connection it
   * subscribes again with `variables` as they are then: a reader that resumes puts its last cursor there.
   */
  run<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
    next: (result: Result) => void,
  ): Promise<void>;
  /** Ends whatever runs. Safe to call twice. */
  dispose(): void;
}

export interface Reconnecting {
  /** How often to try anew after a loss, in a row. */
  readonly attempts: number;
  readonly onOpen?: () => void;
  readonly onLost?: () => void;
  readonly onBack?: () => void;
}

/** The first connection is tried once; one that was lost is tried again with growing pauses. */
export async function openSubscriptions(
  { url, key }: Settings,
  { attempts, onOpen, onLost, onBack }: Reconnecting,
): Promise<Subscriptions> {
  const [{ createClient }, { WebSocket }] = await Promise.all([import('graphql-ws'), import('ws')]);
  const endpoint = new URL('graphql', url);
  endpoint.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let connection: 'none' | 'open' | 'lost' = 'none';
  const disposed = new AbortController();
  let pongTimer: NodeJS.Timeout | undefined;

  const client = createClient({
    url: endpoint.href,
    webSocketImpl: WebSocket,
    ...(key === null ? {} : { connectionParams: { authorization: `Bearer ${key}` } }),
    connectionAckWaitTimeout: ACK_TIMEOUT_MS,
    keepAlive: PING_INTERVAL_MS,
    retryAttempts: attempts,
    retryWait: (retries) => pause(Math.min(250 * 2 ** retries, 10_000), disposed.signal),
    shouldRetry: (failure) => connection !== 'none' && notAllowed(failure) === null,
    on: {
      connected: () => {
        if (connection === 'lost') onBack?.();
        else if (connection === 'none') onOpen?.();
        connection = 'open';
      },
      closed: () => {
        clearTimeout(pongTimer);
        if (connection !== 'open' || disposed.signal.aborted) return;
        connection = 'lost';
        onLost?.();
      },
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => client.terminate(), PONG_TIMEOUT_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer);
      },
    },
  });

  return {
    run: (document, variables, next) =>
      new Promise((resolve, reject) => {
        // The client reads `variables` whenever it subscribes, so their present value decides where it goes on.
        client.subscribe<never>(
          { query: document.toString(), variables: variables as Record<string, unknown> },
          {
            next: ({ data, errors }) => {
              if (data) next(data);
              else if (errors?.[0]) reject(refused(errors[0]));
            },
            error: (failure) => reject(explain(url, failure)),
            complete: resolve,
          },
        );
      }),
    dispose() {
      disposed.abort();
      clearTimeout(pongTimer);
      // It waits for a connection that is being made, which may fail: nobody needs it any more.
      Promise.resolve(client.dispose()).catch(() => undefined);
    },
  };
}

/** Up to half of it is left to chance, so that many clients do not come back at once. Ends early with the signal. */
const pause = (delayMs: number, signal: AbortSignal): Promise<void> =>
  sleep(delayMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);

function explain(url: URL, failure: unknown): Error {
  if (Array.isArray(failure)) return refused(failure[0] as GraphQLFailure);
  const { code, reason } = failure as { code?: number; reason?: string };
  if (code === 4400 || code === 4500) return new Refused('BAD_REQUEST', `the gateway closed the connection: ${reason}`);
  return notAllowed(failure) ?? unreachable(url, (failure as { error?: unknown }).error ?? failure);
}

/** The failure of a key: a close code of the protocol, or an upgrade that was refused with an HTTP status. */
function notAllowed(failure: unknown): Refused | null {
  const { code, message } = failure as { code?: number; message?: string };
  const status = /Unexpected server response: (\d+)/.exec(message ?? '')?.[1];
  if (code === 4401 || code === 4403 || status === '401')
    return new Refused('UNAUTHENTICATED', 'the gateway did not accept the key');
  if (status === '403') return new Refused('FORBIDDEN', 'the gateway does not allow this key to subscribe');
  return null;
}
