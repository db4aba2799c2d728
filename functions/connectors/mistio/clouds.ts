/** Mist's clouds: each is an account of ours. */
import { BadReply, type Row } from '../../sdk/index.ts';
import type { MistContext } from './account.ts';
import { ask, part, send } from './client.ts';
import { toCodedError } from './errors.ts';
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
  if (answer.status === 404 || (answer.status >= 200 && answer.status < 300)) return;
  throw toCodedError(answer, { permission: 'remove:cloud', about: `the cloud ${cloudId}` });
}

/** Removes all clouds of exactly this name. */
export async function removeCloudsNamed(context: MistContext, name: string): Promise<void> {
  const clouds = await readAll(context, { collection: 'clouds', query: { only: 'id,name', deref: 'none' } });
  for (const cloud of clouds) if (cloud['name'] === name) await removeCloud(context, neededText(cloud, 'id'));
}
