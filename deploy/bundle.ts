/** A connector, its host and what both need, as one program for one platform. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
import { zipSync, type Zippable } from 'fflate';
import { DeployFailure } from './failure.ts';
import { BUILDS, type BuildPlatform, type Names } from './platforms.ts';

export interface BundleSettings {
  readonly connector: string;
  readonly platform: BuildPlatform;
  /** What the function will be called. Null: as its connector. */
  readonly name: string | null;
  /** Emptied first, if it is one that was made here. */
  readonly outDirectory: string;
  /** The names of variables that it will be given. */
  readonly variables: readonly string[];
}

export interface Artefact extends Names {
  /** The files, by path in the directory. */
  readonly files: readonly string[];
  /** The program alone, as it is and compressed. */
  readonly bytes: number;
  readonly zippedBytes: number;
  /** All files as one zip. */
  readonly zip: Uint8Array;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Says that a directory was made here, so that it may be emptied. */
const MARK = '.causeway-build';

/** As long as a version, so that the source map stays true when the version takes its place. */
const NO_VERSION = '!!VERSION!!!';

/** The same for the same files: a zip remembers when. */
const ZIP_TIME = new Date('1980-01-01T12:00:00Z');

/** Builds from the sources. Throws `DeployFailure`. */
export async function bundleConnector(settings: BundleSettings): Promise<Artefact> {
  const { connector, platform, outDirectory, variables } = settings;
  const { file, files: filesOf, zip: isZipped } = BUILDS[platform];
  const name = settings.name ?? `causeway-${connector}`;
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name))
    throw new DeployFailure(`${name} is no name: it has lower-case letters, digits and hyphens, 63 at most`);
  const { code, map } = await compile(connector, platform);
  const version = createHash('sha256').update(code).digest('hex').slice(0, NO_VERSION.length);
  const program = code.replaceAll(NO_VERSION, version);
  const names: Names = { name, connector, version, directory: outDirectory, variables };
  const files = { [file]: program, [`${file}.map`]: map, ...filesOf(names) };
  const zip = zipOf(files);
  await emptyOut(outDirectory);
  for (const [path, content] of Object.entries({ ...files, ...(isZipped && { 'function.zip': zip }) })) {
    await mkdir(dirname(join(outDirectory, path)), { recursive: true });
    await writeFile(join(outDirectory, path), content);
  }
  return {
    ...names,
    files: [...Object.keys(files), ...(isZipped ? ['function.zip'] : [])],
    bytes: Buffer.byteLength(program),
    zippedBytes: zipOf({ [file]: program }).length,
    zip,
  };
}

async function compile(connector: string, platform: BuildPlatform): Promise<{ code: string; map: string }> {
  const source = `functions/connectors/${connector}/connector.ts`;
  if (!existsSync(`${ROOT}functions/sdk/hosts`))
    throw new DeployFailure(
      'building needs the sources, and this is a built program. Run it in a checkout: `node cli/causeway.mjs functions build`',
    );
  if (!/^[a-z][a-z0-9-]*$/.test(connector) || !existsSync(`${ROOT}${source}`))
    throw new DeployFailure(`there is no ${source}. Give the name of a folder in functions/connectors`);
  const { build } = await import('esbuild');
  const { entry, file, format, external } = BUILDS[platform];
  const { outputFiles } = await build({
    ...(platform === 'worker' ? FOR_WORKERS : FOR_NODE),
    absWorkingDir: ROOT,
    stdin: {
      contents: [`import { connector } from './${source}';`, `const VERSION = '${NO_VERSION}';`, entry].join('\n'),
      resolveDir: ROOT,
      sourcefile: `${platform}-entry.ts`,
      loader: 'ts',
    },
    outfile: join(ROOT, 'out', file),
    bundle: true,
    write: false,
    minify: true,
    format,
    external: [...external],
    sourcemap: 'linked',
    // Names and lines are enough for a stack; the sources are in the repository.
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [onlyEnglish],
  });
  const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))!.text;
  return { code: textOf(file), map: textOf('.map') };
}

/** zod writes its messages in English here; the other languages are three fifths of it. */
const onlyEnglish: Plugin = {
  name: 'only-english',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

/** Modules before CommonJS, which brings all of a package along. */
const FOR_NODE: BuildOptions = { platform: 'node', target: 'node20.19', mainFields: ['module', 'main'] };

const FOR_WORKERS: BuildOptions = {
  platform: 'browser',
  target: 'es2022',
  mainFields: ['module', 'main'],
  conditions: ['workerd', 'worker', 'import'],
};

function zipOf(files: Readonly<Record<string, string>>): Uint8Array {
  const entries: Zippable = {};
  for (const [path, text] of Object.entries(files)) entries[path] = [Buffer.from(text), { mtime: ZIP_TIME, level: 9 }];
  return zipSync(entries);
}

/** Takes away what an earlier build left. A directory that holds anything else is left as it is. */
async function emptyOut(directory: string): Promise<void> {
  const mark = join(directory, MARK);
  const present = await readdir(directory).catch((): string[] => []);
  if (present.length > 0 && !present.includes(MARK))
    throw new DeployFailure(
      `${relative(process.cwd(), directory) || directory} is there and was not made by a build. Give another with --out`,
    );
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await writeFile(mark, '');
}
