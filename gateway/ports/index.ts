/** The ports of `resolvers/context.ts`, bound to one viewer: what a viewer may not see does not exist in them. */
import type { GatewayContext } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import { alarmsPort } from './alarms.ts';
import { apiKeysPort } from './api-keys.ts';
import type { Areas } from './areas.ts';
import { createFunctionCaller } from './call-function.ts';
import { connectorsPort } from './connectors.ts';
import { deploymentsPort } from './deployments.ts';
import { eventsPort } from './events.ts';
import { findingsPort } from './findings.ts';
import { operationsPort } from './operations.ts';
import { providersPort } from './providers.ts';
import { resourcesPort } from './resources.ts';

/** Gives each viewer its context. A viewer that is the same object gets the same context. */
export function createContexts(areas: Areas): (viewer: ViewerRow) => GatewayContext {
  const caller = createFunctionCaller(areas);
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
      deployments: deploymentsPort(areas, viewer, caller),
      events: eventsPort(areas, viewer),
      findings: findingsPort(areas, viewer),
      apiKeys: apiKeysPort(areas, viewer),
    };
    contexts.set(viewer, context);
    return context;
  };
}
