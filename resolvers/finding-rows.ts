/** Rows of what best-practice checks say. Moments are milliseconds since 1970 (UTC). */
import type {
  AlarmSeverity,
  BestPractice,
  FindingDetail,
  FindingSource,
  FindingVerdict,
} from '../schema/generated/types.ts';
import type { CountedPage, Coverage } from './page.ts';

export interface FindingRow {
  readonly id: string;
  readonly check: BestPractice;
  readonly verdict: FindingVerdict;
  readonly severity: AlarmSeverity;
  readonly source: FindingSource;
  readonly summary: string;
  readonly details: readonly FindingDetail[];
  readonly providerId: string;
  /** What it is about. Null: the whole account, or it names nothing. */
  readonly subject: { readonly kind: string; readonly nativeId: string } | null;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly clearedAt: number | null;
  readonly native: unknown;
}

export interface FindingPage extends CountedPage<FindingRow> {
  coverage(): Promise<Coverage>;
}
