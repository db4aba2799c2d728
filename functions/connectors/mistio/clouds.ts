/** Mist's clouds: each is an account of ours. */
import { BadReply, ProviderUnavailable, type Row } from '../../sdk/index.ts';
import type { MistContext } from './account.ts';
import { ask, bodyOf, part, send } from './client.ts';
import { saysGone } from './errors.ts';
import { neededText, rowOf, textOf } from './fields.ts';
import { readAll } from './paging.ts';

const pathOf = (cloudId: string) => `/api/v2/clouds/${part(cloudId)}`;

/** Throws `ResourceGone` when Mist has no such cloud. */
export async function readCloud(context: MistContext, cloudId: string): Promise<Row> {
  const about = `the cloud ${cloudId}`;
  const body = await ask(context, {
    method: 'GET',
    path: pathOf(cloudId),
    query: { deref: 'none' },
    permission: 'read:cloud',
    about,
  });
  const cloud = rowOf(rowOf(body, about)['data'], about);
  if (textOf(cloud, 'id') !== cloudId) throw new BadReply(`Mist answered with another cloud than ${cloudId}`);
  return cloud;
}

/** Removes it from Mist; the cloud itself stays as it is. One that is gone is removed. */
export async function removeCloud(context: MistContext, cloudId: string): Promise<void> {
  const answer = await send(context, { method: 'DELETE', path: pathOf(cloudId) });
  if (saysGone(answer)) return confirmGone(context, cloudId);
  bodyOf(answer, { permission: 'remove:cloud', about: `the cloud ${cloudId}` });
}

/** Removes all clouds of exactly this name. */
export async function removeCloudsNamed(context: MistContext, name: string): Promise<void> {
  for (const cloud of await readClouds(context))
    if (cloud['name'] === name) await removeCloud(context, neededText(cloud, 'id'));
}

/**
 * A short text with a 404 is weak evidence for what nobody looks at again: whatever stands before Mist may have said it,
 * and the cloud would stay, with its keys. The list is one more request, and only where a cloud was gone already.
 */
async function confirmGone(context: MistContext, cloudId: string): Promise<void> {
  if ((await readClouds(context)).some((cloud) => cloud['id'] === cloudId))
    throw new ProviderUnavailable(
      `Mist does not know the cloud ${cloudId}, and lists it. Check the option \`baseUrl\``,
    );
}

const readClouds = (context: MistContext) =>
  readAll(context, { collection: 'clouds', query: { only: 'id,name', deref: 'none' } });
