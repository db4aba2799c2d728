import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretUnavailable } from '../../../gateway/errors.ts';
import { createSecrets, type Secrets } from '../../../gateway/secrets/index.ts';
import { manualClock, type ManualClock } from '../../support/clock.ts';

let directory: string;
let clock: ManualClock;
let secrets: Secrets;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'causeway-secrets-'));
  clock = manualClock();
  secrets = createSecrets({
    env: { CAUSEWAY_SECRET_KEY: 'canary-env', CAUSEWAY_SECRET_EMPTY: '', HOME: '/home/canary' },
    directory,
    clock,
  });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a secret of the environment', () => {
  it('is the variable with the prefix', async () => {
    expect(await secrets.read('env:KEY')).toBe('canary-env');
  });

  it('is no other variable, and not an empty one', async () => {
    await expect(secrets.read('env:HOME')).rejects.toThrow('CAUSEWAY_SECRET_HOME');
    await expect(secrets.read('env:EMPTY')).rejects.toThrow(SecretUnavailable);
  });
});

describe('a secret of the directory', () => {
  it('is the file without the line break at its end', async () => {
    writeFileSync(join(directory, 'unix'), 'canary one\n');
    writeFileSync(join(directory, 'windows.txt'), 'canary\r\ntwo\r\n');
    writeFileSync(join(directory, 'bare'), '  canary three ');
    expect(await secrets.read('file:unix')).toBe('canary one');
    expect(await secrets.read('file:windows.txt')).toBe('canary\r\ntwo');
    expect(await secrets.read('file:bare')).toBe('  canary three ');
  });

  it('is read again after some seconds, so that it can be replaced while the gateway runs', async () => {
    writeFileSync(join(directory, 'key'), 'old');
    expect(await secrets.read('file:key')).toBe('old');
    writeFileSync(join(directory, 'key'), 'new');
    expect(await secrets.read('file:key')).toBe('old');
    clock.advance(10_000);
    expect(await secrets.read('file:key')).toBe('new');
  });

  it('that is gone is not served from memory for long', async () => {
    writeFileSync(join(directory, 'key'), 'old');
    await secrets.read('file:key');
    rmSync(join(directory, 'key'));
    clock.advance(10_000);
    await expect(secrets.read('file:key')).rejects.toThrow('put it into the file key');
  });

  it('that appears later is found at once', async () => {
    await expect(secrets.read('file:late')).rejects.toThrow(SecretUnavailable);
    writeFileSync(join(directory, 'late'), 'here');
    expect(await secrets.read('file:late')).toBe('here');
  });

  it('may be a link, as Kubernetes mounts them, and is never empty or a directory', async () => {
    writeFileSync(join(directory, 'target'), 'linked');
    symlinkSync('target', join(directory, 'link'));
    mkdirSync(join(directory, 'folder'));
    writeFileSync(join(directory, 'empty'), '\n');
    expect(await secrets.read('file:link')).toBe('linked');
    await expect(secrets.read('file:folder')).rejects.toThrow(SecretUnavailable);
    await expect(secrets.read('file:empty')).rejects.toThrow('it is empty');
  });
});

describe('a reference', () => {
  it.each([
    'KEY',
    'env:',
    'env:key',
    'env:CAUSEWAY-KEY',
    'file:',
    'file:../outside',
    'file:..',
    'file:.hidden',
    'file:a/b',
    'file:/etc/passwd',
    'file:a\0b',
    'file:a\n',
    'vault:KEY',
    'canary-secret-itself',
  ])('%j is no name of a secret, and is not repeated', async (reference) => {
    const failure: unknown = await secrets.read(reference).catch((error: unknown) => error);
    expect(String(failure)).toContain('it is written `env:NAME` or `file:NAME`');
    expect(String(failure)).not.toContain('canary');
  });
});
