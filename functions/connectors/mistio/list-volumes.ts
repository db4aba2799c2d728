import { defineList, wholeOf, type RecordOf, type Row, type State } from '../../sdk/index.ts';
import type { MistCredential, MistOptions } from './account.ts';
import { neededText, rowIn, stateOf, tagsOf, textOf, textsOf } from './fields.ts';
import { listRecords } from './lists.ts';
import { SENSITIVE } from './sensitive.ts';

/** Mist passes on the cloud's own word, in `extra`, where there is one. */
const STATES: Readonly<Record<string, State>> = {
  available: 'AVAILABLE',
  inuse: 'IN_USE',
  'in-use': 'IN_USE',
  attaching: 'ATTACHING',
  creating: 'CREATING',
  deleting: 'DELETING',
  deleted: 'DELETED',
  error: 'ERROR',
};

/** One page of the volumes of the cloud. */
export const listVolumes = defineList<'Volume', MistCredential, MistOptions>({
  name: 'mistio.listVolumes',
  kind: 'Volume',
  permissions: ['read:volume', 'read:cloud'],
  quota: null,
  sensitive: SENSITIVE,
  run: (input, context) => listRecords(context, { collection: 'volumes' }, input, toVolume),
});

function toVolume(volume: Row): RecordOf<'Volume'> {
  const extra = rowIn(volume, 'extra');
  const rawState = textOf(extra, 'state') ?? textOf(extra, 'status');
  const { encrypted } = extra;
  return {
    nativeId: neededText(volume, 'id'),
    arn: null,
    name: textOf(volume, 'name'),
    zone: textOf(volume, 'location'),
    state: rawState === null ? null : stateOf(STATES, rawState.toLowerCase()),
    rawState,
    tags: tagsOf(volume),
    createdAt: null, // Mist does not say
    sizeGiB: wholeOf(volume['size']),
    volumeType: textOf(extra, 'volume_type'),
    iops: wholeOf(extra['iops']),
    encrypted: typeof encrypted === 'boolean' ? encrypted : null,
    snapshotId: textOf(extra, 'snapshot_id'),
    attachments: textsOf(volume, 'attached_to')?.map((instanceId) => ({ instanceId })) ?? null,
    native: volume,
  };
}
