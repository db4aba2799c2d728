export { createDirectory, type Account, type Directory, type ProviderPatch } from './directory.ts';
export { createLifecycle, type Lifecycle } from './lifecycle.ts';
