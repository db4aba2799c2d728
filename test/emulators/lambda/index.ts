/**
 * AWS Lambda on the loopback: its API, function URLs and the Runtime API, in front of AWS's own Node runtime. It keeps
 * what an adapter can trip over: headers, names of errors, limits, throttling, states, one request a process, timeouts
 * that kill. Callers look at `hasLambdaRuntime` first, and skip.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createApi } from './api.ts';
import { answerUrl } from './function-url.ts';
import { createEnvironments, makeRoot, removeRoot, type LambdaFunction } from './functions.ts';
import { bodyOf, listen } from './http.ts';
import { failure, type Answer } from './invocation.ts';
import { refusalOf } from './signature.ts';

export { hasLambdaRuntime } from './environment.ts';
export { failure } from './invocation.ts';

/** The identity that the emulator knows. */
export const EMULATOR_KEYS = { accessKeyId: 'AKIAEMULATOREMULATOR', secretAccessKey: 'emulator-secret-0123456789' };

export interface EmulatorSettings {
  /** How long making an environment takes, before its process starts. */
  readonly coldStartMs?: number;
  /** How long a function stays Pending, and an update InProgress. */
  readonly settleMs?: number;
}

export interface LambdaEmulator extends AsyncDisposable {
  /** The endpoint of the Lambda API. */
  readonly url: string;
  /** Answers of `Invoke` that come before the function's own, first in first out. `null`: the connection breaks. */
  readonly faults: (Answer | null)[];
  /** Roles that cannot be assumed yet, and how often `CreateFunction` says so: a new role needs seconds. */
  readonly slowRoles: Map<string, number>;
  /** Functions whose variables the caller may not decrypt, so that Lambda shows none. */
  readonly undecryptable: Set<string>;
  /** How many runtime processes were started so far. */
  readonly processesStarted: number;
  /** Every request, as `POST /path`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export async function startLambdaEmulator({
  coldStartMs = 0,
  settleMs = 20,
}: EmulatorSettings = {}): Promise<LambdaEmulator> {
  const keys = { [EMULATOR_KEYS.accessKeyId]: EMULATOR_KEYS.secretAccessKey };
  const environments = createEnvironments();
  const root = await makeRoot();
  const faults: (Answer | null)[] = [];
  const slowRoles = new Map<string, number>();
  const undecryptable = new Set<string>();
  const requests: string[] = [];
  const urls: { close(): Promise<void> }[] = [];

  const stateOf = (fn: LambdaFunction) => (fn.busyUntil > Date.now() && !fn.isUpdate ? 'Pending' : 'Active');
  const place = { environments, coldStartMs: () => coldStartMs, stateOf };

  /** Each URL has a port of its own, as it has a host of its own on the real platform. */
  const openUrl = async (fn: LambdaFunction): Promise<string> => {
    const server = await listen(async (request, response) => {
      const body = await bodyOf(request);
      const isRefused = fn.url?.authType === 'AWS_IAM' && refusalOf(request, body, keys) !== null;
      const text = 'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com';
      write(
        response,
        isRefused || !fn.url ? failure(403, 'AccessDeniedException', text) : await answerUrl(place, fn, request, body),
      );
    });
    urls.push(server);
    return `http://127.0.0.1:${server.port}/`;
  };

  const api = createApi({ root, settleMs, slowRoles, undecryptable, place, openUrl });

  async function answer(request: IncomingMessage, body: Buffer): Promise<Answer | null> {
    requests.push(`${request.method} ${request.url}`);
    const refusal = refusalOf(request, body, keys);
    if (refusal) return failure(403, refusal, 'The security token included in the request is invalid.');
    if (request.url!.includes('/invocations') && faults.length > 0) return faults.shift()!;
    return api(request, body);
  }

  const server = await listen(async (request, response) => {
    const answered = await answer(request, await bodyOf(request)).catch((error: unknown) =>
      failure(500, 'ServiceException', String(error)),
    );
    if (answered === null) request.socket.destroy();
    else write(response, answered);
  });

  async function close() {
    await Promise.all([server.close(), ...urls.map((url) => url.close()), environments.close()]);
    await removeRoot(root);
  }

  return {
    url: `http://127.0.0.1:${server.port}`,
    faults,
    slowRoles,
    undecryptable,
    requests,
    get processesStarted() {
      return environments.started;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function write(response: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}
