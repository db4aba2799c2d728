export type { Bus } from './bus.ts';
export { createBus } from './memory.ts';
export { openBus } from './open.ts';
export { watch } from './watch.ts';
