/**
 * Programs that tests start by the dozen. A loader that transforms each module as it is imported costs a third of a
 * second at every start, so `npm test` transforms them once, before its first test, as `npm start` does for the gateway.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the workers find what was built. */
const BUILT = 'TEST_PROGRAMS';

const PROGRAMS = [
  'functions/local-host.ts',
  'test/gateway/invoke/http/trusting.ts',
  'test/gateway/invoke/misbehaving-host.ts',
  'test/gateway/invoke/parent.ts',
  'test/support/faulty/local-host.ts',
  'test/support/store-writer.ts',
];

/** The program as it was built for this run, or its source where nothing was built. */
export function programPath(source: URL): string {
  const path = fileURLToPath(source);
  const directory = process.env[BUILT];
  if (!directory) return path;
  const built = join(directory, relative(root, path)).replace(/\.ts$/, '.mjs');
  if (!existsSync(built)) throw new Error(`${path} is not among the programs that are built for tests`);
  return built;
}

/** What Node needs to run it. */
export const programArguments = (source: URL): readonly string[] => {
  const path = programPath(source);
  return path.endsWith('.ts') ? ['--import', 'tsx', path] : [path];
};

/** Builds them beside the packages, which stay outside; the command alone has them inside, as its release has. */
export async function setup(): Promise<() => Promise<void>> {
  const cache = join(root, 'node_modules/.cache/causeway');
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, 'tests-'));
  const { build } = await import('esbuild');
  const shared = {
    absWorkingDir: root,
    outbase: root,
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'error',
  } as const;
  await Promise.all([
    build({ ...shared, entryPoints: PROGRAMS, chunkNames: 'chunks/[name]-[hash]', packages: 'external' }),
    build({
      ...shared,
      entryPoints: ['cli/main.ts'],
      chunkNames: 'cli/chunks/[name]-[hash]',
      // Only what `functions serve`, `build` and `deploy` load when they are asked for.
      external: ['@aws-sdk/*', 'esbuild'],
      banner: {
        js: `import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);`,
      },
    }),
  ]);
  process.env[BUILT] = directory;
  return () => rm(directory, { recursive: true, force: true });
}
