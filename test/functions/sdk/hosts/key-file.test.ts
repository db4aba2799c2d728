import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyFileSealing } from '../../../../functions/sdk/hosts/key-file.ts';
import { sealCredential } from '../../../../functions/sdk/sealing.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'causeway-key-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('makes nothing until the key is needed', () => {
  keyFileSealing(join(directory, 'keys', 'a.jwk'));
  expect(readdirSync(directory)).toEqual([]);
});

it('makes one key when many runtimes need it at once, and leaves no draft behind', async () => {
  const path = join(directory, 'keys', 'a.jwk');
  const runtimes = Array.from({ length: 12 }, () => keyFileSealing(path));
  const keys = await Promise.all(runtimes.map((runtime) => runtime.publicJwk()));
  expect(new Set(keys.map((key) => key['kid'])).size).toBe(1);
  expect(keys[0]).not.toHaveProperty('d');
  expect(readdirSync(join(directory, 'keys'))).toEqual(['a.jwk']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const sealed = await sealCredential(keys[0]!, { token: 'x' });
  expect(await runtimes[7]!.open(sealed)).toEqual({ token: 'x' });
});

it('leaves a damaged key as it is, and works again once it is mended', async () => {
  const path = join(directory, 'a.jwk');
  await keyFileSealing(path).publicJwk();
  const whole = readFileSync(path, 'utf8');
  const runtime = keyFileSealing(path);
  for (const damaged of ['', '{', 'null', '{"kty":"EC"}', whole.slice(0, -5)]) {
    writeFileSync(path, damaged);
    await expect(runtime.publicJwk()).rejects.toThrow(/damaged/);
    expect(readFileSync(path, 'utf8')).toBe(damaged);
  }
  writeFileSync(path, whole);
  expect(await runtime.publicJwk()).toMatchObject({ kty: 'EC' });
});
