import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** The real runtimes, which the main package is free of: what shows that one is here, what brings it, who needs it. */
const RUNTIMES = [
  {
    file: 'node_modules/miniflare',
    install: 'npm ci --prefix test/runtimes',
    tests: ['azure', 'gcf', 'knative', 'worker'],
  },
  {
    file: 'lambda/node_modules/aws-lambda-ric/dist/rapid-client.node',
    install: 'npm ci --prefix test/runtimes/lambda',
    tests: ['lambda', 'lambda-url'],
  },
  {
    file: 'serverless-offline/node_modules/osls',
    install: 'npm ci --prefix test/runtimes/serverless-offline',
    tests: ['serverless-offline'],
  },
];

const missing = RUNTIMES.filter(({ file }) => !existsSync(`test/runtimes/${file}`));
const lines = missing.map(({ install, tests }) => `test:platforms is without ${tests.join(', ')}: ${install}`);
if (missing.length > 0 && process.env['CI'] === 'true') throw new Error(lines.join('\n'));
for (const line of lines) console.log(line);

/** `npm run test:platforms`: the one suite of functions over real runtimes, and over emulators where there are none. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/platforms/**/*.test.ts'],
    exclude: missing.flatMap(({ tests }) => tests.map((name) => `test/platforms/${name}.test.ts`)),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
