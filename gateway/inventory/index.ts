export { createInventory } from './inventory.ts';
export { checkValues } from './filters.ts';
export { lockSlice } from './intake.ts';
export { resourceId } from './rows.ts';
export type * from './ports.ts';
