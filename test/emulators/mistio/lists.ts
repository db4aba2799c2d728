/** How Mist answers lists: filtered, sorted, a part of them, with what there is in all. */
import type { EmulatedAnswer } from '../http.ts';
import type { Row } from './state.ts';

const MAX_LIMIT = 1_000;
const DEFAULT_LIMIT = 100;

export function listAnswer(rows: readonly Row[], query: URLSearchParams): EmulatedAnswer {
  const cloud = query.get('cloud');
  const chosen = cloud === null ? rows : rows.filter((row) => row['cloud'] === cloud);
  const sort = query.get('sort') ?? '';
  const field = sort.replace(/^[+-]/, '');
  const sorted = field === '' ? chosen : chosen.toSorted((a, b) => compare(a[field], b[field]));
  if (sort.startsWith('-')) (sorted as Row[]).reverse();
  const start = Number(query.get('start') ?? 0);
  const limit = Math.min(MAX_LIMIT, Number(query.get('limit') ?? DEFAULT_LIMIT));
  const data = sorted.slice(start, start + limit).map((row) => onlyFields(row, query.get('only')));
  return { status: 200, body: { data, meta: { total: chosen.length, returned: data.length, sort, start } } };
}

export function onlyFields(row: Row, only: string | null): Row {
  if (only === null) return row;
  const names = only.split(',').map((name) => name.trim());
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [a, b].map((value) => (typeof value === 'string' ? value : '')) as [string, string];
  return left < right ? -1 : Number(left > right);
}
