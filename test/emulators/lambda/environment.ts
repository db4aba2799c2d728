/** One execution environment: a process of AWS's own Node runtime, and the Runtime API that it asks for work. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { bodyOf, listen } from './http.ts';

const RIC = join(import.meta.dirname, '../../runtimes/lambda/node_modules/aws-lambda-ric');

/** Whether the real runtime is here: `npm ci` in `test/runtimes/lambda` brings it. */
export const hasLambdaRuntime = existsSync(`${RIC}/dist/rapid-client.node`);

/** What one invocation is given. */
export interface Work {
  readonly requestId: string;
  readonly payload: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  /** As the header `X-Amz-Client-Context` brought it, opened. */
  readonly clientContext: string | undefined;
  readonly traceId: string;
}

/** What came of it. `isError` is what `X-Amz-Function-Error: Unhandled` says. */
export interface Ended {
  readonly payload: string;
  readonly isError: boolean;
}

export interface Environment {
  /** Runs one invocation; the next may only come after its end. Never rejects. */
  run(work: Work): Promise<Ended>;
  /** A dead one takes no more work. */
  readonly isDead: boolean;
  /** The last 4 KB that its process wrote. */
  readonly log: string;
  close(): Promise<void>;
}

export interface EnvironmentSettings {
  /** The unzipped code. */
  readonly directory: string;
  /** `FILE.EXPORT` */
  readonly handler: string;
  readonly env: Readonly<Record<string, string>>;
  /** The process begins this much later: what making an environment costs on the real platform. */
  readonly coldStartMs: number;
}

/** How long the Init phase may take on Lambda. */
const INIT_LIMIT_MS = 10_000;

export async function startEnvironment(settings: EnvironmentSettings): Promise<Environment> {
  let log = '';
  let isDead = false;
  let current: { readonly requestId: string; end(ended: Ended): void } | null = null;
  /** Why it takes no work: what the Init phase said, or how the process ended. */
  let failure: string | null = null;
  /** The runtime's long poll for work; null when it will never come. */
  let poll = deferred<ServerResponse | null>();

  const api = await listen(async (request, response) => {
    const path = request.url!;
    if (path === '/2018-06-01/runtime/invocation/next') {
      clearTimeout(initLimit);
      return poll.resolve(response);
    }
    const body = (await bodyOf(request)).toString('utf8');
    const [, requestId, end] = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (path === '/2018-06-01/runtime/init/error') {
      failure = body;
      poll.resolve(null);
    } else if (end === undefined || requestId !== current?.requestId) {
      response.writeHead(400).end(errorJson('InvalidRequestID', 'no such invocation'));
      return;
    } else current!.end({ payload: body, isError: end === 'error' });
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
  });

  await sleep(settings.coldStartMs);
  const child = spawn(process.execPath, [`${RIC}/bin/index.mjs`, settings.handler], {
    cwd: settings.directory,
    env: {
      PATH: process.env['PATH'],
      ...settings.env,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${api.port}`,
      _HANDLER: settings.handler,
      LAMBDA_TASK_ROOT: settings.directory,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4_096)));
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('exit', (code, signal) => {
    isDead = true;
    clearTimeout(initLimit);
    failure ??= errorJson('Runtime.ExitError', `Error: Runtime exited with error: ${signal ?? `exit status ${code}`}`);
    poll.resolve(null);
    current?.end({ payload: failure, isError: true });
  });
  const kill = () => {
    isDead = true;
    child.kill('SIGKILL');
  };
  const initLimit = setTimeout(() => {
    failure = errorJson('Sandbox.Timedout', `Error: Task timed out after ${INIT_LIMIT_MS / 1_000}.00 seconds`);
    kill();
  }, INIT_LIMIT_MS);

  return {
    async run({ requestId, payload, functionArn, timeoutMs, clientContext, traceId }) {
      const runtime = await poll.promise;
      if (runtime === null) {
        kill();
        return { payload: failure ?? errorJson('Runtime.ExitError', 'Error: Runtime exited'), isError: true };
      }
      poll = deferred();
      const ended = new Promise<Ended>((resolve) => (current = { requestId, end: resolve }));
      const limit = setTimeout(() => {
        const text = `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1_000).toFixed(2)} seconds`;
        current?.end({ payload: errorJson('Sandbox.Timedout', text), isError: true });
        kill();
      }, timeoutMs);
      runtime.writeHead(200, {
        'content-type': 'application/json',
        'Lambda-Runtime-Aws-Request-Id': requestId,
        'Lambda-Runtime-Deadline-Ms': String(Date.now() + timeoutMs),
        'Lambda-Runtime-Invoked-Function-Arn': functionArn,
        'Lambda-Runtime-Trace-Id': traceId,
        ...(clientContext !== undefined && { 'Lambda-Runtime-Client-Context': clientContext }),
      });
      runtime.end(payload);
      try {
        return await ended;
      } finally {
        clearTimeout(limit);
        current = null;
      }
    },
    get isDead() {
      return isDead;
    },
    get log() {
      return log;
    },
    async close() {
      kill();
      await gone;
      await api.close();
    },
  };
}

const errorJson = (errorType: string, errorMessage: string) => JSON.stringify({ errorType, errorMessage });

function deferred<Value>() {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((resolveIt) => (resolve = resolveIt));
  return { promise, resolve };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
