import DataLoader from 'dataloader';
import type { Alarms } from '../../resolvers/context.ts';
import type { AlarmRow, ViewerRow } from '../../resolvers/rows.ts';
import { NotFound } from '../errors.ts';
import type { Areas } from './areas.ts';

export function alarmsPort({ alarms, audit, idempotency }: Areas, viewer: ViewerRow): Alarms {
  const { keyId: callerId, name: actor, providerIds: scope } = viewer;

  const byResource = new DataLoader<string, readonly AlarmRow[]>(
    async (ids) => {
      const found = await alarms.ofResources(ids);
      return ids.map((id) => found.get(id) ?? []);
    },
    { cache: false },
  );

  return {
    search: (filter, page) => alarms.search(filter, page, scope),
    load: (id) => alarms.load(id, scope),
    ofResource: (id) => byResource.load(id),

    async acknowledge(id, note, idempotencyKey) {
      await idempotency.once({ callerId, mutation: 'acknowledgeAlarm', key: idempotencyKey, input: { id, note } }, () =>
        audit.record({ actor, action: 'acknowledgeAlarm', details: { id, note } }, async () => {
          await alarms.acknowledge(id, actor, note ?? null, scope);
          return {};
        }),
      );
      const alarm = await alarms.load(id, scope);
      if (!alarm) throw new NotFound('alarm', id);
      return alarm;
    },

    follow: (filter, after) => alarms.follow(filter, after, scope),
  };
}
