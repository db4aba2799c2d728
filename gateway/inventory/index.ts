export { createInventory } from './inventory.ts';
export { resourceId } from './rows.ts';
export type * from './ports.ts';
