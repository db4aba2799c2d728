import DataLoader from 'dataloader';
import type { Resources } from '../../resolvers/context.ts';
import type { ResourceRow, ViewerRow } from '../../resolvers/rows.ts';
import { NotFound } from '../errors.ts';
import type { Areas } from './areas.ts';
import { createFreshness } from './freshness.ts';

export function resourcesPort(areas: Areas, viewer: ViewerRow): Resources {
  const { actions, audit, clock, directory, idempotency, inventory, operations, reader } = areas;
  const { keyId: callerId, name: actor, providerIds: scope } = viewer;
  const freshness = createFreshness(areas);

  // Without a cache it only batches what one tick asks for, so one loader serves all requests of a viewer.
  const rows = new DataLoader<string, ResourceRow | null>((ids) => inventory.load(ids, scope), { cache: false });

  return {
    async search(query) {
      const late = await freshness.reach(query.maxAge, () => inventory.area(query, scope));
      return freshness.told(await inventory.search(query, scope), late);
    },

    async groups(by, tag, query) {
      const late = await freshness.reach(query.maxAge, () => inventory.area(query, scope));
      return freshness.told(await inventory.groups(by, tag, query, scope), late);
    },

    load: (id) => rows.load(id),

    async read(id, maxAge) {
      const row = await rows.load(id);
      if (!row || clock.now() - row.observedAt <= maxAge) return row;
      await reader.read([row], clock.now() + areas.requestTimeoutMs);
      return rows.load(id);
    },

    native: (id) => inventory.native(id),
    changes: (id, page) => inventory.changes(id, page),

    async allowedActions(resource) {
      const provider = await directory.load(resource.providerId, scope);
      return provider ? actions.allowed(resource, provider) : [];
    },

    async act(wish, ids, idempotencyKey) {
      const { operationId } = await idempotency.once(
        { callerId, mutation: wish.action, key: idempotencyKey, input: { wish, ids } },
        () =>
          audit.record({ actor, action: wish.action, details: { ...wish, ids } }, async () => {
            const operation = await actions.act(wish, ids, actor, scope);
            return { operationId: operation.id };
          }),
      );
      const operation = await operations.load(operationId, scope);
      if (!operation) throw new NotFound('operation', operationId);
      return operation;
    },
  };
}
