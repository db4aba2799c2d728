/** A connector as an artefact of one platform: the entry, the format and the files are those of `causeway functions build`. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUILDS, type BuildPlatform } from '../../deploy/platforms.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where the real runtimes are installed. */
export const RUNTIMES = join(ROOT, 'test/runtimes/node_modules');

export interface Artefact extends AsyncDisposable {
  readonly directory: string;
  /** The program. */
  readonly file: string;
  /** Of the files beside it, by path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface ArtefactSettings {
  /** What it is deployed as, and its connector. */
  readonly name: string;
  /** The program; paths in it are from the root of the project. */
  program(entry: string): string;
  /** Where the packages are that the platform installs. */
  readonly packages?: string;
}

/** Writes it into a directory of its own, in which the packages that a platform installs are found. */
export async function buildArtefact(
  platform: BuildPlatform,
  { name, program, packages = RUNTIMES }: ArtefactSettings,
): Promise<Artefact> {
  const { entry, file: path, format, external, files: filesOf } = BUILDS[platform];
  const directory = await mkdtemp(join(tmpdir(), `causeway-${name}-`));
  const files = filesOf({ name, connector: name, version: `${name}-1`, directory, variables: [] });
  await symlink(packages, join(directory, 'node_modules'), 'dir');
  for (const [beside, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, beside)), { recursive: true });
    await writeFile(join(directory, beside), text);
  }
  const file = join(directory, path);
  await build({
    stdin: { contents: program(entry), resolveDir: ROOT, loader: 'ts' },
    outfile: file,
    bundle: true,
    format,
    target: 'node20.19',
    platform: platform === 'worker' ? 'browser' : 'node',
    mainFields: ['module', 'main'],
    ...(platform === 'worker' && { conditions: ['workerd', 'worker', 'import'] }),
    external: [...external],
    logLevel: 'error',
  });
  return { directory, file, files, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) };
}
