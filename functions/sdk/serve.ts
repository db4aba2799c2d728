/** A connector as something that answers calls: what every host wraps, whatever the platform. */
import { openAccount } from './account.ts';
import { decodeCall, encodeReply, errorReply, idOf } from './codec.ts';
import type { Connector } from './define.ts';
import { CallCancelled, CodedError, DeadlinePassed, InputRefused, UnknownFunction } from './errors.ts';
import type { HandlerContext } from './handler.ts';
import { manifestOf } from './manifest.ts';
import { DESCRIBE, type Call, type ConnectorManifest, type Description, type Reply } from './protocol.ts';
import { redactorOf, type Redactor } from './redact.ts';
import { runChecked } from './run.ts';
import type { Jwk } from './sealing.ts';
import type { FunctionContext } from './spec.ts';

/** One line of a runtime's log, written as JSON. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly [fact: string]: unknown;
}

/** What a connector is given by the place where it runs. */
export interface Runtime {
  /** The key pair of this runtime, asked for when it is first needed. */
  readonly sealing: {
    publicJwk(): Promise<Jwk>;
    /** Throws `CredentialRejected`. */
    open(jwe: string): Promise<unknown>;
  };
  /** What was deployed, as its build names it. Null when nobody named it. */
  readonly version: string | null;
  log(line: LogLine): void;
}

/** Answers one call. Never rejects. The signal says that the caller went away. */
export type Serve = (call: Call, signal?: AbortSignal) => Promise<Reply>;

/** `setTimeout` goes off at once when asked for longer. */
const MAX_TIMER_MS = 2_147_483_647;

export function serve(connector: Connector, runtime: Runtime): Serve {
  const functions = new Map(connector.functions.map((spec) => [spec.name, spec]));
  let manifest: ConnectorManifest | null = null;

  const describe = async (): Promise<Description> => ({
    manifest: (manifest ??= manifestOf(connector)),
    sealingKey: connector.credential && (await runtime.sealing.publicJwk()),
    version: runtime.version,
  });

  /** `found` hears of the account's secrets before anything can go wrong with them. */
  const answer = async (call: Call, signal: AbortSignal, found: (secrets: Redactor) => void): Promise<Reply> => {
    if (call.functionName === DESCRIBE) return { ok: true, data: await describe() };
    const spec = functions.get(call.functionName);
    if (!spec) throw new UnknownFunction(call.functionName, connector.name);
    const isOfNoAccount = spec.operation.type === 'HANDLE' && call.account === null;
    const account = isOfNoAccount ? null : await openAccount(connector, call.account, runtime.sealing.open);
    const secrets = redactorOf(account?.credential);
    found(secrets);
    const context: HandlerContext = {
      invocationId: call.invocationId,
      attempt: call.attempt,
      deadlineAt: call.deadlineAt,
      signal,
      idempotencyKey: call.idempotencyKey,
      traceparent: call.traceparent,
      account,
      log: (message, facts) =>
        runtime.log({
          ...(facts && (secrets.value(facts) as typeof facts)),
          level: 'info',
          message: secrets.text(message),
          ...namesOf(connector, call),
        }),
    };
    return { ok: true, ...(await runChecked(spec, call.input, context as FunctionContext<never, never>, secrets)) };
  };

  return async (call, callerSignal) => {
    const end = new AbortController();
    const ended = new Promise<never>((_resolve, reject) => {
      end.signal.addEventListener('abort', () => reject(end.signal.reason as Error), { once: true });
    });
    const leave = () => end.abort(new CallCancelled());
    const leftMs = Math.max(0, Math.min(MAX_TIMER_MS, call.deadlineAt - Date.now()));
    const timer = setTimeout(() => end.abort(new DeadlinePassed()), leftMs);
    callerSignal?.addEventListener('abort', leave, { once: true });
    let secrets = redactorOf(null);
    try {
      if (callerSignal?.aborted) throw new CallCancelled();
      if (leftMs === 0) throw new DeadlinePassed();
      // The race keeps the promise of an answer even when a function does not look at its signal.
      return await Promise.race([ended, answer(call, end.signal, (known) => (secrets = known))]);
    } catch (cause) {
      const error: unknown = end.signal.aborted ? end.signal.reason : cause;
      if (error instanceof CodedError) return redacted(errorReply(error), secrets);
      runtime.log({
        level: 'error',
        message: 'the function failed',
        ...namesOf(connector, call),
        cause: secrets.text(causeText(error)),
      });
      return failed(call);
    } finally {
      clearTimeout(timer);
      callerSignal?.removeEventListener('abort', leave);
    }
  };
}

/** The same from text to text, and as true to its word: what is no call is answered too. */
export async function serveText(run: Serve, text: string, signal?: AbortSignal): Promise<string> {
  let call: Call;
  try {
    call = decodeCall(text);
  } catch (cause) {
    const error = cause instanceof CodedError ? cause : new InputRefused('this is no call', { cause });
    return encodeReply({ invocationId: idOf(text) ?? 'unknown', functionName: 'unknown' }, errorReply(error));
  }
  return encodeReply(call, await run(call, signal));
}

const namesOf = (connector: Connector, { functionName, invocationId, account }: Call) => ({
  connector: connector.name,
  function: functionName,
  invocationId,
  providerId: account?.providerId ?? null,
});

const failed = ({ functionName, invocationId }: Call): Reply => ({
  ok: false,
  error: {
    code: 'FUNCTION_FAILED',
    message: `${functionName} failed; the log has the cause under the invocation ${invocationId}`,
    retryable: false,
  },
});

const redacted = (reply: Reply, secrets: Redactor): Reply =>
  reply.ok ? reply : { ok: false, error: { ...reply.error, message: secrets.text(reply.error.message) } };

function causeText(cause: unknown): string {
  if (!(cause instanceof Error)) return `something that is no error was thrown: ${typeof cause}`;
  return cause.cause === undefined ? String(cause.stack) : `${cause.stack}\ncaused by ${causeText(cause.cause)}`;
}
