/** The body of a call, as platforms hand it over, as text. Web-standard APIs alone, so that it runs everywhere. */
import { CallTooLarge, InputRefused } from '../errors.ts';
import { MAX_MESSAGE_BYTES } from '../protocol.ts';

/**
 * The text of a body that is text, bytes, or JSON which the platform has parsed. What `JSON.stringify` wrote comes out
 * of `JSON.parse` and `JSON.stringify` as it was, so that a signature still fits. Throws `InputRefused`.
 */
export function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return decode(body);
  try {
    return body === undefined ? '' : JSON.stringify(body);
  } catch {
    throw new InputRefused('the body is nested too deep');
  }
}

/** Reads a body to its end and keeps no more of it than a message may weigh. Throws `CallTooLarge` and `InputRefused`. */
export async function readText(chunks: AsyncIterable<Uint8Array> | null): Promise<string> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks ?? []) {
    bytes += chunk.length;
    if (bytes <= MAX_MESSAGE_BYTES) kept.push(chunk);
    else kept.length = 0;
  }
  if (bytes > MAX_MESSAGE_BYTES) throw new CallTooLarge(bytes, MAX_MESSAGE_BYTES);
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of kept) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return decode(whole);
}

/** Throws `InputRefused`: a wrong byte replaced by a sign for one would be another text. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputRefused('the body is not UTF-8');
  }
}
