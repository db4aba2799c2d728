export { createDirectory, type Account, type Directory } from './directory.ts';
export { createLifecycle, type Lifecycle } from './lifecycle.ts';
export { sealedToOthers } from './seals.ts';
