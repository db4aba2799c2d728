import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { registry } from '../../functions/registry.gen.ts';
import { manifestOf } from '../../functions/sdk/index.ts';

it.each(Object.keys(registry))('knows %s as it is', async (name) => {
  const connector = await registry[name]!.load();
  expect(registry[name]!.manifest).toEqual(JSON.parse(JSON.stringify(manifestOf(connector))));
});

it('is read without the code of any connector', () => {
  const source = readFileSync(new URL('../../functions/registry.gen.ts', import.meta.url), 'utf8');
  const statics = source.split('\n').filter((line) => /^(import|export .* from) /.test(line));
  expect(statics.every((line) => line.startsWith('import type '))).toBe(true);
});
