/** A whole gateway for tests: in this process with real functions in processes of their own, or as a process that can be killed. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import type { ConnectorManifest } from '../../functions/sdk/index.ts';
import { registry } from '../../functions/registry.gen.ts';
import { systemClock, type Clock } from '../../gateway/clock.ts';
import { parseConfig } from '../../gateway/config.ts';
import { openGateway } from '../../gateway/gateway.ts';
import { programPath } from './programs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What GraphQL answered. `data` is typed by whoever asks, as any client's is. */
export interface Answer<Data = any> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string } & Record<string, unknown>;
  }[];
}

export interface TestGateway extends AsyncDisposable {
  readonly url: string;
  readonly adminKey: string;
  readonly directory: string;
  /** Log lines so far, as text. */
  readonly log: () => string;
  graphql<Data = any>(query: string, variables?: Record<string, unknown>, key?: string): Promise<Answer<Data>>;
  /** As `graphql`; throws when there are errors. */
  data<Data = any>(query: string, variables?: Record<string, unknown>, key?: string): Promise<Data>;
  /** A graphql-ws client with the admin's key or another. It is closed with the gateway. */
  sockets(key?: string): Client;
  /** Every answer of a subscription until the reader returns. */
  subscribe<Data = any>(query: string, variables?: Record<string, unknown>, key?: string): AsyncIterableIterator<Data>;
  /** Adds a sandbox provider and answers when its first sync has ended. */
  addSandbox(name: string, options?: Record<string, unknown>): Promise<{ readonly id: string; readonly name: string }>;
}

export interface GatewayOptions {
  /** Configuration flags, such as `{ 'alarm-poll-interval-ms': 200 }`. */
  readonly flags?: Readonly<Record<string, string | number>>;
  /** Keeps its data here, and leaves it there. Otherwise a temporary directory that goes with the gateway. */
  readonly directory?: string;
  /** The admin key of a directory that was used before. */
  readonly adminKey?: string;
  readonly clock?: Clock;
  /** The environment that secrets are read from. */
  readonly env?: Readonly<Record<string, string>>;
  /** Other connectors, with the host that runs them beside their registry. */
  readonly functions?: { readonly manifests: readonly ConnectorManifest[]; readonly hostPath: string };
}

/** Opens a gateway in this process, on a free port. */
export async function startGateway(options: GatewayOptions = {}): Promise<TestGateway> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'causeway-')));
  const lines: string[] = [];
  const gateway = await openGateway(parseConfig(flagsOf(directory, options), {}), {
    clock: options.clock ?? systemClock,
    env: options.env ?? {},
    log: pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) }),
    ...(options.functions ?? {
      manifests: Object.values(registry).map(({ manifest }) => manifest),
      hostPath: programPath(new URL('../../functions/local-host.ts', import.meta.url)),
    }),
  });
  return testGateway({
    url: gateway.url,
    adminKey: gateway.firstKey ?? options.adminKey ?? '',
    directory,
    log: () => lines.join(''),
    async close() {
      await gateway.close();
      if (!options.directory) await rm(directory, { recursive: true, force: true });
    },
  });
}

export interface GatewayProcess extends TestGateway {
  readonly pid: number;
  /** Resolves when the process has ended, whatever ended it. */
  readonly ended: Promise<void>;
  /** Ends it at once, as a power cut would: SIGKILL. */
  kill(): Promise<void>;
}

/** Spawns a gateway as `npm start` does, on a free port. Its directory is the caller's to remove. */
export async function spawnGateway(options: GatewayOptions & { readonly directory: string }): Promise<GatewayProcess> {
  const child = spawn(process.execPath, ['build/start.mjs', ...flagsOf(options.directory, options)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => void lines.push(line));
  let url = '';
  let adminKey = options.adminKey ?? '';
  const output = createInterface({ input: child.stdout });
  for await (const line of output) {
    url = /listens on (\S+)\/graphql/.exec(line)?.[1] ?? url;
    adminKey = /Admin key.*: (\S+)/.exec(line)?.[1] ?? adminKey;
    if (url && adminKey) break;
  }
  if (!url) throw new Error(`the gateway did not start: ${lines.join('\n')}`);
  child.stdout.resume();
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  const gateway = testGateway({
    url,
    adminKey,
    directory: options.directory,
    log: () => lines.join('\n'),
    close: () => end('SIGTERM'),
  });
  return Object.assign(gateway, { pid: child.pid!, ended, kill: () => end('SIGKILL') });
}

function flagsOf(directory: string, { flags }: GatewayOptions): string[] {
  const all = { port: 0, data: directory, ...flags };
  return Object.entries(all).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
}

interface Opened {
  readonly url: string;
  readonly adminKey: string;
  readonly directory: string;
  readonly log: () => string;
  close(): Promise<void>;
}

function testGateway({ close, ...opened }: Opened): TestGateway {
  const clients = new Set<Client>();
  const { url, adminKey } = opened;

  const graphql: TestGateway['graphql'] = async (query, variables, key = adminKey) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<any>;
  };

  const data: TestGateway['data'] = async (query, variables, key) => {
    const answer = await graphql(query, variables, key);
    if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  };

  const sockets: TestGateway['sockets'] = (key = adminKey) => {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${key}` },
      retryAttempts: 0,
    });
    clients.add(client);
    return client;
  };

  return {
    ...opened,
    graphql,
    data,
    sockets,
    async *subscribe<Data>(query: string, variables?: Record<string, unknown>, key?: string) {
      for await (const answer of sockets(key).iterate<any>({ query, ...(variables && { variables }) })) {
        if (answer.errors) throw new Error(JSON.stringify(answer.errors));
        yield answer.data as Data;
      }
    },
    async addSandbox(name, options) {
      const { createProvider } = await data(
        `mutation ($input: CreateProviderInput!) { createProvider(input: $input) { provider { id name } operation { id } } }`,
        {
          input: {
            connector: 'sandbox',
            name,
            credential: { plain: { token: 'a-valid-token' } },
            syncInterval: '0s',
            options: options ?? {},
          },
        },
      );
      const client = sockets();
      for await (const { data: progress, errors } of client.iterate<any>({
        query: 'subscription ($id: ID!) { operationProgress(id: $id) { state } }',
        variables: { id: createProvider.operation.id },
      })) {
        if (errors) throw new Error(JSON.stringify(errors));
        if (progress!.operationProgress.state !== 'RUNNING') break;
      }
      return createProvider.provider;
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.dispose();
      await close();
    },
  };
}
