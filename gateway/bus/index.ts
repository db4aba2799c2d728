export type { Bus } from './bus.ts';
export { createBus } from './memory.ts';
export { watch } from './watch.ts';
