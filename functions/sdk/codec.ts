/** Calls and replies as text: CloudEvents 1.0 in structured JSON. Strict in what it takes, and clear about what is wrong. */
import { z } from 'zod';
import { BadReply, CallTooLarge, type CodedError, InputRefused, ReplyTooLarge } from './errors.ts';
import { parseJson } from './parse-json.ts';
import {
  CALL_TYPE,
  MAX_MESSAGE_BYTES,
  REPLY_CODES,
  REPLY_TYPE,
  type Call,
  type Reply,
  type ReplyError,
} from './protocol.ts';

/** What CloudEvents asks of every event. Further attributes are extensions, which anybody on the way may add. */
const envelope = {
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  time: z.iso.datetime({ offset: true }).optional(),
  datacontenttype: z.literal('application/json').optional(),
};

const callEvent = z.looseObject({
  ...envelope,
  type: z.literal(CALL_TYPE),
  subject: z.string().min(1),
  traceparent: z.string().optional(),
  data: z.strictObject({
    input: z.unknown(),
    account: z
      .strictObject({
        providerId: z.string().min(1),
        accountId: z.string().min(1).nullable().default(null),
        options: z.unknown(),
        credential: z.string().nullable(),
      })
      .nullable(),
    attempt: z.int().min(1),
    deadlineAt: z.int().min(0),
    idempotencyKey: z.string().nullable(),
  }),
});

const replyError = z.strictObject({
  code: z.enum(REPLY_CODES),
  message: z.string().min(1),
  retryable: z.boolean(),
  retryAfterMs: z.int().min(0).optional(),
});

const replyEvent = z.looseObject({
  ...envelope,
  type: z.literal(REPLY_TYPE),
  data: z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), data: z.unknown(), cursor: z.string().min(1).optional() }),
    z.strictObject({ ok: z.literal(false), error: replyError }),
  ]),
});

/** Throws `CallTooLarge` when it weighs more than a message may. */
export function encodeCall(call: Call, now = Date.now()): string {
  const { invocationId, functionName, traceparent, input, account, attempt, deadlineAt, idempotencyKey } = call;
  const text = JSON.stringify({
    specversion: '1.0',
    id: invocationId,
    source: 'causeway/gateway',
    type: CALL_TYPE,
    subject: functionName,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    ...(traceparent !== null && { traceparent }),
    data: { input: input ?? null, account, attempt, deadlineAt, idempotencyKey },
  });
  assertCallFits(text);
  return text;
}

/** Throws `CallTooLarge` when the text weighs more than a message may. */
export function assertCallFits(text: string): void {
  const bytes = excessOf(text);
  if (bytes !== null) throw new CallTooLarge(bytes, MAX_MESSAGE_BYTES);
}

/** Throws `InputRefused` when the text is not a call. */
export function decodeCall(text: string): Call {
  assertCallFits(text);
  const event = callEvent.safeParse(parseJson(text));
  if (!event.success)
    throw new InputRefused(`this is no call: ${describeIssues(event.error, 'event')}. See PROTOCOL.md`);
  const { id, subject, traceparent, data } = event.data;
  return { ...data, invocationId: id, functionName: subject, traceparent: traceparent ?? null };
}

/** Never throws: an answer that is too large, or that JSON cannot write, becomes the error that says so. */
export function encodeReply(call: Pick<Call, 'invocationId' | 'functionName'>, reply: Reply, now = Date.now()): string {
  try {
    const text = writeReply(call, reply, now);
    const bytes = excessOf(text);
    if (bytes === null) return text;
    return writeReply(call, errorReply(new ReplyTooLarge(bytes, MAX_MESSAGE_BYTES)), now);
  } catch {
    return writeReply(call, errorReply(new BadReply('it cannot be written as JSON')), now);
  }
}

/** Throws `ReplyTooLarge`, or `BadReply` when the text is not the reply to this call. */
export function decodeReply(text: string, invocationId: string): Reply {
  const bytes = excessOf(text);
  if (bytes !== null) throw new ReplyTooLarge(bytes, MAX_MESSAGE_BYTES);
  const event = replyEvent.safeParse(parseJson(text));
  if (!event.success) throw new BadReply(describeIssues(event.error, 'event'));
  if (event.data.id !== invocationId) throw new BadReply('it answers another call');
  return event.data.data;
}

/** An error as it goes over the wire. */
export function errorReply(error: CodedError): Reply {
  const retryAfterMs =
    'retryAfterMs' in error && typeof error.retryAfterMs === 'number' ? error.retryAfterMs : undefined;
  const wire: ReplyError = {
    code: error.code,
    message: error.message,
    retryable: error.retryable,
    ...(retryAfterMs !== undefined && { retryAfterMs: Math.max(0, Math.ceil(retryAfterMs)) }),
  };
  return { ok: false, error: wire };
}

/** What is wrong and where, at most three findings, without any value. */
export function describeIssues(error: Pick<z.ZodError, 'issues'>, root: string): string {
  const issues = plainIssues(error);
  const findings = issues
    .slice(0, 3)
    .map(({ path, message }) => `${pathText(root, path)}: ${path.length > 0 ? said(message) : message}`);
  const more = issues.length - findings.length;
  return findings.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** What keeps a value from any of several forms, as what keeps it from the nearest of them. */
export function plainIssues({ issues }: Pick<z.ZodError, 'issues'>): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const forms = issue.errors.map((found) => plainIssues({ issues: found }));
    const nearest = forms.toSorted((a, b) => a.length - b.length)[0] ?? [issue];
    return nearest.map((found) => (found === issue ? issue : { ...found, path: [...issue.path, ...found.path] }));
  });
}

/** zod tells a field that is not there by its type. */
const said = (message: string) => (message.endsWith('received undefined') ? 'it is missing' : message);

const pathText = (root: string, path: readonly PropertyKey[]) =>
  path.reduce<string>((text, step) => text + (typeof step === 'number' ? `[${step}]` : `.${String(step)}`), root);

function writeReply(
  { invocationId, functionName }: Pick<Call, 'invocationId' | 'functionName'>,
  reply: Reply,
  now: number,
) {
  return JSON.stringify({
    specversion: '1.0',
    id: invocationId,
    source: `causeway/function/${functionName}`,
    type: REPLY_TYPE,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    data: reply.ok ? { ...reply, data: reply.data ?? null } : reply,
  });
}

/** The id of an event that may be wrong otherwise, or null. */
export function idOf(text: string): string | null {
  const event = parseJson(text);
  const id = typeof event === 'object' && event !== null && 'id' in event ? event.id : null;
  return typeof id === 'string' && id !== '' ? id.slice(0, 1_024) : null;
}

/** Whether the text is a reply to this call, however wrong otherwise: who has the id and the type was asked. */
export function isReplyTo(text: string, invocationId: string): boolean {
  const event = parseJson(text);
  return (
    typeof event === 'object' &&
    event !== null &&
    'id' in event &&
    event.id === invocationId &&
    'type' in event &&
    event.type === REPLY_TYPE
  );
}

const encoder = new TextEncoder();
/** Written and never read: whether a text fits into it is all that is asked. */
const measure = new Uint8Array(MAX_MESSAGE_BYTES);

/**
 * The bytes of a text that weighs more than a message may; null for one that does not. A unit of a text takes one to
 * three bytes in UTF-8, so that most texts need no counting.
 */
function excessOf(text: string): number | null {
  if (text.length * 3 <= MAX_MESSAGE_BYTES) return null;
  if (text.length <= MAX_MESSAGE_BYTES && encoder.encodeInto(text, measure).read === text.length) return null;
  return encoder.encode(text).length;
}
