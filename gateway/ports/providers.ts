import type { Providers } from '../../resolvers/context.ts';
import type { OperationRow, ProviderRow, ViewerRow } from '../../resolvers/rows.ts';
import type { CredentialInput } from '../../schema/generated/types.ts';
import { hasPassed } from '../clock.ts';
import { NotFound } from '../errors.ts';
import type { Areas } from './areas.ts';

export function providersPort(areas: Areas, viewer: ViewerRow): Providers {
  const { audit, clock, directory, idempotency, inventory, lifecycle, operations, sync, upstream } = areas;
  const { keyId: callerId, name: actor, providerIds: scope } = viewer;

  async function requireProvider(id: string): Promise<ProviderRow> {
    const provider = await directory.load(id, scope);
    if (!provider) throw new NotFound('provider', id);
    return provider;
  }

  async function requireOperation(id: string): Promise<OperationRow> {
    const operation = await operations.load(id, scope);
    if (!operation) throw new NotFound('operation', id);
    return operation;
  }

  return {
    search: (filter, page) => directory.search(filter, page, scope),
    load: (id) => directory.load(id, scope),
    require: requireProvider,
    slices: (id) => inventory.slices(id),

    async create({ idempotencyKey, ...input }) {
      // A credential is a secret also as a hash of few possibilities, so it takes no part in recognising the wish.
      const { credential, ...known } = input;
      const details = { ...known, credentialSeenInClear: isPlain(credential) };
      const answer = await idempotency.once(
        { callerId, mutation: 'createProvider', key: idempotencyKey, input: known },
        () =>
          audit.record({ actor, action: 'createProvider', details }, async () => {
            const { provider, operation } = await lifecycle.create(input, actor);
            return { providerId: provider.id, operationId: operation.id };
          }),
      );
      return {
        provider: await requireProvider(answer.providerId),
        operation: await requireOperation(answer.operationId),
      };
    },

    async update({ idempotencyKey, ...input }) {
      const { credential, ...known } = input;
      const details = { ...known, credentialSeenInClear: isPlain(credential) };
      await idempotency.once({ callerId, mutation: 'updateProvider', key: idempotencyKey, input: known }, () =>
        audit.record({ actor, action: 'updateProvider', providerId: input.id, details }, async () => {
          await lifecycle.update(input, actor, scope);
          return {};
        }),
      );
      return { provider: await requireProvider(input.id) };
    },

    delete: ({ idempotencyKey, ...input }) =>
      idempotency.once({ callerId, mutation: 'deleteProvider', key: idempotencyKey, input }, () =>
        audit.record({ actor, action: 'deleteProvider', providerId: input.id, details: input }, () =>
          lifecycle.delete(input, actor, scope),
        ),
      ),

    async sync({ idempotencyKey, ...input }) {
      await requireProvider(input.id);
      const answer = await idempotency.once({ callerId, mutation: 'syncProvider', key: idempotencyKey, input }, () =>
        audit.record({ actor, action: 'syncProvider', providerId: input.id, details: input }, async () => {
          const operation = await sync.start(input.id, input, actor);
          return { operationId: operation.id };
        }),
      );
      return { operation: await requireOperation(answer.operationId) };
    },

    async upstream(id, maxAge) {
      const known = (await directory.load(id, scope))?.upstream ?? null;
      if (maxAge === null || maxAge === undefined) return known;
      if (known && !hasPassed(clock, maxAge, known.checkedAt)) return known;
      return upstream.read(id, clock.now() + areas.requestTimeoutMs);
    },

    follow: (ids) => directory.follow(ids, scope),
  };
}

const isPlain = (credential: CredentialInput | null | undefined) => (credential?.plain ?? null) !== null;
