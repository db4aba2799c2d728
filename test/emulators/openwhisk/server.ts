/**
 * OpenWhisk's REST API, as far as creating, invoking and reading actions and activations goes. Answers follow
 * apache/openwhisk at 1fae641: full records, 202 after the blocking wait, 429 by minute and by concurrency, 502 for what
 * the action did.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, listen } from '../lambda/http.ts';
import { createContainers, type ActionCode, type Containers } from './containers.ts';
import { httpStatusOf, MAX_RESULT_BYTES, newActivationId, recordOf, type ActivationRecord } from './records.ts';

export interface OpenwhiskSettings {
  /** `USER:PASSWORD` of the namespace. */
  readonly auth: string;
  readonly namespace?: string;
  /** How long a blocking invocation waits at most. OpenWhisk: 60 s. */
  readonly blockingWaitMs?: number;
  readonly invocationsPerMinute?: number;
  readonly concurrentInvocations?: number;
}

export interface Openwhisk {
  readonly url: string;
  /** What the actions wrote. */
  readonly output: string;
  /** `PUT` of an action, without the way over HTTP. */
  create(name: string, exec: ActionCode, timeoutMs?: number): void;
  readonly activations: ReadonlyMap<string, ActivationRecord>;
  close(): Promise<void>;
}

interface Action {
  readonly timeoutMs: number;
  readonly containers: Containers;
  version: number;
}

const DEFAULTS = {
  namespace: 'guest',
  blockingWaitMs: 60_000,
  invocationsPerMinute: 120,
  concurrentInvocations: 100,
};

export async function startOpenwhisk(given: OpenwhiskSettings): Promise<Openwhisk> {
  const settings = { ...DEFAULTS, ...given };
  const actions = new Map<string, Action>();
  const activations = new Map<string, ActivationRecord>();
  const starts: number[] = [];
  let inFlight = 0;

  const create: Openwhisk['create'] = (name, exec, timeoutMs = 60_000) => {
    const version = (actions.get(name)?.version ?? 0) + 1;
    void actions.get(name)?.containers.close();
    actions.set(name, { timeoutMs, containers: createContainers(exec), version });
  };

  const refusal = (): string | null => {
    while (starts.length > 0 && starts[0]! < Date.now() - 60_000) starts.shift();
    if (starts.length >= settings.invocationsPerMinute)
      return `Too many requests in the last minute (count: ${starts.length + 1}, allowed: ${settings.invocationsPerMinute}).`;
    if (inFlight >= settings.concurrentInvocations)
      return `Too many concurrent requests in flight (count: ${inFlight + 1}, allowed: ${settings.concurrentInvocations}).`;
    return null;
  };

  const activate = async (name: string, { timeoutMs, containers }: Action, activationId: string, value: unknown) => {
    const start = Date.now();
    inFlight += 1;
    const message = {
      value,
      namespace: settings.namespace,
      action_name: `/${settings.namespace}/${name}`,
      activation_id: activationId,
      api_key: settings.auth,
      deadline: start + timeoutMs,
    };
    const { end, wasCold } = await containers.run(message, timeoutMs);
    inFlight -= 1;
    const names = { activationId, namespace: settings.namespace, name, start, timeoutMs };
    const record = recordOf(names, end, wasCold);
    activations.set(activationId, record);
    return record;
  };

  const invoke = async (name: string, query: URLSearchParams, body: Buffer, response: ServerResponse) => {
    const action = actions.get(name)!;
    if (body.length > MAX_RESULT_BYTES)
      return fail(
        response,
        413,
        `The request content was malformed: Request larger than allowed: ${body.length} > ${MAX_RESULT_BYTES} bytes.`,
      );
    const parameters = parsed(body);
    if (parameters === undefined) return fail(response, 400, 'The request content was malformed.');
    const refused = refusal();
    if (refused) return fail(response, 429, refused);
    starts.push(Date.now());
    const activationId = newActivationId();
    const done = activate(name, action, activationId, parameters);
    const headers = { 'x-openwhisk-activation-id': activationId };
    if (query.get('blocking') !== 'true') return send(response, 202, { activationId }, headers);
    const waitMs = Math.min(Number(query.get('timeout') ?? Infinity), settings.blockingWaitMs);
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<null>((resolve) => (timer = setTimeout(resolve, waitMs, null)));
    const record = await Promise.race([done, waited]);
    clearTimeout(timer);
    if (!record) return send(response, 202, { activationId }, headers);
    send(response, httpStatusOf(record), query.get('result') === 'true' ? record.response.result : record, headers);
  };

  const put = (name: string, body: Buffer, query: URLSearchParams, response: ServerResponse) => {
    if (actions.has(name) && query.get('overwrite') !== 'true') return fail(response, 409, 'resource already exists');
    const { exec, limits } = (parsed(body) ?? {}) as {
      exec?: ActionCode;
      limits?: { timeout?: number };
    };
    if (!exec?.code) return fail(response, 400, 'The request content was malformed.');
    create(name, exec, limits?.timeout);
    send(response, 200, shown(name));
  };

  const shown = (name: string) => {
    const { timeoutMs, version } = actions.get(name)!;
    return {
      name,
      namespace: settings.namespace,
      version: `0.0.${version}`,
      exec: { kind: 'nodejs:20' },
      limits: { timeout: timeoutMs, memory: 256, logs: 10, concurrency: 1 },
    };
  };

  const server = await listen(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    const body = await bodyOf(request);
    if (!isAuthorized(request, settings.auth)) return fail(response, 401, 'The supplied authentication is invalid.');
    const [, namespace, collection, name] =
      /^\/api\/v1\/namespaces\/([^/]+)\/(actions|activations)\/(.+)$/.exec(decodeURIComponent(pathname)) ?? [];
    if (namespace === undefined) return fail(response, 404, 'The requested resource does not exist.');
    if (namespace !== '_' && namespace !== settings.namespace)
      return fail(response, 403, 'The supplied authentication is not authorized to access this resource.');
    if (collection === 'actions' && request.method === 'PUT') return put(name!, body, searchParams, response);
    if (collection === 'activations') {
      const record = activations.get(name!);
      return record ? send(response, 200, record) : fail(response, 404, 'The requested resource does not exist.');
    }
    if (!actions.has(name!)) return fail(response, 404, 'The requested resource does not exist.');
    if (request.method === 'GET') return send(response, 200, shown(name!));
    return invoke(name!, searchParams, body, response);
  });

  return {
    url: `http://127.0.0.1:${server.port}`,
    activations,
    create,
    get output() {
      return [...actions.values()].map(({ containers }) => containers.output).join('');
    },
    async close() {
      await Promise.all([...actions.values()].map(({ containers }) => containers.close()));
      await server.close();
    },
  };
}

const isAuthorized = ({ headers }: IncomingMessage, auth: string) =>
  headers.authorization === `Basic ${Buffer.from(auth).toString('base64')}`;

const fail = (response: ServerResponse, status: number, error: string) =>
  send(response, status, { error, code: newActivationId() });

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Undefined when it is no JSON; no body is no parameters. */
function parsed(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
