import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Where the SDL lies: beside the folder of a bundle's file, or at the root of the sources. */
const FOLDERS = [new URL('../schema/', import.meta.url), new URL('../../schema/', import.meta.url)];

/** The texts of the SDL, one a domain file, in the order of their names. */
export function loadTypeDefs(
  folder: URL = FOLDERS.find((candidate) => existsSync(candidate)) ?? FOLDERS[0]!,
): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
}
