/** From a function's record to what the store holds, and from there to a resource's row. */
import { hash } from 'node:crypto';
import { isModelKind, type ResourceRecord } from '../../functions/sdk/index.ts';
import type { ResourceRow } from '../../resolvers/rows.ts';
import type { Tag } from '../../schema/generated/types.ts';
import { storable, type ResourcesTable } from '../store/index.ts';
import type { SliceKey } from './ports.ts';

/** Longer ones do not fit into an index of PostgreSQL. */
const MAX_NAME_CHARACTERS = 500;
const MAX_TAG_CHARACTERS = 300;

/** Separates name and native id in the text that is searched. */
const SEPARATOR = '\u001f';

/** A record as it is compared and written. */
export interface StoredRecord {
  readonly id: string;
  readonly nativeId: string;
  readonly name: string;
  readonly search: string;
  readonly state: string | null;
  readonly hash: string;
  readonly body: string;
  readonly native: string | null;
  readonly tags: readonly Tag[] | null;
}

/** The columns that make a row; `listed_at` is that of its slice. */
export type ResourceColumns = Pick<
  ResourcesTable,
  | 'id'
  | 'provider_id'
  | 'kind'
  | 'region'
  | 'native_id'
  | 'name'
  | 'state'
  | 'body'
  | 'first_seen_at'
  | 'observed_at'
  | 'source'
  | 'missing_since'
> & { readonly listed_at: number | null };

/**
 * The stable id of a resource. The region is always part of it: native ids repeat over regions, and kinds of the account
 * have one region, `global`.
 */
export function resourceId({ providerId, kind, region }: SliceKey, nativeId: string): string {
  return `res_${hash('sha256', JSON.stringify([providerId, kind, region, nativeId]), 'hex').slice(0, 32)}`;
}

export function toStored(slice: SliceKey, record: ResourceRecord): StoredRecord {
  const {
    nativeId: rawNativeId,
    name: rawName,
    state,
    native,
    tags,
    arn,
    zone,
    rawState,
    createdAt,
    ...attributes
  } = record;
  const nativeId = storable(rawNativeId);
  const name = storable(rawName || rawNativeId).slice(0, MAX_NAME_CHARACTERS);
  const ordered = tags && orderedTags(tags);
  const body = JSON.stringify({ arn, zone, rawState, tags: ordered, createdAt, ...attributes });
  const nativeText = native === undefined ? null : JSON.stringify(native);
  return {
    id: resourceId(slice, nativeId),
    nativeId,
    name,
    search: searchable(`${name}${SEPARATOR}${nativeId}`),
    state: state ?? null,
    hash: hash('sha256', `${name}\0${state}\0${body}\0${nativeText}`, 'base64url').slice(0, 22),
    body,
    native: nativeText,
    tags: ordered,
  };
}

/**
 * The row as all readers share it. What a later complete listing showed unchanged was seen and read at that listing. The
 * parsed body becomes the row: copying its fields into another object takes three times as long.
 */
export function toRow(columns: ResourceColumns): ResourceRow {
  const row = JSON.parse(columns.body) as { -readonly [field in keyof ResourceRow]: ResourceRow[field] };
  const present = columns.missing_since === null;
  const wasListed = present && columns.listed_at !== null && columns.listed_at > columns.observed_at;
  const readAt = wasListed ? columns.listed_at : columns.observed_at;
  row.id = columns.id;
  row.providerId = columns.provider_id;
  row.kind = columns.kind;
  row.nativeId = columns.native_id;
  row.arn ??= null;
  row.name = columns.name;
  row.region = columns.region;
  row.zone ??= null;
  row.state = columns.state as ResourceRow['state'];
  row.rawState ??= null;
  row.tags ??= null;
  row.createdAt ??= null;
  row.firstSeenAt = columns.first_seen_at;
  row.lastSeenAt = readAt;
  row.missingSince = columns.missing_since;
  row.observedAt = readAt;
  row.source = wasListed ? 'LISTING' : columns.source;
  return Object.freeze(row);
}

/** The fields whose changes are kept, by the name that clients know. */
export function fieldsOf(
  kind: string,
  stored: Pick<StoredRecord, 'name' | 'state' | 'body'>,
): Readonly<Record<string, unknown>> {
  const { attributes, ...body } = JSON.parse(stored.body) as Record<string, unknown>;
  const nested = isModelKind(kind)
    ? []
    : Object.entries(attributes ?? {}).map(([key, value]) => [`attributes.${key}`, value]);
  return { name: stored.name, state: stored.state, ...body, ...Object.fromEntries(nested) };
}

/** Text as it is searched: in any case. */
export const searchable = (text: string) => text.toLowerCase();

/** A tag's key or value as the index holds it: long ones are told apart by a hash of the whole. */
export function indexable(text: string): string {
  const kept = storable(text);
  return kept.length <= MAX_TAG_CHARACTERS
    ? kept
    : `${kept.slice(0, MAX_TAG_CHARACTERS - 64)}${hash('sha256', text, 'hex')}`;
}

/** By key; of two with the same key the last counts. */
function orderedTags(tags: readonly Tag[]): readonly Tag[] {
  const byKey = new Map(tags.map(({ key, value }) => [key, { key, value }]));
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
