/**
 * Apache OpenWhisk: an action, invoked and waited for. Always the full record is asked for, since the result alone does
 * not tell an error of the platform from an answer. What takes longer than the platform waits is followed to its end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Call } from '../../../functions/sdk/index.ts';
import type { HttpEnd } from '../http/http.ts';
import type { Invoker } from '../invoker.ts';
import { outcomeOf, type Outcome } from '../outcome.ts';
import { parseJson } from '../../../functions/sdk/parse-json.ts';
import { MAX_ANSWER_BYTES, outcomeOfEnd } from './answers.ts';
import { basic, type Headers } from './authentication.ts';
import { beforeSending, callHeaders, encoded, isOutcome, type HttpPorts } from './post.ts';
import { baseUrl, secretReference } from './settings.ts';

/** As OpenWhisk has them (EntityName), but for spaces. It becomes a part of a path. */
const entityName = z.string().regex(/^\w([\w@.-]{0,254}[\w@-])?$/, 'letters, digits, _, @, . and -');

const settings = z.strictObject({
  apiHost: baseUrl,
  namespace: entityName.nullish().transform((given) => given ?? '_'),
  package: entityName.nullish(),
  action: entityName,
  auth: secretReference,
});

type OpenwhiskTarget = z.output<typeof settings>;

/** The first wait before an activation is asked for, and the longest; it grows by half each time. */
const POLL_MS = { first: 100, longest: 2_000 };

/** What `response.status` of a record may be: ActivationResponse.scala of apache/openwhisk. */
const recordSchema = z.looseObject({
  response: z.looseObject({
    status: z.enum(['success', 'application error', 'action developer error', 'whisk internal error']),
    result: z.unknown(),
  }),
});
type Activation = z.output<typeof recordSchema>;

const acceptedSchema = z.looseObject({ activationId: z.string().regex(/^\w{1,64}$/) });

export function openwhiskInvoker({ http, secrets }: HttpPorts): Invoker<OpenwhiskTarget> {
  /** Asks for the activation until it has ended. Nothing that goes wrong here says that it did not run. */
  async function follow(url: string, call: Call, headers: Headers, signal: AbortSignal): Promise<Outcome> {
    for (let waitMs = POLL_MS.first; ; waitMs = Math.min(POLL_MS.longest, waitMs * 1.5)) {
      const leftMs = call.deadlineAt - Date.now();
      await sleep(Math.max(0, Math.min(waitMs, leftMs)), undefined, { signal }).catch(() => {});
      if (signal.aborted) return { type: 'cancelled', ran: 'unknown' };
      if (leftMs <= waitMs)
        return { type: 'functionTimeout', ran: 'unknown', reason: 'the activation had not ended at the deadline' };
      const { deadlineAt } = call;
      const end = await http.send({
        method: 'GET',
        url,
        headers,
        body: null,
        deadlineAt,
        signal,
        maxResponseBytes: MAX_ANSWER_BYTES,
      });
      const record = activationIn(end);
      if (record) return outcomeOfRecord(record, call);
      if (end.type === 'answer' && (end.status === 401 || end.status === 403))
        return { type: 'platformError', ran: 'unknown', reason: `${end.status}: the activation may not be read` };
    }
  }

  return {
    platform: 'OPENWHISK',
    settings,
    address: actionUrl,
    async invoke(target, call, signal) {
      const event = encoded(call);
      if (typeof event !== 'string') return event;
      const authorization = await beforeSending(call, signal, () => basic(secrets, target.auth));
      if (isOutcome(authorization)) return authorization;
      const end = await http.send({
        method: 'POST',
        url: `${actionUrl(target)}?blocking=true`,
        headers: { ...callHeaders(call), ...authorization, 'content-type': 'application/json' },
        // Beside the action's own parameters, which its deployment may have bound.
        body: `{"ce":${event}}`,
        deadlineAt: call.deadlineAt,
        signal,
        maxResponseBytes: MAX_ANSWER_BYTES,
      });
      const record = activationIn(end);
      if (record) return outcomeOfRecord(record, call);
      const accepted =
        end.type === 'answer' && end.status === 202 ? acceptedSchema.safeParse(parseJson(end.body)) : null;
      if (!accepted?.success) return outcomeOfEnd(end, call);
      return follow(`${namespaceUrl(target)}/activations/${accepted.data.activationId}`, call, authorization, signal);
    },
    close: () => http.close(),
  };
}

const namespaceUrl = ({ apiHost, namespace }: OpenwhiskTarget) =>
  `${apiHost.replace(/\/+$/, '')}/api/v1/namespaces/${namespace}`;

const actionUrl = (target: OpenwhiskTarget) =>
  `${namespaceUrl(target)}/actions/${target.package ? `${target.package}/` : ''}${target.action}`;

/** The record of an activation that has ended, whatever the status: 200, 500 and 502 come with one. Null: it is none. */
function activationIn(end: HttpEnd): Activation | null {
  const record = end.type === 'answer' ? recordSchema.safeParse(parseJson(end.body)) : null;
  return record?.success ? record.data : null;
}

function outcomeOfRecord({ response: { status, result } }: Activation, call: Call): Outcome {
  const text = JSON.stringify(result ?? null);
  const reply = outcomeOf(text, call, true);
  if (status === 'success' || reply.type !== 'badReply') return reply;
  // ActionLimits of apache/openwhisk: "The action exceeded its time limits of N milliseconds."
  if (/exceeded its time limits/.test(text)) return { type: 'functionTimeout', ran: 'unknown', reason: status };
  return { type: 'platformError', ran: 'unknown', reason: status };
}
