/** The ports of `resolvers/context.ts`, bound to one viewer: what a viewer may not see does not exist in them. */
import type { GatewayContext } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import type { Actions } from '../actions/index.ts';
import type { Alarms } from '../alarms/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Keys } from '../auth/index.ts';
import type { Clock } from '../clock.ts';
import type { Inventory } from '../inventory/index.ts';
import type { Functions } from '../invoke/index.ts';
import type { Idempotency, Operations } from '../operations/index.ts';
import type { Directory, Lifecycle } from '../providers/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Reader, Sync } from '../sync/index.ts';
import { alarmsPort } from './alarms.ts';
import { apiKeysPort } from './api-keys.ts';
import { connectorsPort } from './connectors.ts';
import { operationsPort } from './operations.ts';
import { providersPort } from './providers.ts';
import { resourcesPort } from './resources.ts';

/** All areas that ports reach. */
export interface Areas {
  readonly actions: Actions;
  readonly alarms: Alarms;
  readonly audit: Audit;
  readonly directory: Directory;
  readonly functions: Functions;
  readonly idempotency: Idempotency;
  readonly inventory: Inventory;
  readonly keys: Keys;
  readonly lifecycle: Lifecycle;
  readonly operations: Operations;
  readonly reader: Reader;
  readonly registry: Registry;
  readonly sync: Sync;
  readonly clock: Clock;
  /** How long an operation may wait for slices to be listed anew. */
  readonly requestTimeoutMs: number;
}

/** Gives each viewer its context. A viewer that is the same object gets the same context. */
export function createContexts(areas: Areas): (viewer: ViewerRow) => GatewayContext {
  const contexts = new WeakMap<ViewerRow, GatewayContext>();
  return (viewer) => {
    const known = contexts.get(viewer);
    if (known) return known;
    const context: GatewayContext = {
      viewer,
      providers: providersPort(areas, viewer),
      resources: resourcesPort(areas, viewer),
      alarms: alarmsPort(areas, viewer),
      operations: operationsPort(areas, viewer),
      connectors: connectorsPort(areas),
      apiKeys: apiKeysPort(areas, viewer),
    };
    contexts.set(viewer, context);
    return context;
  };
}
