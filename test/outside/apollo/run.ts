/**
 * `npm run test:integration-suite`: Apollo's own suite for integrations. It is written for jest and for one exact version
 * of Apollo Server, so it is bundled for jest and given the version that comes with the suite.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const OUT = fileURLToPath(new URL('../../../node_modules/.cache/integration-suite/', import.meta.url));
const require = createRequire(import.meta.url);
const fromSuite = createRequire(require.resolve('@apollo/server-integration-testsuite'));

await build({
  entryPoints: [fileURLToPath(new URL('./suite.ts', import.meta.url))],
  outfile: `${OUT}suite.test.cjs`,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
});
writeFileSync(
  `${OUT}jest.config.json`,
  JSON.stringify({
    rootDir: OUT,
    testMatch: ['<rootDir>/suite.test.cjs'],
    testPathIgnorePatterns: [],
    moduleFileExtensions: ['cjs', 'js', 'json'],
    transform: {},
    haste: { retainAllFiles: true },
    moduleNameMapper: { '^@apollo/server$': fromSuite.resolve('@apollo/server') },
  }),
);
const { status } = spawnSync(
  process.execPath,
  [require.resolve('jest/bin/jest'), '--config', `${OUT}jest.config.json`, '--silent', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test' },
  },
);
process.exit(status ?? 1);
