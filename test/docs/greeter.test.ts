import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import type { Connector } from '../../functions/sdk/index.ts';
import { serve } from '../../functions/sdk/serve.ts';

it('the connector that docs/functions.md writes does what the page says', async () => {
  const page = await readFile('docs/functions.md', 'utf8');
  const [greet, connector] = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
  const directory = resolve('node_modules/.cache/causeway-docs');
  const outfile = join(directory, `greeter-${process.pid}.mjs`);
  await mkdir(directory, { recursive: true });
  try {
    await build({
      // Both files as one: the second's imports are those of the first, and the first itself.
      stdin: {
        contents: `${greet}${connector!.replace(/^import (?!\{ defineConnector).*\n/gm, '')}`,
        loader: 'ts',
        resolveDir: resolve('functions/connectors/echo'),
      },
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    const written = (await import(pathToFileURL(outfile).href)) as { connector: Connector };
    const run = serve(written.connector, {
      sealing: { publicJwk: () => Promise.reject(new Error('none')), open: () => Promise.reject(new Error('none')) },
      version: null,
      log: () => {},
    });
    const reply = await run({
      invocationId: 'i-1',
      functionName: 'greeter.greet',
      input: { specversion: '1.0', id: '1', source: '/docs', type: 'dev.causeway.call', data: { name: 'Ada' } },
      account: null,
      attempt: 1,
      deadlineAt: Date.now() + 5_000,
      idempotencyKey: null,
      traceparent: null,
    });
    expect(reply).toEqual({ ok: true, data: { data: { text: 'Hello, Ada' } } });
  } finally {
    await rm(outfile, { force: true });
  }
});
