/** Errors of taking and delivering events. */
import { CodedError } from '../functions/sdk/index.ts';

/** An event came back through functions that answer with further events, again and again. */
export class EventCycle extends CodedError {
  readonly code = 'EVENT_CYCLE';
  constructor(type: string, hops: number) {
    super(
      `an event of the type ${JSON.stringify(type.slice(0, 100))} came through ${hops} functions: a cycle. Change a subscription or a function`,
    );
  }
}

/** One event led to more and more others, through functions that answer with further events. */
export class EventFlood extends CodedError {
  readonly code = 'EVENT_CYCLE';
  constructor(maxEvents: number) {
    super(
      `what it answered with was not taken: one event led to more than ${maxEvents} others, as in a cycle. Change a subscription or a function`,
    );
  }
}

/** Work that may have taken effect is not repeated by itself. */
export class MayHaveTakenEffect extends CodedError {
  readonly code = 'MAY_HAVE_TAKEN_EFFECT';
  constructor(functionName: string, reason: string) {
    super(`${functionName} may have taken effect: ${reason}. Read the state, then deliver it again if it should be`);
  }
}

/** So many deliveries wait that no further event is taken. */
export class OutboxFull extends CodedError {
  readonly code = 'FUNCTION_BUSY';
  readonly waiting: number;
  readonly retryAfterMs: number;
  constructor(waiting: number, retryAfterMs: number) {
    super(`${waiting} deliveries of events wait, so the event was not taken. Send it again later`);
    this.waiting = waiting;
    this.retryAfterMs = retryAfterMs;
  }
  override get facts() {
    return { retryAfterMs: this.retryAfterMs };
  }
  override get retryable() {
    return true;
  }
}

/** A system asked to be visited, to see that its events are wanted, and did not say that it saw it. */
export class NotConfirmed extends CodedError {
  readonly code = 'PROVIDER_UNAVAILABLE';
  /** `reason`: without the address, which holds a token. */
  constructor(host: string, reason: string) {
    super(`the subscription is not confirmed: ${host} ${reason}. Send the request again later`);
  }
  override get retryable() {
    return true;
  }
}

/** An event is larger than a function could be given. */
export class EventTooLarge extends CodedError {
  readonly code = 'PAYLOAD_TOO_LARGE';
  constructor(bytes: number, maxBytes: number) {
    super(`the event has ${bytes} bytes, at most ${maxBytes} are allowed. Send a reference to the data instead`);
  }
}
