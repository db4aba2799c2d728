import { createRequire } from 'node:module';
import { join } from 'node:path';
import { functionSuite } from '../conformance/function-suite.ts';
import { RUNTIMES } from './artefact.ts';
import { buildProbe } from './probe.ts';

const SECRET = 'worker-signing-secret-d02e';

/** What is used of miniflare, which is installed for this suite alone. */
interface Miniflare {
  readonly ready: Promise<URL>;
  dispose(): Promise<void>;
}
type MiniflareModule = { Miniflare: new (options: Readonly<Record<string, unknown>>) => Miniflare };

functionSuite({
  title: 'worker on workerd',
  platform: 'WORKER',
  secrets: { 'env:SIGNING': SECRET, 'env:WRONG': 'another-secret-40f9' },
  async start({ isBare = false } = {}) {
    const artefact = await buildProbe('worker', { isBare });
    const wrangler = artefact.files['wrangler.toml']!;
    const { Miniflare } = createRequire(import.meta.url)(join(RUNTIMES, 'miniflare')) as MiniflareModule;
    let output = '';
    const write = (chunk: Buffer) => void (output += chunk.toString());
    const miniflare = new Miniflare({
      modules: true,
      modulesRoot: artefact.directory,
      scriptPath: artefact.file,
      compatibilityDate: /compatibility_date = "(.+)"/.exec(wrangler)![1],
      compatibilityFlags: JSON.parse(/compatibility_flags = (.+)/.exec(wrangler)![1]!) as string[],
      bindings: { CAUSEWAY_SIGNING_SECRET: SECRET },
      host: '127.0.0.1',
      port: 0,
      handleRuntimeStdio(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) {
        stdout.on('data', write);
        stderr.on('data', write);
      },
    });
    const { origin } = await miniflare.ready;
    const settings = (url: string) => ({ url, signingSecret: 'env:SIGNING' });
    return {
      origin,
      settings,
      wrongSecret: { ...settings(origin), signingSecret: 'env:WRONG' },
      output: () => output,
      async close() {
        await miniflare.dispose();
        await artefact[Symbol.asyncDispose]();
      },
    };
  },
  leftOut: {
    limitTold: 'Workers have a limit of CPU time alone',
    exit: 'a Worker has no process',
    platformLimit: 'Workers have a limit of CPU time alone, and workerd by itself none',
    blocked: 'Workers have a limit of CPU time alone, and workerd by itself none',
    wrongName: 'every path is the Worker',
    busy: 'workerd by itself refuses nobody',
  },
});
