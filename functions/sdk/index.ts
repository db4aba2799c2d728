export * from './codec.ts';
export * from './define.ts';
export * from './errors.ts';
export * from './event.ts';
export * from './handler.ts';
export * from './manifest.ts';
export * from './protocol.ts';
export * from './records.ts';
export type { FunctionContext, FunctionSpec } from './spec.ts';
