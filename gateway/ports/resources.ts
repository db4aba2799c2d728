import DataLoader from 'dataloader';
import type { ResourceQuery, Resources } from '../../resolvers/context.ts';
import type {
  Coverage,
  Failure,
  MissingSliceRow,
  ResourceGroupPage,
  ResourcePage,
  ResourceRow,
  ViewerRow,
} from '../../resolvers/rows.ts';
import { NotFound } from '../errors.ts';
import type { SliceKey } from '../inventory/index.ts';
import type { Areas } from './areas.ts';

/** Why a slice is older than `maxAge` although its last listing succeeded. */
const TOO_LATE: Failure = {
  code: 'FUNCTION_TIMEOUT',
  message: 'it could not be listed anew in time; what is shown is older than `maxAge`. Ask again',
};
const PAUSED: Failure = {
  code: 'INVALID_STATE',
  message: 'its provider is paused; what is shown is older than `maxAge`. Resume it with `updateProvider`',
};

export function resourcesPort(areas: Areas, viewer: ViewerRow): Resources {
  const { actions, audit, clock, directory, idempotency, inventory, operations, reader, sync } = areas;
  const { keyId: callerId, name: actor, providerIds: scope } = viewer;

  // Without a cache it only batches what one tick asks for, so one loader serves all requests of a viewer.
  const rows = new DataLoader<string, ResourceRow | null>((ids) => inventory.load(ids, scope), { cache: false });

  /** Lists slices older than `maxAge` anew, within the request's deadline. Which of them are still too old. */
  async function freshen(query: ResourceQuery): Promise<readonly SliceKey[]> {
    const { maxAge } = query;
    if (maxAge === null || maxAge === undefined) return [];
    const since = clock.now() - maxAge;
    const stale = await inventory.stale(query, scope, since);
    if (stale.length === 0) return [];
    await sync.refresh(stale, since, AbortSignal.timeout(areas.requestTimeoutMs));
    return inventory.stale(query, scope, since);
  }

  return {
    async search(query) {
      const late = await freshen(query);
      const page = await inventory.search(query, scope);
      return late.length === 0 ? page : withLate(page, late);
    },

    async groups(by, tag, query) {
      const late = await freshen(query);
      const page = await inventory.groups(by, tag, query, scope);
      return late.length === 0 ? page : withLate(page, late);
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

  /** The same page, which also says which slices did not become as fresh as was asked. */
  function withLate<Page extends ResourcePage | ResourceGroupPage>(page: Page, late: readonly SliceKey[]): Page {
    return {
      ...page,
      async coverage(): Promise<Coverage> {
        const known = await page.coverage();
        const named = new Set(known.missing.map(keyOf));
        const slices = (
          await Promise.all([...new Set(late.map(({ providerId }) => providerId))].map((id) => inventory.slices(id)))
        ).flat();
        const listedAt = new Map(slices.map((slice) => [keyOf(slice), slice.listedAt]));
        const paused = new Set((await directory.all()).flatMap(({ id, state }) => (state === 'PAUSED' ? id : [])));
        const missing = late
          .filter((slice) => !named.has(keyOf(slice)))
          .map((slice): MissingSliceRow => ({
            ...slice,
            ...(paused.has(slice.providerId) ? PAUSED : TOO_LATE),
            listedAt: listedAt.get(keyOf(slice)) ?? null,
          }));
        return { ...known, missing: [...known.missing, ...missing] };
      },
    };
  }
}

const keyOf = ({ providerId, kind, region }: SliceKey) => `${providerId} ${kind} ${region}`;
