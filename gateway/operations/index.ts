export { createIdempotency, type Idempotency } from './idempotency.ts';
export { createOperations, type Operations, type Settlement } from './operations.ts';
