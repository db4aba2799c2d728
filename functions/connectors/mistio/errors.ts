/** What Mist's refusals mean. Its bodies are plain text, in version 2 also a bare JSON string. */
import { refusalOf, ResourceGone, StateForbids, type CodedError, type HttpAnswer } from '../../sdk/index.ts';

/** What a call needs and what it is about. */
export interface Purpose {
  /** In Mist's words, such as `read:machine`. */
  readonly permission: string;
  /** What a 404 says is gone, and a 422 is in a wrong state: an id or a few words. */
  readonly about: string;
}

/** Longer texts are pages of a proxy. */
const MAX_REASON_LENGTH = 300;

export function toCodedError(answer: HttpAnswer, { permission, about }: Purpose): CodedError {
  if (answer.status === 404) return new ResourceGone(about);
  if (answer.status === 422) return new StateForbids(about, 'in a state'); // the caller may know which
  return refusalOf(answer, reasonOf(answer), permission);
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
