import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { readModuleGraph } from '../../../build/module-graph.ts';
import { decodeCall, encodeCall, encodeReply, MAX_MESSAGE_BYTES } from '../../../functions/sdk/index.ts';
import { callOf } from './fixture.ts';

const ROOT = new URL('../../../', import.meta.url);
const graph = readModuleGraph(fileURLToPath(ROOT), ['schema', 'functions']);

/** A worker that is described, called with a sealed credential, called unsigned, and called with too much. */
const ENTRY = `
import { z } from 'zod';
import { defineConnector, defineList, encodeCall, DESCRIBE } from './functions/sdk/index.ts';
import { workerHost } from './functions/sdk/hosts/worker.ts';
import { generateSealingKey, sealCredential } from './functions/sdk/sealing.ts';
import { sign } from './functions/sdk/signature.ts';

const connector = defineConnector({
  name: 'w', title: 'W', description: 'W', credential: z.object({ token: z.string() }), options: z.object({}),
  functions: [defineList({
    name: 'w.list', kind: 'Instance', permissions: [], quota: null,
    run: async () => ({ items: [] }),
  })],
});

async function attempt() {
  const { publicJwk, privateJwk } = await generateSealingKey();
  const env = { CAUSEWAY_SEALING_KEY: JSON.stringify(privateJwk), CAUSEWAY_FUNCTION_VERSION: 'v1', CAUSEWAY_SIGNING_SECRET: 's' };
  const worker = workerHost(connector);
  const account = { providerId: 'p', accountId: null, options: {}, credential: await sealCredential(publicJwk, { token: 't' }) };
  const call = { invocationId: 'c', input: { region: 'r' }, account, attempt: 1, deadlineAt: Date.now() + 9_000, idempotencyKey: null, traceparent: null };
  const send = async (body, headers) => {
    const response = await worker.fetch(new Request('http://w.test', { method: 'POST', body, headers }), env);
    return [response.status, await response.json()];
  };
  const describe = encodeCall({ ...call, functionName: DESCRIBE, account: null });
  const list = encodeCall({ ...call, functionName: 'w.list' });
  return [
    await send(describe, await sign('s', 'c', describe, Date.now())),
    await send(list, await sign('s', 'c', list, Date.now())),
    await send(list, {}),
    await send('x'.repeat(1_000_001), {}),
  ];
}
export const tried = attempt();
`;

/** All files that run when this one does. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { target, external, typeOnly } of graph.get(file) ?? []) if (!external && !typeOnly) reached(target, seen);
  return seen;
}

describe('what a worker runs', () => {
  const files = [...reached('functions/sdk/hosts/worker.ts'), ...reached('functions/sdk/index.ts')];

  it('imports nothing of Node, and of packages zod and jose alone', () => {
    expect(files).toContain('functions/sdk/serve.ts');
    const packages = files.flatMap((file) =>
      graph.get(file)!.flatMap(({ target, external, typeOnly }) => (external && !typeOnly ? [target] : [])),
    );
    expect([...new Set(packages)].toSorted()).toEqual(['jose', 'zod']);
  });

  it('runs without any global of Node', async () => {
    const { outputFiles } = await build({
      stdin: { contents: ENTRY, resolveDir: fileURLToPath(ROOT), loader: 'ts' },
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      globalName: 'bundle',
    });
    const hidden = ['Buffer', 'process', 'require', 'module', 'global', 'setImmediate'];
    const load = compileFunction(`${outputFiles[0]!.text}; return bundle.tried;`, hidden) as () => Promise<unknown>;
    expect(await load()).toMatchObject([
      [200, { data: { ok: true, data: { sealingKey: { kty: 'EC' }, version: 'v1' } } }],
      [200, { data: { ok: true, data: [] } }],
      [401, { data: { ok: false } }],
      [413, { data: { ok: false } }],
    ]);
  });
});

describe('the most that a message may weigh', () => {
  const call = (text: string) => callOf('fixture.verify', { input: text });
  const room = MAX_MESSAGE_BYTES - Buffer.byteLength(encodeCall(call('')));

  it.each([
    ['letters of one byte', 'x', 1],
    ['letters of two', 'é', 2],
    ['letters of three', '€', 3],
    ['signs of four, in two units', '🚀', 4],
  ])('counts bytes and not letters: %s', (_what, letter, bytes) => {
    const most = letter.repeat(Math.floor(room / bytes)) + 'x'.repeat(room % bytes);
    const text = encodeCall(call(most));
    expect(Buffer.byteLength(text)).toBe(MAX_MESSAGE_BYTES);
    expect(decodeCall(text).input).toBe(most);
    expect(() => encodeCall(call(`${most}x`))).toThrow(/1000001 bytes/);
    expect(() => decodeCall(`${text} `)).toThrow(/1000001 bytes/);
  });

  it('is the same for replies', () => {
    const reply = (data: string) => encodeReply({ invocationId: 'c', functionName: 'f' }, { ok: true, data });
    const most = MAX_MESSAGE_BYTES - Buffer.byteLength(reply(''));
    expect(Buffer.byteLength(reply('x'.repeat(most)))).toBe(MAX_MESSAGE_BYTES);
    expect(reply('x'.repeat(most + 1))).toContain('PAYLOAD_TOO_LARGE');
  });
});
