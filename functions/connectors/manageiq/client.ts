import { BadReply, sendRequest, type HttpAnswer, type HttpRequest } from '../../sdk/index.ts';
import type { ManageIqContext } from './account.ts';
import { toCodedError, type Purpose } from './errors.ts';
import { dropToken, tokenOf } from './session.ts';

/** A request below `/api`. */
export type ManageIqRequest = Pick<HttpRequest, 'method' | 'path' | 'query' | 'json'> & Purpose;

/** What ManageIQ answers, always an object; empty where the answer has no body (204). */
export type Body = Readonly<Record<string, unknown>>;

/** Asks the appliance on behalf of one call. Fails with the errors of `functions/sdk` alone. */
export async function ask(context: ManageIqContext, request: ManageIqRequest): Promise<Body> {
  const answer = await send(context, request);
  if (answer.status < 200 || answer.status >= 300) throw toCodedError(answer, request);
  const body = answer.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) throw new BadReply(`${request.path} answered no object`);
  return body as Body;
}

/** A token may be revoked before its time: one that is refused is renewed once, and refused again it is the user's. */
async function send(context: ManageIqContext, request: ManageIqRequest): Promise<HttpAnswer> {
  const token = await tokenOf(context);
  const answer = await sendWith(token, context, request);
  if (answer.status !== 401) return answer;
  dropToken(context, token);
  return sendWith(await tokenOf(context), context, request);
}

function sendWith(token: string, { account, signal }: ManageIqContext, request: ManageIqRequest): Promise<HttpAnswer> {
  const { method, path, query, json } = request;
  return sendRequest(account.options.baseUrl, {
    method,
    path: `/api${path}`,
    headers: { 'x-auth-token': token },
    credential: account.credential,
    signal,
    ...(query && { query }),
    ...(json !== undefined && { json }),
  });
}
