export * from './codec.ts';
export * from './define.ts';
export * from './errors.ts';
export * from './manifest.ts';
export * from './protocol.ts';
export * from './records.ts';
