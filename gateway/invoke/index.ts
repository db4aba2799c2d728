/** Calling functions wherever they run: one outcome, one deadline and the same resilience around every platform. */
export { createFunctions } from './create-functions.ts';
export type { DeployedFunction, Deployment } from './deployment.ts';
export type { FunctionCall, Functions } from './functions.ts';
export type { Invoker, Invokers } from './invoker.ts';
export { errorOf } from './call-error.ts';
export { isInDoubt, retryAfterMsOf, type Outcome } from './outcome.ts';
export { createInvokers } from './platforms/index.ts';
