/** Events in: CloudEvents and webhooks, routed to functions at once or through a durable outbox. */
export { decode, MAX_BATCH, type HttpMessage } from './codec.ts';
export { createEvents, type Events, type EventsPorts, type Receipt } from './events.ts';
export { createVisit } from './visit.ts';
