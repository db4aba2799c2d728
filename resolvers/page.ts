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
