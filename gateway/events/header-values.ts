/** Attributes as values of HTTP headers (CloudEvents 1.0, HTTP protocol binding, section 3.1.3.2). */
import { BadInput } from '../errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Quoted strings are unquoted once, then percent signs are decoded once. Throws `BadInput` that names the header. */
export function decodeHeaderValue(name: string, value: string): string {
  const given = unquoted(name, value.trim());
  // oxlint-disable-next-line no-control-regex
  if (/[^\u0020-\u007e]/.test(given))
    throw new BadInput(name, 'must be percent-encoded: it holds other than printable ASCII');
  if (!given.includes('%')) return given;
  if (/%(?![0-9A-Fa-f]{2})/.test(given)) throw new BadInput(name, 'has a percent sign without two hexadecimal digits');
  const bytes = Buffer.from(
    given.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BadInput(name, 'is no UTF-8 once it is decoded');
  }
}

/** RFC 9110, section 5.6.4. */
function unquoted(name: string, value: string): string {
  if (!value.startsWith('"')) return value;
  const [, inner] = /^"((?:[^"\\]|\\.)*)"$/.exec(value) ?? [];
  if (inner === undefined) throw new BadInput(name, 'begins with a quotation mark that is not closed at its end');
  return inner.replace(/\\(.)/g, '$1');
}
