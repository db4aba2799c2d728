/** W3C trace context: what comes with a request goes on to the functions that it calls. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** Version, trace id, parent id, flags; ids of zeros alone are invalid. See https://www.w3.org/TR/trace-context/ */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const traces = new AsyncLocalStorage<string>();

/** Does the work within a trace. A header that is absent or no trace context leaves the work as it is, at no cost. */
export function withinTrace<Result>(traceparent: unknown, work: () => Result): Result {
  return typeof traceparent === 'string' && TRACEPARENT.test(traceparent) ? traces.run(traceparent, work) : work();
}

/** The trace context for a call made now: a child of the request's, or the root of a trace of its own. */
export function nextTraceparent(): string {
  const [, traceId, , flags] = traces.getStore()?.split('-') ?? [];
  return `00-${traceId ?? randomHex()}-${randomHex().slice(16)}-${flags ?? '01'}`;
}

/** 32 digits, 122 bits of them random: Node keeps entropy at hand for UUIDs, which costs a tenth of asking for bytes. */
const randomHex = () => randomUUID().replaceAll('-', '');
