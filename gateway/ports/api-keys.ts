import type { ApiKeys } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import type { Areas } from './areas.ts';

export function apiKeysPort({ keys, audit }: Areas, { name: actor }: ViewerRow): ApiKeys {
  return {
    list: () => keys.list(),
    load: (id) => keys.load(id),
    create: (input) => audit.record({ actor, action: 'createApiKey', details: { ...input } }, () => keys.create(input)),
    revoke: (id) => audit.record({ actor, action: 'revokeApiKey', details: { id } }, () => keys.revoke(id)),
  };
}
