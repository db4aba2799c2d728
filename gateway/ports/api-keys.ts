import type { ApiKeys } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import { NotFound } from '../errors.ts';
import type { Areas } from './areas.ts';

export function apiKeysPort({ keys, audit, directory }: Areas, { name: actor }: ViewerRow): ApiKeys {
  return {
    list: () => keys.list(),
    load: (id) => keys.load(id),
    create: (input) =>
      audit.record({ actor, action: 'createApiKey', details: { ...input } }, async () => {
        for (const id of input.providerIds ?? [])
          if (!(await directory.load(id, null))) throw new NotFound('provider', id);
        return keys.create(input);
      }),
    revoke: (id) => audit.record({ actor, action: 'revokeApiKey', details: { id } }, () => keys.revoke(id)),
  };
}
