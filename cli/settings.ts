/** Which gateway, and with which key: flags before the environment before what `causeway login` kept. */
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { WrongUsage } from './failures.ts';

export interface Settings {
  /** Where the gateway is; its endpoint is `graphql` below it. Ends with a slash. */
  readonly url: URL;
  /** The API key. Null when none is known. */
  readonly key: string | null;
}

const FALLBACK_URL = 'http://127.0.0.1:4000';

/** The address and key to use. A kept key is sent to the address it was kept for and to no other. */
export async function settings(flags: { url?: string; key?: string }, env: NodeJS.ProcessEnv): Promise<Settings> {
  const given = flags.url ?? nonEmpty(env.CAUSEWAY_URL);
  const givenKey = flags.key ?? nonEmpty(env.CAUSEWAY_KEY);
  const login = given !== undefined && givenKey !== undefined ? null : await readLogin(env);
  const url = parseUrl(given ?? login?.url ?? FALLBACK_URL);
  const keptKey = login && parseUrl(login.url).href === url.href ? login.key : null;
  return { url, key: givenKey === undefined ? keptKey : parseKey(givenKey) };
}

/** Where `causeway login` keeps address and key: readable by its owner alone. */
export function loginFile(env: NodeJS.ProcessEnv): string {
  return join(nonEmpty(env.XDG_CONFIG_HOME) ?? join(homedir(), '.config'), 'causeway', 'login.json');
}

export async function keepLogin({ url, key }: { url: URL; key: string }, env: NodeJS.ProcessEnv): Promise<string> {
  const file = loginFile(env);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify({ url: url.href, key })}\n`, { mode: 0o600 });
  await chmod(file, 0o600); // the mode above holds for new files only
  return file;
}

export async function dropLogin(env: NodeJS.ProcessEnv): Promise<string> {
  const file = loginFile(env);
  await rm(file, { force: true });
  return file;
}

async function readLogin(env: NodeJS.ProcessEnv): Promise<{ url: string; key: string } | null> {
  const file = loginFile(env);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new WrongUsage(`${file} cannot be read`, 'Mend its permissions, or run `causeway login` again.', {
      cause: error,
    });
  }
  try {
    const { url, key } = JSON.parse(text) as { url: string; key: string };
    if (typeof url === 'string' && typeof key === 'string') return { url, key };
  } catch {
    // Told below, without what the file holds.
  }
  throw new WrongUsage(`${file} is damaged`, 'Run `causeway logout`, then `causeway login`.');
}

/** A key as it can stand in a header. Throws `WrongUsage` when it holds anything else. */
export function parseKey(text: string): string {
  const key = text.trim();
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new WrongUsage('the key is empty or holds characters that no key has', 'Copy it again, whole.');
  return key;
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new WrongUsage(
      'the address of the gateway is not an http or https URL',
      `Give it as in --url ${FALLBACK_URL}.`,
    );
  }
  if (url.username || url.password)
    throw new WrongUsage(
      'the address of the gateway holds a user or password',
      'Leave it out; keys go into CAUSEWAY_KEY.',
    );
  url.search = '';
  url.hash = '';
  url.pathname = `${url.pathname.replace(/\/(graphql)?\/*$/, '')}/`;
  return url;
}

const nonEmpty = (value: string | undefined) => (value === '' ? undefined : value);
