/** The sealing key of a runtime on a disk. Losing it means that every credential sealed to it must be given again. */
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { Runtime } from '../serve.ts';
import { generateSealingKey, openCredential, publicPart, type Jwk } from '../sealing.ts';

/** Reads the key when it is first needed, and makes it where there is none yet. */
export function keyFileSealing(path: string): Runtime['sealing'] {
  let key: Promise<Jwk> | null = null;
  const privateJwk = () => {
    // A failure is not remembered: a full disk may have been mended since.
    key ??= readKey(path)
      .then((found) => found ?? makeKey(path))
      .catch((cause: unknown) => {
        key = null;
        throw cause;
      });
    return key;
  };
  return {
    publicJwk: async () => publicPart(await privateJwk()),
    open: async (jwe) => openCredential(await privateJwk(), jwe),
  };
}

/** Null when there is no file. A damaged one is an error and is never replaced: it may still be mended or restored. */
async function readKey(path: string): Promise<Jwk | null> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  });
  if (text === null) return null;
  const key = parseKey(text);
  if (!key)
    throw new Error(
      `the sealing key ${path} is damaged. Restore it from a backup, or remove it and give every credential again`,
    );
  return key;
}

/** Written beside, synced, then linked into place: never half there, and of two makers one wins and both read its key. */
async function makeKey(path: string): Promise<Jwk> {
  const { privateJwk } = await generateSealingKey();
  const draft = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(privateJwk));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  } finally {
    await unlink(draft);
  }
  await syncDirectory(dirname(path));
  return (await readKey(path))!;
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function parseKey(text: string): Jwk | null {
  try {
    const key = JSON.parse(text) as Partial<Jwk> | null;
    return key?.kty === 'EC' && typeof key['d'] === 'string' && typeof key['kid'] === 'string' ? (key as Jwk) : null;
  } catch {
    return null;
  }
}
