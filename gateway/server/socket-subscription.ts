import type { GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';
import type { Sink } from '../execution/index.ts';

/** Sent to a reader that is too slow. It connects again and goes on behind its last cursor. */
const TOO_SLOW = 4513;

/**
 * A subscription as graphql-ws wants it: an iterator that never yields, since events are sent past it, and that ends
 * when the subscription does. It opens at the first `next`, when graphql-ws has noted it and can end it.
 */
export function followed(
  open: (end: Pick<Sink, 'error' | 'complete'>) => () => void,
): AsyncIterableIterator<never, undefined> {
  let leave: (() => void) | null = null;
  let resolve!: (end: IteratorReturnResult<undefined>) => void;
  let reject!: (error: Error) => void;
  const ended = new Promise<IteratorReturnResult<undefined>>((...settlers) => ([resolve, reject] = settlers));
  const complete = () => resolve({ done: true, value: undefined });
  return {
    next() {
      leave ??= open({ complete, error: (errors) => reject(new SubscriptionFailed(errors)) });
      return ended;
    },
    return() {
      leave?.();
      complete();
      return ended;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Writes events as `next` messages of one operation: a head of its own before the text that all share. */
export function writerOf(socket: WebSocket, id: string): Pick<Sink, 'next' | 'backlogBytes' | 'tooSlow'> {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  return {
    next: ({ json }) => socket.send(`${head}${json}}`),
    backlogBytes: () => socket.bufferedAmount,
    tooSlow: () => socket.close(TOO_SLOW, 'too slow: subscribe again after your last cursor'),
  };
}

/** Carries the errors of a subscription through graphql-ws to `onError`. */
class SubscriptionFailed extends Error {
  readonly errors: readonly GraphQLError[];
  constructor(errors: readonly GraphQLError[]) {
    super('the subscription failed');
    this.errors = errors;
  }
}

/** The errors that ended a subscription, or the error itself. */
export const causesOf = (error: GraphQLError): readonly GraphQLError[] =>
  error.originalError instanceof SubscriptionFailed ? error.originalError.errors : [error];
