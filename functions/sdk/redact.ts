/** Keeps a credential out of what is logged and reported. */

/** Shorter strings are words, not secrets: redacting `eu` everywhere would hide more than it protects. */
const MIN_SECRET_LENGTH = 4;

/** Replaces every string of the credential, wherever it stands in a text or in the strings of a value. */
export interface Redactor {
  text(text: string): string;
  value(value: unknown): unknown;
}

export function redactorOf(credential: unknown): Redactor {
  const secrets = [...new Set(stringsOf(credential))].toSorted((a, b) => b.length - a.length);
  const text = (plain: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), plain);
  const value = (plain: unknown): unknown => {
    if (typeof plain === 'string') return text(plain);
    if (plain instanceof Error) return text(String(plain));
    if (Array.isArray(plain)) return plain.map(value);
    if (!isPlainObject(plain)) return plain;
    return Object.fromEntries(Object.entries(plain).map(([key, inner]) => [text(key), value(inner)]));
  };
  return { text, value };
}

/** The value without the named fields at any depth, as `JSON.stringify` would see it. */
export function withoutFields(value: unknown, names: ReadonlySet<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return withoutFields(value.toJSON(''), names);
  if (Array.isArray(value)) return value.map((item) => withoutFields(item, names));
  const kept = Object.entries(value).filter(([key]) => !names.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutFields(inner, names)]));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= MIN_SECRET_LENGTH ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
