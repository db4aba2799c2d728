/**
 * How connectors speak HTTP with a system: JSON in, JSON out, in one attempt. TLS is always verified, redirects are never
 * followed (they would carry the credential elsewhere), an address holds no secret, and what is cut short is an error.
 * Only what every runtime has is used, so that a connector runs anywhere.
 */
import {
  CredentialRejected,
  InputRefused,
  PermissionDenied,
  ProviderThrottled,
  ProviderUnavailable,
  RequestRejected,
  type CodedError,
} from './errors.ts';
import { redactorOf } from './redact.ts';
import { parseRetryAfter } from './retry-after.ts';

/** One request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** Below the system's address, each part encoded by whoever built it; begins with `/`. */
  readonly path: string;
  /** What is null or undefined is left out; a list is repeated. Never a secret: addresses end up in logs. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;
  /** What a refusal repeats of their values is blotted out: they are tokens, which no credential names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The account's. What a refusal repeats of it is blotted out before anybody cuts, quotes or logs the text. */
  readonly credential?: unknown;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form, in the place of JSON. */
  readonly form?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** What came back, whatever the status. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else the text. Null when there is none. */
  readonly body: unknown;
}

/** More than this is no page of anything. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** Without TLS only on this machine, where nobody else listens. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Of a refusal that is a text, such as a proxy's page. */
const MAX_REFUSAL_LENGTH = 4_096;

/** A part of a path that would not stay a part: `URL` takes it for the way to another address. */
const DOTS = /\/\.{1,2}(\/|$)/;

/**
 * Whether a system may be spoken to at this address: https, or http on this machine; without user, query and fragment,
 * also empty ones, because paths are put behind it. For options' schemas.
 */
export function isSafeBaseUrl(text: string): boolean {
  if (/[?#]/.test(text)) return false;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

/**
 * Sends one request. Throws `ProviderUnavailable` when no whole answer came, the signal's reason when it aborted, and
 * `InputRefused` where it cannot be sent as it is.
 */
export async function sendRequest(baseUrl: string, request: HttpRequest): Promise<HttpAnswer> {
  const { method, path, query = {}, json, form, signal } = request;
  if (DOTS.test(path)) throw new InputRefused('an id of dots alone is none. Give the id of what is meant');
  const headers = headersOf(request);
  const url = new URL(baseUrl.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? (value as string[]) : [value])
      if (one !== null && one !== undefined) url.searchParams.append(name, String(one));
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      method,
      signal,
      redirect: 'manual',
      headers,
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form && { body: new URLSearchParams(form) }),
    });
    text = await textOf(answer);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof ProviderUnavailable) throw cause;
    throw new ProviderUnavailable(`no whole answer came from ${url.host} (${reasonOf(cause)})`, { cause });
  }
  const body = parsed(text, answer, url.host);
  return { status: answer.status, headers: answer.headers, body: answer.ok ? body : redacted(body, request) };
}

/** `Headers` quotes what it cannot take, and that is a secret: its error goes no further. */
function headersOf({ headers, json }: HttpRequest): Headers {
  try {
    return new Headers({
      accept: 'application/json',
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    });
  } catch {
    throw new InputRefused(
      'the credential has characters that no header may have, such as a line break in its middle. Give it as it was issued',
    );
  }
}

/** Of `Bearer TOKEN` the token alone, too. */
function redacted(body: unknown, { headers = {}, credential }: HttpRequest): unknown {
  const values = Object.values(headers);
  const plain = redactorOf([credential, values, values.map((value) => value.replace(/^\S+ /, ''))]).value(body);
  return typeof plain === 'string' ? plain.slice(0, MAX_REFUSAL_LENGTH) : plain;
}

/** What a refused status means everywhere. `reason` is the system's own, without secrets; `permission` what the call needs. */
export function refusalOf({ status, headers }: HttpAnswer, reason: string, permission: string): CodedError {
  if (status === 401) return new CredentialRejected(reason);
  if (status === 403) return new PermissionDenied(permission);
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'));
  if (status === 429) return new ProviderThrottled(retryAfterMs);
  if (status >= 500 || (status >= 300 && status < 400))
    return new ProviderUnavailable(`HTTP ${status}: ${reason}`, { retryAfterMs });
  return new RequestRejected(reason);
}

async function textOf(answer: Response): Promise<string> {
  if (!answer.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      await reader.cancel();
      throw new ProviderUnavailable(`its answer is larger than ${MAX_ANSWER_BYTES} bytes`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

/** JSON that does not parse was cut on the way, or is none: of a success that is an error, of a refusal a text. */
function parsed(text: string, { status, headers }: Response, host: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const isPlain = /^text\/plain/i.test(headers.get('content-type') ?? '');
    if (status >= 300 || isPlain) return text;
    throw new ProviderUnavailable(`the answer of ${host} is cut short, or no JSON`, { cause });
  }
}

/** What undici hides in the cause, such as ECONNREFUSED or a certificate's fault. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown; message?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : 'the connection failed';
}
