export { createIdempotency, type Idempotency, type Wish } from './idempotency.ts';
export { createOperations, type NewItem, type Operations, type Settlement } from './operations.ts';
