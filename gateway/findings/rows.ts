/** From a function's record to what the store holds, and from there to a finding's row. */
import { hash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { FindingRecord } from '../../functions/sdk/index.ts';
import type { FindingRow } from '../../resolvers/rows.ts';
import type { AlarmSeverity, FindingDetail } from '../../schema/generated/types.ts';
import type { Subject } from '../inventory/index.ts';
import { storable, type FindingsTable } from '../store/index.ts';

/** A provider's own record that is longer as JSON is left out: beside what was made of it, nobody reads that much. */
const MAX_NATIVE_CHARACTERS = 65_536;

/** From the least to the worst. */
const RANKS: readonly AlarmSeverity[] = ['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** A record as it is compared and written. */
export type StoredFinding = Omit<FindingsTable, 'seq' | 'first_seen_at' | 'last_seen_at' | 'cleared_at'>;

/** The columns that make a row; `listed_at` is that of the provider's slice of findings. */
export type FindingColumns = Selectable<FindingsTable> & { readonly listed_at: number | null };

export function toStored(providerId: string, record: FindingRecord): StoredFinding {
  const { checkId, verdict, severity } = record;
  const subject = record.subject && {
    kind: storable(record.subject.kind),
    nativeId: storable(record.subject.nativeId),
  };
  const nativeId = storable(record.nativeId);
  const content = {
    native_id: nativeId,
    check_name: storable(record.checkName),
    category: (record.category ?? null) === null ? null : storable(record.category!),
    verdict,
    severity,
    summary: storable(record.summary),
    details: JSON.stringify(record.details),
    native: nativeText(record.native),
  };
  return {
    ...content,
    id: `fnd_${digest([providerId, checkId, subject?.kind ?? null, subject?.nativeId ?? null, nativeId])}`,
    provider_id: providerId,
    check_id: storable(checkId),
    severity_rank: RANKS.indexOf(severity),
    source: 'EXTERNAL',
    subject_kind: subject?.kind ?? null,
    subject_native_id: subject?.nativeId ?? null,
    subject_id: subject && subjectId({ providerId, ...subject }),
    hash: digest(Object.values(content)),
  };
}

/** What the findings of one resource have in common, whose region they do not know. */
export const subjectId = ({ providerId, kind, nativeId }: Subject) => digest([providerId, kind, nativeId]);

/** The row as readers share it. What a later complete listing showed unchanged was seen at that listing. */
export function toRow(columns: FindingColumns): FindingRow {
  const { listed_at: listedAt, cleared_at: clearedAt, last_seen_at: writtenAt } = columns;
  return Object.freeze({
    id: columns.id,
    check: { id: columns.check_id, name: columns.check_name, category: columns.category },
    verdict: columns.verdict,
    severity: columns.severity,
    source: columns.source,
    summary: columns.summary,
    details: JSON.parse(columns.details) as FindingDetail[],
    providerId: columns.provider_id,
    subject:
      columns.subject_kind === null ? null : { kind: columns.subject_kind, nativeId: columns.subject_native_id ?? '' },
    firstSeenAt: columns.first_seen_at,
    lastSeenAt: clearedAt === null && listedAt !== null ? Math.max(writtenAt, listedAt) : writtenAt,
    clearedAt,
    native: columns.native === null ? null : (JSON.parse(columns.native) as unknown),
  });
}

function nativeText(native: unknown): string | null {
  if (native === undefined) return null;
  const text = JSON.stringify(native);
  return text.length > MAX_NATIVE_CHARACTERS ? null : text;
}

const digest = (values: readonly unknown[]) => hash('sha256', JSON.stringify(values), 'base64url').slice(0, 22);
