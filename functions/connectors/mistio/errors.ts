/** What Mist's refusals mean. Its bodies are plain text, in version 2 also a bare JSON string. */
import {
  ProviderUnavailable,
  refusalOf,
  ResourceGone,
  StateForbids,
  type CodedError,
  type HttpAnswer,
} from '../../sdk/index.ts';

/** What a call needs and what it is about. */
export interface Purpose {
  /** In Mist's words, such as `read:machine`. */
  readonly permission: string;
  /** What a 404 says is gone, and a 422 is in a wrong state: an id or a few words. */
  readonly about: string;
}

/** Longer texts are pages of a proxy. */
const MAX_REASON_LENGTH = 300;

/** What proxies and frameworks say in plain text where they have no such address, or nothing behind it. Mist names what it lacks. */
const FOREIGN_WORDS = /\b404\b|default backend|backend not ?found|\bpage\b|^cannot [a-z]+ |^(error:? )?not found\W*$/i;

export function toCodedError(answer: HttpAnswer, { permission, about }: Purpose): CodedError {
  if (saysGone(answer)) return new ResourceGone(about);
  if (answer.status === 404)
    return new ProviderUnavailable(
      `it was not Mist that answered 404 (${reasonOf(answer)}). Check the option \`baseUrl\`, and that Mist runs behind it`,
    );
  if (answer.status === 422) return new StateForbids(about, 'in a state'); // the caller may know which
  return refusalOf(answer, reasonOf(answer), permission);
}

/**
 * Whether Mist itself says that something is not there: by a short text without markup. Whatever else is 404, such as the
 * page of an ingress while Mist is down, says nothing of what Mist has. The type of the content decides nothing, because
 * version 1 may call its plain texts HTML.
 */
export function saysGone({ status, body }: HttpAnswer): boolean {
  if (status !== 404 || typeof body !== 'string') return false;
  const text = body.trim();
  return text !== '' && text.length <= MAX_REASON_LENGTH && !text.includes('<') && !FOREIGN_WORDS.test(text);
}

/** Mist's own words. `HTTP 409` where it has none. */
export function reasonOf({ status, body }: HttpAnswer): string {
  const text =
    typeof body === 'string'
      ? body
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim()
      : '';
  return text === '' ? `HTTP ${status}` : text.slice(0, MAX_REASON_LENGTH);
}
