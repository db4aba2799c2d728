import {
  CredentialRejected,
  isRow,
  ProviderUnavailable,
  refusalOf,
  ResourceGone,
  type CodedError,
  type HttpAnswer,
  type Row,
} from '../../sdk/index.ts';
import { textOf } from './fields.ts';

/** The fields of an error of the older interface (ASP.NET): an answer that has nothing else is one, whatever its status. */
const ERROR_FIELDS = new Set(['Message', 'MessageDetail', 'ModelState', 'ExceptionMessage', 'ExceptionType']);

/** What an error says about a key, where its status says little; no public page lists the codes. */
const WRONG_KEY =
  /(invalid|unknown|expired|missing|disabled|revoked)\W*(api|access)\W*key|(api|access)\W*key\W*(is|was|has)?\W*(not (valid|found|recognized)|invalid|expired|disabled|revoked)/i;
/** What it says about an account that is not there: nothing of its name, its tag or its permissions. */
const NO_ACCOUNT =
  /\baccount\W*(was|is|could|does|has)?\W*(not\W*(be\W*)?(found|exist|known)|unknown)|\b(no such|unknown|invalid)\W*account(?!\w|\s+[a-z])|account_?not_?found/i;
/** Statuses that say what is wrong by themselves, whatever stands in the text. */
const isClear = (status: number) => status === 401 || status === 403 || status === 429 || status >= 500;

/** Why a call of the older interface was refused. Null: it was not. */
export function legacyRefusal(answer: HttpAnswer, call: string): CodedError | null {
  const { status, body } = answer;
  if (status === 200 && !isRow(body))
    return new ProviderUnavailable(`${call} answered with something else than an object`);
  if (status === 200 && !isError(body as Row)) return null;
  if (status === 404 && !isOfLegacy(body)) return nobodyThere(call);
  const said = legacyReason(body);
  const meant = status === 200 ? statusIn(body as Row) || 400 : status;
  const reason = `${call}: ${said}`;
  if (!isClear(meant) && WRONG_KEY.test(said)) return new CredentialRejected(reason);
  if (!isClear(meant) && isOfLegacy(body) && NO_ACCOUNT.test(said)) return new ResourceGone('the account');
  return refusalOf({ ...answer, status: meant }, reason, call);
}

/** Why a call of CMx was refused. Null: it was not. */
export function cmxRefusal(answer: HttpAnswer, call: string): CodedError | null {
  const { status, body } = answer;
  if (status >= 200 && status < 300) return null;
  const said = isRow(body) ? [textOf(body['code']), textOf(body['message'])].filter(Boolean).join(': ') : '';
  if (status === 404) return isOfCmx(body) ? new ResourceGone('the account') : nobodyThere(call);
  return refusalOf(answer, `${call}: ${said || `HTTP ${status}`}`.slice(0, 500), call);
}

/** Whether an error has CMx's own form. That of a proxy or of the cluster in front of it says nothing of any account. */
const isOfCmx = (body: unknown): boolean =>
  isRow(body) && (typeof body['code'] === 'string' || body['httpStatusCode'] === 404);

/** The same of the older interface, whose errors are ASP.NET's. */
const isOfLegacy = (body: unknown): body is Row => isRow(body) && ('Message' in body || 'ModelState' in body);

/** What stands in front of CloudCheckr answered in its place, as an ingress does while what is behind it is down. */
const nobodyThere = (call: string) =>
  new ProviderUnavailable(
    `${call}: HTTP 404 from something in front of CloudCheckr, which says nothing of the account. ` +
      'Check that CloudCheckr is up, and that the options region and baseUrl lead to it',
  );

/** Why no token was given (RFC 6749, 5.2). */
export function tokenRefusal(answer: HttpAnswer): CodedError {
  const code = isRow(answer.body) ? textOf(answer.body['error']) : null;
  const isOfClient = code === 'invalid_client' || code === 'unauthorized_client' || code === 'invalid_grant';
  if (answer.status < 500 && isOfClient) return new CredentialRejected(`CloudCheckr CMx says ${code}`);
  if (answer.status === 404) return nobodyThere('auth/connect/token');
  return refusalOf(answer, `the token was refused: ${code ?? `HTTP ${answer.status}`}`, 'auth/connect/token');
}

/** The status that some calls repeat in their body, where an error hides behind HTTP 200. NaN where none is said. */
const statusIn = ({ Code }: Row) => Number(textOf(Code) ?? Number.NaN);

function isError(body: Row): boolean {
  if (isRow(body['ModelState']) || statusIn(body) >= 400) return true;
  const fields = Object.keys(body);
  return !('Code' in body) && fields.length > 0 && fields.every((field) => ERROR_FIELDS.has(field));
}

/** `Message (codes: messages)`, as far as it is said. */
function legacyReason(body: unknown): string {
  if (!isRow(body)) return textOf(body)?.slice(0, 500) ?? 'it gave no reason';
  const state = isRow(body['ModelState']) ? body['ModelState'] : {};
  const listed = (value: unknown) =>
    Array.isArray(value) ? value.map(textOf).filter(Boolean).join(', ') : textOf(value);
  const detail = [listed(state['ErrorCode']), listed(state['ErrorMessage'])].filter(Boolean).join(': ');
  const message = textOf(body['Message']) ?? 'it gave no reason';
  return detail ? `${message} (${detail})` : message;
}
