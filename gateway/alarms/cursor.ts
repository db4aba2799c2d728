/** A place in the alarm log: the log's epoch, which changes when a store is replaced, and a sequence number. */
import { InvalidCursor } from '../errors.ts';

export interface Position {
  readonly epoch: string;
  /** The event before which everything was seen, that event included. 0: before the first. */
  readonly seq: number;
}

/** The opaque form of a position. */
export function toCursor({ epoch, seq }: Position): string {
  return Buffer.from(`${epoch}:${seq}`).toString('base64url');
}

/** The position behind a cursor. Throws `InvalidCursor` for anything that `toCursor` did not make. */
export function fromCursor(cursor: string): Position {
  const [, epoch, digits] = /^([^:]+):(\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const position = { epoch: epoch ?? '', seq: Number(digits) };
  if (!Number.isSafeInteger(position.seq) || toCursor(position) !== cursor) throw new InvalidCursor();
  return position;
}

/** Below 0 when `a` comes first in the log, 0 when they are the same place. Both must be of one log. */
export function compareCursors(a: string, b: string): number {
  const [left, right] = [fromCursor(a), fromCursor(b)];
  if (left.epoch !== right.epoch) throw new InvalidCursor();
  return left.seq - right.seq;
}
