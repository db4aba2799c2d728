export { createRegistry } from './create-registry.ts';
export { toOperation } from './operation-key.ts';
export type { Registry } from './registry.ts';
