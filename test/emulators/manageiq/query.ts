/** How ManageIQ reads `filter[]`, `sort_by`, `offset`, `limit`, `attributes`, and the envelope it answers with. */
import type { Row } from './world.ts';

export interface Filter {
  readonly attribute: string;
  readonly operator: string;
  readonly value: string;
}

/** The first operator in the text, the longest that fits. Null where there is none. */
export function parseFilter(text: string): Filter | null {
  const [, attribute, operator, value] = /^([\w.]+)\s*(!=|<=|>=|<|>|=)\s*(.*)$/s.exec(text) ?? [];
  return attribute === undefined ? null : { attribute, operator: operator!, value: value! };
}

export function fits(row: Row, { attribute, operator, value }: Filter): boolean {
  const text = row[attribute] === null || row[attribute] === undefined ? null : textOf(row[attribute]);
  if (/^(null|nil)$/i.test(value)) return operator === '=' ? text === null : text !== null;
  if (text === null) return operator === '!=';
  const listed = /^\[(.*)\]$/.exec(value)?.[1];
  if (listed !== undefined) return listed.split(',').includes(text) === (operator === '=');
  const plain = value.replace(/^(['"])(.*)\1$/s, '$2');
  if (/[%*]/.test(plain)) return new RegExp(patternOf(plain), 's').test(text) === (operator === '=');
  const order = compare(text, plain);
  const holds: Readonly<Record<string, boolean>> = {
    '=': order === 0,
    '!=': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
  };
  return holds[operator]!;
}

/** A column as a text; nothing is an empty one. */
export const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

/** `*` and `%` stand for any text, in quotes too. */
const patternOf = (text: string) => `^${text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll(/[*%]/g, '.*')}$`;

export function compare(one: string, other: string): number {
  const areNumbers = /^\d+$/.test(one) && /^\d+$/.test(other);
  const [a, b] = areNumbers ? [BigInt(one), BigInt(other)] : [one, other];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The attributes asked for, or all; `flavor.name` within `flavor`. */
export function selected(row: Row, attributes: readonly string[], columns: readonly string[]): Row {
  const wanted = attributes.length > 0 ? ['id', ...attributes] : columns;
  const picked: Record<string, unknown> = {};
  for (const name of wanted) {
    const [base, inner] = name.split('.') as [string, string | undefined];
    const value = row[base];
    if (value === undefined || value === null) picked[base] ??= inner === undefined ? null : undefined;
    else if (inner === undefined) picked[base] = value;
    else picked[base] = { ...(picked[base] as object), [inner]: (value as Record<string, unknown>)[inner] };
  }
  return picked as Row;
}
