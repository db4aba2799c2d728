/**
 * OpenFaaS, template `node22`: `module.exports = openfaasHost(connector)`. The template reads bodies of the protocol's
 * media type only with `RAW_BODY=true`, and up to 100 kB unless `MAX_RAW_SIZE` says more: set it to `1mb`.
 */
import type { Connector } from '../define.ts';
import { InputRefused } from '../errors.ts';
import { environmentRuntime } from './environment.ts';
import { createExchange } from './exchange.ts';

/** What the template gives, as far as it is used. */
export interface OpenfaasEvent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Bytes with `RAW_BODY=true`, else text or parsed JSON. */
  readonly body?: unknown;
}

export interface OpenfaasContext {
  status(code: number): OpenfaasContext;
  headers(values: Readonly<Record<string, string>>): OpenfaasContext;
  succeed(body: string): void;
}

export function openfaasHost(connector: Connector, runtime = environmentRuntime(process.env)) {
  const exchange = createExchange(connector, runtime);
  return async ({ method, headers, body }: OpenfaasEvent, context: OpenfaasContext): Promise<void> => {
    const timeoutMs = durationMs(process.env['exec_timeout'] ?? '');
    const endsAt = timeoutMs > 0 ? Date.now() + timeoutMs : undefined;
    const answer = await exchange.http({ method, headers, read: () => bodyRead(body), endsAt });
    context.status(answer.status).headers(answer.headers).succeed(answer.body);
  };
}

/** The template leaves an empty object where it did not read the body, and no caller could tell why. */
function bodyRead(body: unknown): unknown {
  if (body instanceof Uint8Array || typeof body === 'string' || Object.keys(body ?? {}).length > 0) return body;
  throw new InputRefused(
    'the template did not read the body. Set RAW_BODY=true and MAX_RAW_SIZE=1mb for this function',
  );
}

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A duration as Go writes it, such as `1m30s`: the watchdog's limit is one. 0, which is no limit, for anything else. */
function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS_MS[unit!]!, 0);
}
