import { defineConfig } from 'vitest/config';

/** `npm run test:docs`: runs the commands of README.md and docs/ as a reader would, against gateways of their own. */
export default defineConfig({
  test: {
    include: ['test/docs/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    retry: 0,
    testTimeout: 120_000,
    env: { NO_COLOR: '1' },
  },
});
