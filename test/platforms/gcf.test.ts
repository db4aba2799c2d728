import { join } from 'node:path';
import { functionSuite } from '../conformance/function-suite.ts';
import { keepChild } from '../emulators/child.ts';
import { RUNTIMES } from './artefact.ts';
import { buildProbe } from './probe.ts';
import { startFront } from './front.ts';

functionSuite({
  title: 'gcf on functions-framework 5, behind a front of ours',
  platform: 'GCF',
  secrets: {},
  async start({ limitMs, concurrency, isBare = false } = {}) {
    const artefact = await buildProbe('gcf', { isBare });
    const framework = await keepChild({
      argv: (port) => [
        join(RUNTIMES, '@google-cloud/functions-framework/build/src/main.js'),
        '--target=causeway',
        `--source=${artefact.directory}`,
        `--port=${port}`,
      ],
      env: () => ({ ...(limitMs !== undefined && { CLOUD_RUN_TIMEOUT_SECONDS: String(limitMs / 1_000) }) }),
      port: 'given',
    });
    const front = await startFront({
      upstream: framework.url,
      limitMs,
      concurrency,
      busy: { status: 429, body: 'Rate exceeded.' },
    });
    return {
      origin: front.url,
      settings: (origin) => ({ url: origin, anonymous: true }),
      output: () => framework.output,
      async close() {
        await front.close();
        await framework.kill();
        await artefact[Symbol.asyncDispose]();
      },
    };
  },
  leftOut: {
    wrongSecret: 'tokens are checked by Google alone',
    wrongName: 'every path is the function',
  },
});
