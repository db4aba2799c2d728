import { BadReply, defineStatus, isRow, momentOf } from '../../sdk/index.ts';
import { cloudIdOf, type MistContext, type MistCredential, type MistOptions } from './account.ts';
import { ask } from './client.ts';
import { readCloud } from './clouds.ts';
import { rowOf, textOf } from './fields.ts';
import { countOf } from './paging.ts';

/** Clouds that have locations always, so that Mist has not listed one of which it knows none. */
const HAVE_LOCATIONS: readonly unknown[] = [
  'alibaba',
  'amazon',
  'azure',
  'digitalocean',
  'equinix',
  'google',
  'ibm',
  'linode',
  'rackspace',
  'vultr',
];

/**
 * How far Mist is with the cloud. It does not say, so it is inferred: a machine was last seen when Mist last listed them.
 * Without a machine nobody can tell an empty cloud from one that is not listed, unless nothing at all is known of it.
 */
export const status = defineStatus<MistCredential, MistOptions>({
  name: 'mistio.status',
  permissions: ['read:cloud', 'read:machine', 'read:location'],
  quota: null,
  async run(_input, context) {
    const cloud = await readCloud(context, cloudIdOf(context.account));
    const { syncedAt, hasMachines } = await lastSeen(context);
    if (syncedAt !== null) return { state: 'SYNCED', syncedAt, reason: null };
    if (hasMachines) return unknown('Mist does not say when it last saw the machines of this cloud');
    const query = { cloud: cloudIdOf(context.account), only: 'id' };
    if (
      (await countOf(context, { collection: 'locations', query })) === 0 &&
      HAVE_LOCATIONS.includes(cloud['provider'])
    )
      return { state: 'PENDING', syncedAt: null, reason: 'Mist has listed nothing of this cloud yet' };
    return unknown('Mist shows no machine of this cloud, and does not say whether it has looked');
  },
});

const unknown = (reason: string) => ({ state: 'UNKNOWN' as const, syncedAt: null, reason });

async function lastSeen(context: MistContext) {
  const body = await ask(context, {
    method: 'GET',
    path: '/api/v2/machines',
    query: {
      cloud: cloudIdOf(context.account),
      sort: '-last_seen',
      limit: 50,
      only: 'id,cloud,last_seen',
      deref: 'none',
    },
    permission: 'read:machine',
    about: 'the list of machines',
  });
  const { data } = rowOf(body, 'the list of machines');
  if (!Array.isArray(data) || !data.every(isRow)) throw new BadReply('the list of machines has no rows');
  if (data.some((row) => row['cloud'] !== cloudIdOf(context.account)))
    throw new BadReply('the list of machines holds some of another cloud');
  const moments = data.flatMap((row) => momentOf(textOf(row, 'last_seen')) ?? []);
  return { hasMachines: data.length > 0, syncedAt: moments.toSorted().at(-1) ?? null };
}
