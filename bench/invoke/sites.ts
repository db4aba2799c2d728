/** Places where the function runs, called without a gateway. */
import { fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { decodeReply, encodeCall } from '../../functions/sdk/index.ts';
import { post, TRACEPARENT } from './client.ts';

export interface Site extends AsyncDisposable {
  readonly name: string;
  /** The name of the deployment in the gateway. */
  readonly deployment: string;
  /** Where the gateway finds it. Null: built in. */
  readonly url: string | null;
  call(data: unknown): Promise<unknown>;
  /** As `call`, with a bare hop between, as cheap as Node makes one. Null where there is none to compare with. */
  readonly hop: ((data: unknown) => Promise<unknown>) | null;
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const framework = fileURLToPath(
  new URL('../../test/runtimes/node_modules/@google-cloud/functions-framework/build/src/main.js', import.meta.url),
);

const eventOf = (data: unknown) => ({
  specversion: '1.0',
  id: randomUUID(),
  source: 'bench',
  type: 'dev.causeway.call',
  data,
});

function callText(data: unknown): { id: string; text: string } {
  const id = randomUUID();
  const call = {
    invocationId: id,
    functionName: 'bench.ask',
    input: eventOf(data),
    account: null,
    attempt: 1,
    deadlineAt: Date.now() + 20_000,
    idempotencyKey: null,
    traceparent: TRACEPARENT,
  };
  return { id, text: encodeCall(call) };
}

function answerOf(text: string, id: string): unknown {
  const reply = decodeReply(text, id);
  if (!reply.ok) throw new Error(reply.error.message);
  return (reply.data as { data: unknown }).data;
}

/** A Google Cloud function on Google's own functions framework. */
export async function frameworkSite(): Promise<Site> {
  if (!existsSync(framework))
    throw new Error('the functions framework is not installed: run `npm ci --prefix test/runtimes` first');
  const directory = mkdtempSync(join(tmpdir(), 'causeway-bench-gcf-'));
  await build({
    stdin: {
      contents: `import { connector } from './connector.ts'; import { gcfHost } from '../../functions/sdk/hosts/gcf.ts';
        export const causeway = gcfHost(connector);`,
      resolveDir: here('.'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: join(directory, 'index.js'),
    logLevel: 'warning',
  });
  const port = await freePort();
  const child = spawn(process.execPath, [framework, '--target=causeway', `--source=${directory}`, `--port=${port}`], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = new URL(`http://127.0.0.1:${port}/`);
  const proxy = fork(here('server.ts'), [url.href], { execArgv: ['--import', 'tsx'] });
  const proxyPort = await new Promise<number>((resolve) => proxy.once('message', (at) => resolve(at as number)));
  const callAt = (address: URL) => async (data: unknown) => {
    const { id, text } = callText(data);
    return answerOf(JSON.stringify(await post(address, { 'content-type': 'application/cloudevents+json' }, text)), id);
  };
  const site: Site = {
    name: 'functions framework',
    deployment: 'gcf',
    url: url.href,
    call: callAt(url),
    hop: callAt(new URL(`http://127.0.0.1:${proxyPort}/`)),
    async [Symbol.asyncDispose]() {
      proxy.disconnect();
      child.kill();
      await new Promise((resolve) => child.once('exit', resolve));
      rmSync(directory, { recursive: true });
    },
  };
  await answers(() => site.call({ n: 0, upstream: null }));
  return site;
}

/** A process of the local platform. */
export async function localSite(): Promise<Site> {
  const child = fork(here('local-host.ts'), ['bench', join(tmpdir(), 'causeway-bench-no-key')], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (text: string) => void>();
  let last = 0;
  await new Promise<void>((resolve) => {
    child.on('message', (message: { type: string; id: number; event: string }) => {
      if (message.type === 'ready') return resolve();
      waiting.get(message.id)?.(message.event);
      waiting.delete(message.id);
    });
  });
  return {
    name: 'local',
    deployment: 'local-bench',
    url: null,
    hop: null,
    async call(data) {
      const { id, text } = callText(data);
      const reply = new Promise<string>((resolve) => waiting.set(++last, resolve));
      child.send({ type: 'call', id: last, event: text });
      return answerOf(await reply, id);
    },
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(call: () => Promise<unknown>): Promise<void> {
  const deadlineAt = Date.now() + 20_000;
  for (;;) {
    try {
      return void (await call());
    } catch (error) {
      if (Date.now() > deadlineAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
