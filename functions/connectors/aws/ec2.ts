/** What all functions over EC2 share: the client, and the fields that every EC2 record has. */
import { EC2Client, type Filter, type Tag } from '@aws-sdk/client-ec2';
import { service } from './client.ts';

export const ec2 = service('ec2', EC2Client);

/** EC2 sends the tags with every record and leaves the field out where there are none. */
export function tagsOf(tags: readonly Tag[] | undefined) {
  return (tags ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [{ key: Key, value: Value ?? '' }]));
}

/** The value of the tag `Name`, which the AWS console shows as the name. Null without one. */
export function nameOf(tags: readonly Tag[] | undefined): string | null {
  return tags?.find(({ Key }) => Key === 'Name')?.Value || null;
}

/** Asks for these ids by a filter, where an unknown id is simply absent; by parameter it would fail the request. */
export function onlyIds(filter: string, nativeIds: readonly string[] | undefined): { Filters?: Filter[] } {
  return nativeIds ? { Filters: [{ Name: filter, Values: [...nativeIds] }] } : {};
}
