/** The gateway's GraphQL API over HTTP. Subscriptions are in `subscriptions.ts`. */
import type { ErrorCode } from '../schema/generated/types.ts';
import type { TypedDocumentString } from './generated/operations.ts';
import { Refused, Unreachable } from './failures.ts';
import type { Settings } from './settings.ts';

/** Longer than any answer of a healthy gateway, so that a dead one is noticed at last. */
const TIMEOUT_MS = 120_000;

export interface GraphQLFailure {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

/** What the gateway answers to an operation. */
export interface GraphQLResponse<Data = Record<string, unknown>> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLFailure[];
}

export interface Api {
  readonly settings: Settings;
  /** The answer to one of the command's own operations. Throws `Refused` when a root field failed; a failure further down goes to `onPartial`. */
  execute<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables): Promise<Result>;
  /** The answer to any operation, as it came. */
  send(request: { query: string; variables?: unknown; operationName?: string }): Promise<GraphQLResponse>;
  /** A plain HTTP path of the gateway, such as `readyz`. */
  get(path: string): Promise<Response>;
  /** Text to a path of the gateway, with the key. */
  post(path: string, contentType: string, body: string): Promise<Response>;
}

export function createApi(settings: Settings, onPartial: (failures: readonly GraphQLFailure[]) => void): Api {
  const { url, key } = settings;

  async function request(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(new URL(path, url), { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      throw unreachable(url, error);
    }
  }

  const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };

  async function send(body: { query: string; variables?: unknown; operationName?: string }): Promise<GraphQLResponse> {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...authorization,
    };
    const response = await request('graphql', { method: 'POST', headers, body: JSON.stringify(body) });
    const answer = (await response.json().catch(() => null)) as GraphQLResponse | null;
    if (answer !== null && (answer.data !== undefined || Array.isArray(answer.errors))) return answer;
    if (response.status === 401) throw new Refused('UNAUTHENTICATED', 'the gateway did not accept the key');
    throw new Unreachable(
      `${url.href} answered ${response.status}, and not as a gateway does`,
      'Give the address of the gateway with --url or CAUSEWAY_URL.',
    );
  }

  return {
    settings,
    send,
    get: (path) => request(path, {}),
    post: (path, contentType, body) =>
      request(path, { method: 'POST', headers: { 'content-type': contentType, ...authorization }, body }),
    async execute<Result, Variables>(
      document: TypedDocumentString<Result, Variables>,
      variables: Variables,
    ): Promise<Result> {
      const { data, errors } = await send({ query: document.toString(), variables });
      const lost = !data || Object.values(data).some((value) => value === null);
      if (errors?.[0] && lost) throw refused(errors[0]);
      if (!data) throw new Refused('INTERNAL_SERVER_ERROR', 'the gateway answered without data');
      if (errors?.length) onPartial(errors);
      return data as Result;
    },
  };
}

/** An error of an answer as a failure of the command. */
export function refused({ message, extensions }: GraphQLFailure): Refused {
  return new Refused((extensions?.code ?? 'INTERNAL_SERVER_ERROR') as ErrorCode, message);
}

/** What it means that no connection came about, or that it broke. */
export function unreachable(url: URL, cause: unknown): Unreachable {
  return new Unreachable(
    `no gateway answers at ${url.href} (${reason(cause)})`,
    'Start one with `causeway up`, or give its address with --url or CAUSEWAY_URL.',
    { cause },
  );
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'the name server does not answer',
  ECONNRESET: 'connection reset',
  ETIMEDOUT: 'timed out',
  EHOSTUNREACH: 'no route to the host',
  UND_ERR_CONNECT_TIMEOUT: 'timed out',
  UND_ERR_SOCKET: 'connection closed',
};

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return 'connection failed';
  if (cause.name === 'TimeoutError') return 'timed out';
  const { code } = cause as NodeJS.ErrnoException;
  if (code !== undefined) return REASONS[code] ?? code;
  if (cause.cause !== undefined) return reason(cause.cause);
  return cause instanceof AggregateError ? reason(cause.errors[0]) : 'connection failed';
}
