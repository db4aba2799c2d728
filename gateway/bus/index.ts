export type { Bus, Topics } from './bus.ts';
export { createBus } from './memory.ts';
export { watch } from './watch.ts';
