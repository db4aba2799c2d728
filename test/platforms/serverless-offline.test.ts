import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { functionSuite } from '../conformance/function-suite.ts';
import { freePort, keepChild } from '../emulators/child.ts';
import { RUNTIMES } from './artefact.ts';
import { buildProbe } from './probe.ts';

const HOME = join(RUNTIMES, '../serverless-offline/node_modules');

const configuration = (httpPort: number, lambdaPort: number, timeoutSeconds: number) => `service: cross
frameworkVersion: '4'
provider: { name: aws, runtime: nodejs20.x, stage: check, region: eu-central-1 }
plugins: [serverless-offline]
custom:
  serverless-offline: { host: 127.0.0.1, httpPort: ${httpPort}, lambdaPort: ${lambdaPort}, noPrependStageInUrl: true }
functions:
  probe: { handler: index.handler, timeout: ${timeoutSeconds} }
`;

// Somebody else's idea of Lambda's Invoke API, so that ours is not the only one that the invoker was tried against.
functionSuite({
  title: 'lambda on serverless-offline 14',
  platform: 'LAMBDA',
  secrets: { 'env:ID': 'AKIACROSSCHECK000000', 'env:KEY': 'cross-check-secret-key-9d20' },
  async start({ limitMs = 60_000, isBare = false } = {}) {
    const artefact = await buildProbe('lambda', { isBare, packages: HOME });
    const offline = await keepChild({
      argv: () => [join(HOME, 'osls/bin/serverless.js'), 'offline', 'start'],
      cwd: artefact.directory,
      env: () => ({ SLS_TELEMETRY_DISABLED: '1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' }),
      port: 'given',
      async prepare(lambdaPort) {
        const text = configuration(await freePort(), lambdaPort, limitMs / 1_000);
        await writeFile(join(artefact.directory, 'serverless.yml'), text);
      },
    });
    const settings = (endpoint: string) => ({
      function: 'cross-check-probe',
      region: 'eu-central-1',
      endpoint,
      accessKeyId: 'env:ID',
      secretAccessKey: 'env:KEY',
    });
    return {
      origin: offline.url,
      settings,
      wrongName: { ...settings(offline.url), function: 'cross-check-nothing' },
      output: () => offline.output,
      async close() {
        await offline.kill();
        await artefact[Symbol.asyncDispose]();
      },
    };
  },
  leftOut: {
    exit: 'serverless-offline does not notice that its worker ended',
    blocked: 'serverless-offline has words of its own for a timeout, which the invoker takes for a crash',
    platformLimit: 'serverless-offline has words of its own for a timeout, which the invoker takes for a crash',
    wrongSecret: 'serverless-offline checks no signature',
    busy: 'serverless-offline refuses nobody',
    accepted: 'the Invoke API answers 202 to asynchronous invocations alone, which are never asked for',
  },
});
