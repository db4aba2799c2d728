export { createSync, type Sync } from './sync.ts';
export { createReader, type Reader } from './reader.ts';
export { createLister } from './lister.ts';
export { createUpstream, type Upstream } from './upstream.ts';
