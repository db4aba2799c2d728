/** Checks AWS Signature Version 4, written from its documentation and from no SDK, so that it can prove one wrong. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why AWS refuses a request, or null. */
export type Refusal =
  | 'MissingAuthenticationTokenException'
  | 'UnrecognizedClientException'
  | 'InvalidSignatureException';

/** `keys`: secrets by access key id. */
export function refusalOf(
  request: IncomingMessage,
  body: Buffer,
  keys: Readonly<Record<string, string>>,
  now = Date.now(),
): Refusal | null {
  const { authorization = '', 'x-amz-date': date } = request.headers as Record<string, string | undefined>;
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/[\w-]+\/lambda\/aws4_request), ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!parts || !date) return 'MissingAuthenticationTokenException';
  const [, accessKeyId, scope, signedHeaders, signature] = parts as unknown as [string, string, string, string, string];
  const secret = keys[accessKeyId];
  if (secret === undefined) return 'UnrecognizedClientException';
  if (Math.abs(timeOf(date) - now) > 5 * 60_000 || !date.startsWith(scope.slice(0, 8)))
    return 'InvalidSignatureException';
  const names = signedHeaders.split(';');
  if (!names.includes('host')) return 'InvalidSignatureException';
  const url = new URL(request.url!, 'http://host');
  const canonical = [
    request.method,
    url.pathname
      .split('/')
      .map((part) => encoded(part))
      .join('/'),
    [...url.searchParams]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .toSorted()
      .join('&'),
    ...names.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<Buffer>((above, part) => hmac(above, part), Buffer.from(`AWS4${secret}`));
  return timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex')) ? null : 'InvalidSignatureException';
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** As RFC 3986 says; every service but S3 encodes the path twice, once as it is sent and once here. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** `20260102T030405Z` in milliseconds since 1970 (UTC). */
const timeOf = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
