import type { FunctionManifest } from '../../functions/sdk/index.ts';
import type { ResourceRow } from '../../resolvers/rows.ts';

/** A resource on its way through an operation. */
export interface Target {
  /** Of its item. */
  readonly position: number;
  readonly resource: ResourceRow;
  readonly fn: FunctionManifest;
}
