import { join } from 'node:path';
import { functionSuite } from '../conformance/function-suite.ts';
import { keepChild } from '../emulators/child.ts';
import { RUNTIMES } from './artefact.ts';
import { buildProbe } from './probe.ts';
import { startFront } from './front.ts';

const TOKEN = 'mesh-token-2b81';

functionSuite({
  title: 'knative on faas-js-runtime 3, behind a front of ours',
  platform: 'KNATIVE',
  secrets: { 'env:TOKEN': TOKEN, 'env:WRONG': 'another-token-19cd' },
  async start({ limitMs, concurrency, isBare = false } = {}) {
    const artefact = await buildProbe('knative', { isBare });
    const runtime = await keepChild({
      argv: () => [join(RUNTIMES, 'faas-js-runtime/bin/cli.js'), artefact.file],
      env: (port) => ({ FUNC_PORT: String(port), FUNC_LOG_LEVEL: 'info' }),
      port: 'given',
    });
    const front = await startFront({
      upstream: runtime.url,
      limitMs,
      concurrency,
      busy: { status: 503, body: 'pending request queue full' },
      bearer: TOKEN,
    });
    const settings = (origin: string) => ({ url: origin, token: 'env:TOKEN' });
    return {
      origin: front.url,
      settings,
      wrongSecret: { ...settings(front.url), token: 'env:WRONG' },
      output: () => runtime.output,
      async close() {
        await front.close();
        await runtime.kill();
        await artefact[Symbol.asyncDispose]();
      },
    };
  },
  leftOut: { limitTold: 'the runtime does not tell', wrongName: 'a service answers at its own host' },
});
