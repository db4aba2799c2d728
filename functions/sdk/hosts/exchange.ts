/**
 * What stands between any platform's event and the connector: calls come in as text and leave as text, and what came
 * by plain HTTP is checked first. Web-standard APIs alone, so that it runs everywhere.
 */
import { assertCallFits, encodeReply, errorReply, idOf } from '../codec.ts';
import type { Connector } from '../define.ts';
import { CallCancelled, CallTooLarge, CodedError, InputRefused } from '../errors.ts';
import { serve, serveText, type Serve } from '../serve.ts';
import { isSigned } from '../signature.ts';
import { textOf } from './body.ts';
import { SETTINGS, type HostRuntime } from './environment.ts';

/** What a platform says about one run, where it says anything. */
export interface Limits {
  /** When the platform ends the run, in milliseconds since 1970 (UTC). */
  readonly endsAt?: number | undefined;
  /** The caller went away. */
  readonly signal?: AbortSignal | undefined;
}

/** A call by plain HTTP. */
export interface HttpCall extends Limits {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as the platform has it: text, bytes, or JSON that it has parsed. Rejects when the caller went away. */
  read(): unknown;
}

/** The answer to it. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A reply as `encodeReply` writes it, whatever the status. */
  readonly body: string;
}

/** A connector behind a platform. Neither ever rejects. */
export interface Exchange {
  /** For platforms that check the caller themselves, and bring and take JSON that is parsed. */
  invoke(event: unknown, limits: Limits): Promise<object>;
  http(call: HttpCall): Promise<HttpAnswer>;
}

/** Answers are written before the platform's own end by this much, so that they still get out. */
export const ENDING_MS = 250;

export function createExchange(connector: Connector, runtime: HostRuntime): Exchange {
  const run = serve(connector, runtime);

  const answer = (text: string, { endsAt = Infinity, signal }: Limits) => {
    const inTime: Serve = (call, gone) =>
      run({ ...call, deadlineAt: Math.min(call.deadlineAt, endsAt - ENDING_MS) }, gone);
    return serveText(inTime, text, signal);
  };

  /** A signature is that of one call: on any other it counts for nothing. */
  const isAllowed = async (text: string, headers: HttpCall['headers']) => {
    const { signingSecret: secret } = runtime;
    if (secret === null) return true;
    return secret !== '' && (await isSigned(secret, headers, text, Date.now())) && idOf(text) === headers['webhook-id'];
  };

  /** Reading is all that fails otherwise, and it fails when the caller goes away. */
  const errorOf = (cause: unknown): CodedError => {
    if (cause instanceof CodedError) return cause;
    runtime.log({ level: 'warn', message: 'a request broke off before it was read', cause: String(cause) });
    return new CallCancelled();
  };

  return {
    async invoke(event, limits) {
      try {
        return JSON.parse(await answer(textOf(event), limits)) as object;
      } catch (cause) {
        return JSON.parse(refusal(errorOf(cause))) as object;
      }
    },
    async http({ method, headers, read, ...limits }) {
      if (method.toUpperCase() !== 'POST') return { ...answered(405, refusal(WRONG_METHOD)), headers: ALLOW_POST };
      try {
        const text = textOf(await read());
        assertCallFits(text);
        if (!(await isAllowed(text, headers))) return answered(401, refusal(NOT_SIGNED));
        return answered(200, await answer(text, limits));
      } catch (cause) {
        const error = errorOf(cause);
        return answered(error instanceof CallTooLarge ? 413 : 200, refusal(error));
      }
    },
  };
}

const CONTENT_TYPE = { 'content-type': 'application/cloudevents+json' };
const ALLOW_POST = { ...CONTENT_TYPE, allow: 'POST' };
const WRONG_METHOD = new InputRefused('calls come by POST');
const NOT_SIGNED = new InputRefused(
  `the request is not signed with the ${SETTINGS.signingSecret} of this runtime, or was signed too long ago. Give the gateway the same secret and check both clocks`,
);

const answered = (status: number, body: string): HttpAnswer => ({ status, headers: CONTENT_TYPE, body });

/** For what was not even looked at; so it answers no call by name. */
const refusal = (error: CodedError) =>
  encodeReply({ invocationId: 'unknown', functionName: 'unknown' }, errorReply(error));
