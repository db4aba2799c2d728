/** For authors of connectors: run one function as a host would, without a host, a gateway or a sealed credential. */
import { openAccount } from './account.ts';
import type { Connector } from './define.ts';
import { redactorOf } from './redact.ts';
import { runChecked, type Answer } from './run.ts';
import type { FunctionContext, FunctionSpec } from './spec.ts';

/** What a test may set of a run; the rest is filled in. */
export interface RunSettings extends Partial<Omit<FunctionContext, 'account'>> {
  readonly account?: FunctionContext['account'];
}

/** An account of a connector. Credential and options are checked with its schemas, so defaults are filled in. */
export function fakeAccount(
  connector: Connector,
  given: {
    readonly providerId?: string;
    readonly accountId?: string;
    readonly credential?: unknown;
    readonly options?: unknown;
  } = {},
): Promise<FunctionContext['account']> {
  const { providerId = 'provider-1', accountId = null, credential = null, options = {} } = given;
  const sealed = credential === null ? null : JSON.stringify(credential);
  return openAccount(
    connector,
    { providerId, accountId, options, credential: sealed },
    async (text) => JSON.parse(text) as unknown,
  );
}

/** Runs a function once: input and output are checked, sensitive fields go. Throws what a gateway would be told. */
export function runOnce(spec: FunctionSpec, input: unknown, settings: RunSettings = {}): Promise<Answer> {
  const account = settings.account ?? { providerId: 'provider-1', accountId: null, credential: null, options: {} };
  const context: FunctionContext = {
    invocationId: 'invocation-1',
    attempt: 1,
    deadlineAt: Date.now() + 60_000,
    signal: new AbortController().signal,
    idempotencyKey: null,
    traceparent: null,
    log: () => {},
    ...settings,
    account,
  };
  return runChecked(spec, input, context as FunctionContext<never, never>, redactorOf(account.credential));
}
