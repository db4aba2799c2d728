/** The one way to CloudCheckr: one attempt, the key in a header alone, and the errors of `functions/sdk` alone. */
import {
  isRow,
  ProviderUnavailable,
  sendRequest,
  type CodedError,
  type HttpAnswer,
  type HttpRequest,
  type Row,
} from '../../sdk/index.ts';
import type { CloudcheckrContext, CmxCredential } from './account.ts';
import { cmxRefusal, legacyRefusal } from './errors.ts';
import { hostOf } from './hosts.ts';
import { dropSession, sessionOf, type Session } from './session.ts';

type Request = Omit<HttpRequest, 'signal' | 'headers' | 'credential'>;

/**
 * A call of the older interface by its name, such as `account/get_account`, always by POST. A client of CMx may make it too,
 * with its token (CloudCheckr's API guide). Parameters that are undefined are left out.
 */
export async function callLegacy(context: CloudcheckrContext, call: string, parameters: Row = {}): Promise<Row> {
  const [controller, method] = call.split('/');
  const path = `/api/${controller}.json/${method}`;
  const answer = await send(context, hostOf(context.account.options, 'legacy'), {
    method: 'POST',
    path,
    json: parameters,
  });
  throwIf(legacyRefusal(answer, call));
  return answer.body as Row;
}

/** A request to CMx. `permission` is what it needs, for whoever lacks it. Answers an empty object where nothing came. */
export async function callCmx(context: CloudcheckrContext, permission: string, request: Request): Promise<Row> {
  const answer = await send(context, hostOf(context.account.options, 'cmx'), request);
  throwIf(cmxRefusal(answer, permission));
  if (answer.body === null) return {};
  if (!isRow(answer.body)) throw new ProviderUnavailable(`${permission} answered with something else than an object`);
  return answer.body;
}

function throwIf(refusal: CodedError | null): void {
  if (refusal) throw refusal;
}

async function send(context: CloudcheckrContext, host: string, request: Request): Promise<HttpAnswer> {
  const { credential } = context.account;
  if ('accessKey' in credential)
    return sendRequest(host, {
      ...request,
      headers: { access_key: credential.accessKey },
      credential,
      signal: context.signal,
    });
  const session = sessionOf(context, credential);
  const answer = await sendWithToken(context, host, request, session);
  if (answer.status !== 401) return answer;
  // It was refused before it was done, so even what is not idempotent may be sent once more.
  dropSession(context, credential, session);
  return sendWithToken(context, host, request, sessionOf(context, credential));
}

async function sendWithToken(
  { account, signal }: CloudcheckrContext,
  host: string,
  request: Request,
  session: Session,
) {
  const token = await orAborted(session.token, signal);
  const headers = { authorization: `Bearer ${token}` };
  return sendRequest(host, { ...request, headers, credential: account.credential, signal });
}

/** Waits no longer than the signal: a token under way goes on for the others who wait for it. */
async function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  let onAbort!: () => void;
  const aborted = new Promise<never>((_resolve, reject) => (onAbort = () => reject(signal.reason as Error)));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Whether the credential is a client of CMx. */
export const isCmx = (credential: CloudcheckrContext['account']['credential']): credential is CmxCredential =>
  'clientId' in credential;
