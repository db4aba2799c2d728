import type { ResourceRow } from '../../resolvers/rows.ts';
import type { DeployedFunction } from '../invoke/index.ts';

/** A resource on its way through an operation. */
export interface Target {
  /** Of its item. */
  readonly position: number;
  readonly resource: ResourceRow;
  readonly fn: DeployedFunction;
}
