/** Secrets that settings refer to by name, so that the store, the API and logs hold the name alone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECRET_REFERENCE } from '../../resolvers/scalars.ts';
import { SecretUnavailable } from '../errors.ts';

export { SECRET_REFERENCE };

/** Environment variables that are secrets begin so: a reference reaches none of the others. */
export const SECRET_VARIABLE_PREFIX = 'CAUSEWAY_SECRET_';

/** How long a file's content is used before it is read again, so that a secret can be changed without a restart. */
const FILE_TTL_MS = 10_000;

export interface Secrets {
  /** The secret, without the line break at its end. Throws `SecretUnavailable`. */
  read(reference: string): Promise<string>;
}

export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The directory of secret files. */
  readonly directory: string;
  readonly clock: { now(): number };
}

export function createSecrets({ env, directory, clock }: SecretSources): Secrets {
  const files = new Map<string, { readonly text: string; readonly readAt: number }>();

  async function readSecretFile(name: string, reference: string): Promise<string> {
    const known = files.get(name);
    if (known && clock.now() - known.readAt < FILE_TTL_MS) return known.text;
    const content = await readFile(join(directory, name), 'utf8').catch(() => null);
    if (content === null)
      throw new SecretUnavailable(reference, `put it into the file ${name} of the directory of secrets`);
    const text = content.replace(/\r?\n$/, '');
    if (text === '') throw new SecretUnavailable(reference, 'it is empty');
    files.set(name, { text, readAt: clock.now() });
    return text;
  }

  return {
    async read(reference) {
      if (!SECRET_REFERENCE.test(reference))
        throw new SecretUnavailable('reference', 'it is written `env:NAME` or `file:NAME`');
      const name = reference.slice(reference.indexOf(':') + 1);
      if (reference.startsWith('file:')) return readSecretFile(name, reference);
      const variable = `${SECRET_VARIABLE_PREFIX}${name}`;
      const secret = env[variable];
      if (!secret) throw new SecretUnavailable(reference, `set the environment variable ${variable} of the gateway`);
      return secret;
    },
  };
}
