/** The places where the functions run: real runtimes, or emulators of platforms, as the tests of platforms start them. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CreateFunctionCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import type { BuildPlatform } from '../../deploy/platforms.ts';
import type { Platform } from '../../schema/generated/types.ts';
import { startAzure } from '../../test/emulators/azure/host.ts';
import { keepChild } from '../../test/emulators/child.ts';
import { startKubeless } from '../../test/emulators/kubeless/ingress.ts';
import { EMULATOR_KEYS, hasLambdaRuntime, startLambdaEmulator } from '../../test/emulators/lambda/index.ts';
import { startOpenfaas } from '../../test/emulators/openfaas/gateway.ts';
import { startOpenwhisk } from '../../test/emulators/openwhisk/server.ts';
import { RUNTIMES, type Artefact } from '../../test/platforms/artefact.ts';

/** Where functions run now. */
export interface Place {
  /** How they are reached, as it is registered. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Ends the processes that were started for it. */
  close(): Promise<void>;
}

export interface Runtime {
  /** For people, with what it stands on. */
  readonly title: string;
  readonly platform: Exclude<Platform, 'LOCAL' | 'LAMBDA_URL'>;
  readonly build: BuildPlatform;
  readonly isInstalled: boolean;
  start(artefact: Artefact): Promise<Place>;
}

/** What settings refer to as `file:NAME`. */
export const SECRETS = {
  lambdaId: EMULATOR_KEYS.accessKeyId,
  lambdaKey: EMULATOR_KEYS.secretAccessKey,
  signing: 'signing-secret-of-the-bench-0123456789',
  pair: '23bc46b1-71f6-4ed5-8c54-816aa4f8c502:key-of-the-bench',
  key: 'function-key-of-the-bench==',
};

const installed = (name: string) => existsSync(join(RUNTIMES, name));

/** What is used of miniflare, which is installed for such runs alone. */
type MiniflareModule = {
  Miniflare: new (options: Readonly<Record<string, unknown>>) => {
    readonly ready: Promise<URL>;
    dispose(): Promise<void>;
  };
};

/** By a name that is short enough for a table. The built-in local platform is not among them: the gateway starts it. */
export const RUNTIME_LIST: Readonly<Record<string, Runtime>> = {
  gcf: {
    title: 'Google Cloud Functions: functions-framework 5',
    platform: 'GCF',
    build: 'gcf',
    isInstalled: installed('@google-cloud/functions-framework'),
    async start({ directory }) {
      const program = join(RUNTIMES, '@google-cloud/functions-framework/build/src/main.js');
      const { url, kill } = await keepChild({
        argv: (port) => [program, '--target=causeway', `--source=${directory}`, `--port=${port}`],
        port: 'given',
      });
      return { settings: { url, anonymous: true }, close: kill };
    },
  },
  lambda: {
    title: 'AWS Lambda: aws-lambda-ric 3 behind an emulator of its API',
    platform: 'LAMBDA',
    build: 'lambda',
    isInstalled: hasLambdaRuntime,
    async start({ file }) {
      const { url, close } = await startLambdaEmulator();
      const region = 'eu-central-1';
      const client = new LambdaClient({ endpoint: url, region, credentials: EMULATOR_KEYS });
      const FunctionName = 'bench';
      await client.send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: 'nodejs20.x',
          Handler: 'index.handler',
          Role: 'arn:aws:iam::123456789012:role/bench',
          Timeout: 60,
          Code: { ZipFile: zipSync({ 'index.js': await readFile(file) }) },
        }),
      );
      await waitUntilFunctionActiveV2({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { FunctionName });
      client.destroy();
      return {
        settings: {
          function: FunctionName,
          region,
          endpoint: url,
          accessKeyId: 'file:lambdaId',
          secretAccessKey: 'file:lambdaKey',
        },
        close,
      };
    },
  },
  azure: {
    title: 'Azure Functions: @azure/functions 4 under a host of ours',
    platform: 'AZURE',
    build: 'azure',
    isInstalled: installed('@azure/functions'),
    async start({ file }) {
      const { url, close } = await startAzure({ file, key: SECRETS.key });
      return { settings: { url: `${url}/api/causeway`, key: 'file:key' }, close };
    },
  },
  openwhisk: {
    title: 'OpenWhisk: an emulator of its API and its Node runtime',
    platform: 'OPENWHISK',
    build: 'openwhisk',
    isInstalled: true,
    async start({ file, files }) {
      const openwhisk = await startOpenwhisk({ auth: SECRETS.pair, invocationsPerMinute: 1_000_000 });
      const texts = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
      const archive = zipSync({ 'index.js': await readFile(file), ...Object.fromEntries(texts) });
      openwhisk.create('bench', { code: Buffer.from(archive).toString('base64'), binary: true }, 60_000);
      return { settings: { apiHost: openwhisk.url, action: 'bench', auth: 'file:pair' }, close: openwhisk.close };
    },
  },
  knative: {
    title: 'Knative: faas-js-runtime 3',
    platform: 'KNATIVE',
    build: 'knative',
    isInstalled: installed('faas-js-runtime'),
    async start({ file }) {
      const { url, kill } = await keepChild({
        argv: () => [join(RUNTIMES, 'faas-js-runtime/bin/cli.js'), file],
        env: (port) => ({ FUNC_PORT: String(port), FUNC_LOG_LEVEL: 'warn' }),
        port: 'given',
      });
      return { settings: { url }, close: kill };
    },
  },
  kubeless: {
    title: 'Kubeless: an emulator of its Node runtime',
    platform: 'KUBELESS',
    build: 'kubeless',
    isInstalled: true,
    async start({ file }) {
      const { url, close } = await startKubeless({ file, timeoutSeconds: 60, path: '/bench', basicAuth: SECRETS.pair });
      return { settings: { url: `${url}/bench`, basicAuth: 'file:pair' }, close };
    },
  },
  openfaas: {
    title: 'OpenFaaS: an emulator of its gateway, watchdog and template',
    platform: 'OPENFAAS',
    build: 'openfaas',
    isInstalled: true,
    async start({ file }) {
      const env = { RAW_BODY: 'true', MAX_RAW_SIZE: '1mb' };
      const { url, close } = await startOpenfaas({ name: 'bench', file, env, basicAuth: SECRETS.pair });
      return { settings: { gateway: url, function: 'bench', basicAuth: 'file:pair' }, close };
    },
  },
  worker: {
    title: 'Cloudflare Workers: workerd',
    platform: 'WORKER',
    build: 'worker',
    isInstalled: installed('miniflare'),
    async start({ file, directory, files }) {
      const { Miniflare } = createRequire(import.meta.url)(join(RUNTIMES, 'miniflare')) as MiniflareModule;
      const wrangler = files['wrangler.toml']!;
      const miniflare = new Miniflare({
        modules: true,
        modulesRoot: directory,
        scriptPath: file,
        compatibilityDate: /compatibility_date = "(.+)"/.exec(wrangler)![1],
        compatibilityFlags: JSON.parse(/compatibility_flags = (.+)/.exec(wrangler)![1]!) as string[],
        bindings: { CAUSEWAY_SIGNING_SECRET: SECRETS.signing },
        host: '127.0.0.1',
        port: 0,
      });
      const { origin } = await miniflare.ready;
      return { settings: { url: origin, signingSecret: 'file:signing' }, close: () => miniflare.dispose() };
    },
  },
  http: {
    title: 'any machine: a server of Node',
    platform: 'HTTP',
    build: 'http',
    isInstalled: true,
    async start({ file }) {
      const { url, kill } = await keepChild({
        argv: () => [file],
        env: (port) => ({ PORT: String(port), HOST: '127.0.0.1', CAUSEWAY_SIGNING_SECRET: SECRETS.signing }),
        port: 'given',
      });
      return { settings: { url: `${url}/causeway`, signingSecret: 'file:signing' }, close: kill };
    },
  },
};
