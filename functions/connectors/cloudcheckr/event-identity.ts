import { createHash } from 'node:crypto';
import type { Row } from '../../sdk/index.ts';
import { textOf } from './fields.ts';

/**
 * Which event a result is about: the same in every poll, and however often it is told. The fields are those of the vendor's
 * sample; what may change afterwards, such as the alert's status or how the address is judged, is none of them.
 */
export function eventIdOf(row: Row): string {
  const said = [row['EventDate'] ?? row['Created'], ...EVENT_FIELDS.map((field) => row[field])];
  return createHash('sha256')
    .update(JSON.stringify(said.map(textOf)))
    .digest('hex')
    .slice(0, 16);
}

const EVENT_FIELDS = [
  'EventId',
  'EventName',
  'AccountId',
  'IdenityArn', // as CloudCheckr spells it
  'IdentityArn',
  'IpAddress',
  'Service',
  'Region',
  'ResourceId',
  'ResponseType',
  'RequestParams',
];
