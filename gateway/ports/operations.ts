import type { Operations } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import type { Areas } from './areas.ts';

export function operationsPort({ operations }: Areas, { providerIds: scope }: ViewerRow): Operations {
  return {
    load: (id) => operations.load(id, scope),
    items: (id) => operations.items(id),
    follow: (id) => operations.follow(id, scope),
  };
}
