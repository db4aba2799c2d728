import { sendRequest, type HttpAnswer, type HttpRequest } from '../../sdk/index.ts';
import type { MistContext } from './account.ts';
import { toCodedError, type Purpose } from './errors.ts';

export type MistRequest = Omit<HttpRequest, 'headers' | 'credential' | 'signal' | 'form'> & Purpose;

/** Sends once, whatever is answered. Throws `ProviderUnavailable` when no whole answer came. */
export function send({ account, signal }: MistContext, request: Omit<MistRequest, keyof Purpose>): Promise<HttpAnswer> {
  const { credential, options } = account;
  return sendRequest(options.baseUrl, { ...request, signal, credential, headers: { authorization: credential.token } });
}

/** Sends once and answers with the body of a success. Throws the errors of `functions/sdk` alone. */
export async function ask(context: MistContext, { permission, about, ...request }: MistRequest): Promise<unknown> {
  return bodyOf(await send(context, request), { permission, about });
}

/** The body of a success; a refusal is thrown. */
export function bodyOf(answer: HttpAnswer, purpose: Purpose): unknown {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw toCodedError(answer, purpose);
}

/** `machines` are read with `read:machine`. */
export const permissionToRead = (collection: string) => `read:${collection.replace(/s$/, '')}`;

/** A part of a path. */
export const part = encodeURIComponent;
