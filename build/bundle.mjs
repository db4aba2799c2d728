/** How the sources become JavaScript, for `npm run build` and for a start from source alike. */
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Stay packages also in a bundle: loaded lazily by connectors, or with binaries or workers of their own. */
const NEVER_BUNDLED = ['@aws-sdk/*', 'libsql', 'pg-native', 'esbuild'];

/**
 * Writes the gateway, the functions' host, the registry and the CLI into `directory`, with the schema beside them.
 * With `packages: 'external'` it is our own code alone, which takes a tenth of the time.
 *
 * @param {{ directory: string, packages: 'bundle' | 'external' }} options
 */
export async function bundle({ directory, packages }) {
  await build({
    absWorkingDir: root,
    entryPoints: ['gateway/main.ts', 'functions/local-host.ts', 'functions/registry.gen.ts', 'cli/main.ts'],
    outbase: '.',
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: NEVER_BUNDLED,
    packages,
    sourcemap: true,
    // CommonJS packages inside the bundle call `require`, which modules do not have.
    banner: {
      js: `import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);`,
    },
    logLevel: 'warning',
  });
  await cp(`${root}schema`, `${directory}/schema`, {
    recursive: true,
    filter: (path) => !/schema\/(generated|examples)/.test(path),
  });
}
