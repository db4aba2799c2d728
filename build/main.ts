/** `npm run build`: bundles the gateway, the functions' host, the registry and the CLI into `dist`, with the schema beside them. */
import { cp, rm } from 'node:fs/promises';
import { build } from 'esbuild';

/** Stay packages: loaded lazily by connectors, or with binaries or workers of their own. */
const EXTERNAL = ['@aws-sdk/*', 'libsql', 'pg-native'];

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: ['gateway/main.ts', 'functions/local-host.ts', 'functions/registry.gen.ts', 'cli/main.ts'],
  outbase: '.',
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  external: EXTERNAL,
  sourcemap: true,
  // CommonJS packages inside the bundle call `require`, which modules do not have.
  banner: {
    js: `import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);`,
  },
  logLevel: 'warning',
});
await cp('schema', 'dist/schema', { recursive: true, filter: (path) => !/schema\/(generated|examples)/.test(path) });
