/** Variables that a function is given, by flags and files. Their values are secrets: no message holds one. */
import { readFile } from 'node:fs/promises';
import { WrongUsage } from './failures.ts';

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,127}$/;

/** From `--env-file` and, over it, `--env NAME=VALUE`, or `--env NAME` for the value that it has here. */
export async function functionVariables(
  flags: { readonly env?: readonly string[]; readonly envFile?: string },
  env: NodeJS.ProcessEnv,
): Promise<Readonly<Record<string, string>>> {
  const lines = flags.envFile === undefined ? [] : await linesOf(flags.envFile);
  const given = (flags.env ?? []).map((text) => pair(text, '--env', env));
  return Object.fromEntries([...lines.map((line) => pair(line, '--env-file', {})), ...given]);
}

/** Lines `NAME=VALUE`; empty ones and those that begin with `#` are left out. */
async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new WrongUsage(`${file} cannot be read`, 'Give a file with lines NAME=VALUE to --env-file.', { cause });
  });
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function pair(text: string, flag: string, env: NodeJS.ProcessEnv): [string, string] {
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  const value = at < 0 ? env[name] : text.slice(at + 1);
  if (!NAME.test(name))
    throw new WrongUsage(`${flag} takes NAME=VALUE, and a name has letters, digits and underscores`);
  if (value === undefined)
    throw new WrongUsage(`${flag}: ${name} has no value here`, `Set ${name}, or give ${name}=VALUE.`);
  return [name, value];
}
