import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles a benchmark's own connector, so that no loader is measured. Answers the registry that a gateway is started with. */
export async function bundleConnector(folder: URL, directory: string): Promise<string> {
  await build({
    absWorkingDir: fileURLToPath(folder),
    entryPoints: ['registry.gen.ts', 'local-host.ts'],
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return join(directory, 'registry.gen.mjs');
}
