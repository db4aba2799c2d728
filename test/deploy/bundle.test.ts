import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleConnector, type Artefact } from '../../deploy/bundle.ts';
import { BUILDS, PLATFORMS, type BuildPlatform } from '../../deploy/platforms.ts';
import { decodeReply, DESCRIBE, encodeCall, type Description } from '../../functions/sdk/index.ts';
import { generateSealingKey } from '../../functions/sdk/sealing.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'causeway-bundle-'));
});
afterAll(() => rm(directory, { recursive: true }));

const build = (
  platform: BuildPlatform,
  connector = 'echo',
  outDirectory = join(directory, `${connector}-${platform}`),
) => bundleConnector({ connector, platform, name: null, outDirectory, variables: ['CAUSEWAY_SIGNING_SECRET'] });

const CALL = encodeCall({
  invocationId: 'i-1',
  functionName: DESCRIBE,
  input: {},
  account: null,
  attempt: 1,
  deadlineAt: Date.now() + 60_000,
  idempotencyKey: null,
  traceparent: null,
});

const MEDIA_TYPE = 'application/cloudevents+json';
const headers = { 'content-type': MEDIA_TYPE };

/** A package that the platform brings along, which keeps what a program registers with it. */
async function bring(artefact: Artefact, name: string, code: string) {
  const file = join(artefact.directory, 'node_modules', name, 'index.js');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, code);
}

// oxlint-disable-next-line typescript/no-explicit-any -- what a platform sees when it loads a program
type Program = any;
const load = ({ directory: at }: Artefact, file: string): Program => createRequire(import.meta.url)(join(at, file));

/** Calls the program as its platform would: the text of the reply. */
const CALLS: Readonly<Record<BuildPlatform, (artefact: Artefact) => Promise<string>>> = {
  async lambda(artefact) {
    const context = { getRemainingTimeInMillis: () => 60_000 };
    return JSON.stringify(await load(artefact, 'index.js').handler(JSON.parse(CALL), context));
  },
  async gcf(artefact) {
    await bring(artefact, '@google-cloud/functions-framework', 'exports.http = (name, fn) => (exports[name] = fn)');
    load(artefact, 'index.js');
    const { causeway } = load(artefact, 'node_modules/@google-cloud/functions-framework');
    return nodeResponse((response) =>
      causeway({ method: 'POST', headers, rawBody: Buffer.from(CALL), body: JSON.parse(CALL) }, response),
    );
  },
  async azure(artefact) {
    await bring(artefact, '@azure/functions', 'exports.app = { http: (name, options) => (exports[name] = options) }');
    load(artefact, 'index.js');
    const { causeway } = load(artefact, 'node_modules/@azure/functions');
    expect(causeway).toMatchObject({ methods: ['POST'], authLevel: 'function' });
    const request = new Request('http://localhost/api/causeway', { method: 'POST', headers, body: CALL });
    return (await causeway.handler(request, {})).body;
  },
  async openwhisk(artefact) {
    return JSON.stringify(await load(artefact, 'index.js').main({ ce: JSON.parse(CALL) }));
  },
  async knative(artefact) {
    const { body } = await load(artefact, 'index.js').handle({ method: 'POST', headers, body: CALL });
    return body;
  },
  async kubeless(artefact) {
    const { handler } = load(artefact, 'index.js');
    const response = { once: () => {}, setHeader: () => {} };
    return handler({ data: CALL, extensions: { request: { method: 'POST', headers }, response } }, {});
  },
  async openfaas(artefact) {
    return new Promise((resolve, reject) => {
      const context = { status: () => context, headers: () => context, succeed: resolve };
      load(artefact, 'function/handler.js')({ method: 'POST', headers, body: Buffer.from(CALL) }, context).catch(
        reject,
      );
    });
  },
  async worker({ directory: at }) {
    const { default: program } = await import(/* @vite-ignore */ join(at, 'index.mjs'));
    const request = new Request('http://localhost/', { method: 'POST', headers, body: CALL });
    return (await program.fetch(request, {}, {})).text();
  },
  async http({ directory: at }) {
    const port = await freePort();
    const child = spawn(process.execPath, [join(at, 'index.js')], {
      env: { PORT: String(port), HOST: '127.0.0.1' },
      stdio: 'ignore',
    });
    try {
      await expect
        .poll(() =>
          fetch(`http://127.0.0.1:${port}/health`).then(
            ({ ok }) => ok,
            () => false,
          ),
        )
        .toBe(true);
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: CALL });
      return await response.text();
    } finally {
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      expect(code).toBe(0);
    }
  },
};

describe.each(PLATFORMS)('a connector built for %s', (platform) => {
  let artefact: Artefact;
  beforeAll(async () => {
    artefact = await build(platform);
  });

  it('is complete: its platform loads it, and it says who it is and which version', async () => {
    expect(artefact.files.filter((file) => !existsSync(join(artefact.directory, file)))).toEqual([]);
    const reply = decodeReply(await CALLS[platform](artefact), 'i-1') as { data: Description };
    expect(reply.data).toMatchObject({ manifest: { name: 'echo' }, version: artefact.version });
    expect(artefact.version).toMatch(/^[0-9a-f]{12}$/);
  });

  it('gets the command of its platform, without the value of any variable', () => {
    const command = BUILDS[platform].command(artefact);
    expect(command).toMatch(/^(causeway|gcloud|cd|wsk|func|kubeless|PORT=8080 node) /);
    expect(command).not.toMatch(/CAUSEWAY_SIGNING_SECRET=(?!"?\$)/);
  });
});

it('for Knative its tool takes it for a function: without a moment of creation it is none', async () => {
  const { directory } = await build('knative');
  expect(readFileSync(join(directory, 'func.yaml'), 'utf8')).toMatch(/^created: \d{4}-\d\d-\d\dT/m);
});

it('built again it is the same to the byte', async () => {
  const [first, second] = [await build('lambda'), await build('lambda')];
  expect(Buffer.from(first.zip).equals(Buffer.from(second.zip))).toBe(true);
});

it('for OpenWhisk no caller can replace the parameters that it is deployed with, also when it is made a web action', () => {
  const names = { name: 'f', connector: 'echo', version: 'v', directory: 'd', variables: ['CAUSEWAY_SIGNING_SECRET'] };
  const command = BUILDS.openwhisk.command(names);
  expect(command).toContain('--annotation final true');
  expect(command).toContain('--param CAUSEWAY_SIGNING_SECRET "$CAUSEWAY_SIGNING_SECRET"');
});

it('for OpenWhisk it takes its sealing key as text, and as the JSON that the platform makes of it', async () => {
  const artefact = await build('openwhisk', 'sandbox');
  const { privateJwk, publicJwk } = await generateSealingKey();
  for (const key of [privateJwk, JSON.stringify(privateJwk)]) {
    const reply = await load(artefact, 'index.js').main({ ce: JSON.parse(CALL), CAUSEWAY_SEALING_KEY: key });
    expect(reply.data.data).toMatchObject({ sealingKey: publicJwk, version: artefact.version });
  }
});

it('for Lambda the AWS SDK stays outside, elsewhere it is inside', async () => {
  const [lambda, http] = [await build('lambda', 'aws'), await build('http', 'aws')];
  expect(packagesOf(await program(lambda))).toContain('@aws-sdk/client-ec2');
  expect(packagesOf(await program(http))).toEqual([]);
  expect(lambda.bytes).toBeLessThan(400_000);
  expect(http.bytes).toBeLessThan(1_600_000);
});

it('the zip holds the same files as the directory', async () => {
  const artefact = await build('lambda');
  const inZip = unzipSync(artefact.zip);
  expect(Object.keys(inZip)).toEqual(['index.js', 'index.js.map']);
  expect(Buffer.from(inZip['index.js']!).toString()).toBe(await program(artefact));
});

describe('what hinders a build is said', () => {
  it('a connector that is not there', async () => {
    await expect(build('http', 'nope')).rejects.toThrow('there is no functions/connectors/nope/connector.ts');
  });

  it('a directory that holds something else, which stays as it is', async () => {
    const precious = join(directory, 'precious');
    await mkdir(precious);
    await writeFile(join(precious, 'thesis.txt'), 'years of work');
    await expect(build('http', 'echo', precious)).rejects.toThrow('was not made by a build');
    expect(await readFile(join(precious, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  it('a name that no platform takes', async () => {
    const refused = bundleConnector({
      connector: 'echo',
      platform: 'http',
      name: 'a; rm -rf /',
      outDirectory: directory,
      variables: [],
    });
    await expect(refused).rejects.toThrow('is no name');
  });
});

const program = ({ directory: at, files: [file] }: Artefact) => readFile(join(at, file!), 'utf8');

/** The packages that a program asks for when it starts. */
const packagesOf = (code: string) =>
  [...code.matchAll(/require\("([^"]+)"\)/g)]
    .map(([, name]) => name!)
    .filter((name) => !isBuiltin(name) && name !== OPTIONAL);

/** Looked for by the SDK, and done without. */
const OPTIONAL = '@aws-sdk/signature-v4-crt';

/** What is written to a response of Node. */
function nodeResponse(serve: (response: Program) => Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    const response = { once: () => {}, writeHead: () => response, end: resolve, destroyed: false, headersSent: false };
    serve(response).catch(reject);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
