/** Parts of rows of every kind: pages, and failures beside what succeeded. */
import type { ErrorCode } from '../schema/generated/types.ts';

/** One page of a list. Cursors are made only for those who ask for them. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  cursorOf(row: Row): string;
}

/** A page whose count over all pages is known on demand. */
export interface CountedPage<Row> extends Page<Row> {
  totalCount(): Promise<number>;
}

/** A failure kept beside what did succeed. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
}

export interface MissingSliceRow extends Failure {
  readonly providerId: string;
  readonly kind: string;
  readonly region: string;
  readonly listedAt: number | null;
}

/** What a page of resources or findings covers. Empty `missing` means complete. */
export interface Coverage {
  readonly missing: readonly MissingSliceRow[];
  /** When the oldest slice was listed. Null when none was. */
  readonly observedAt: number | null;
}
