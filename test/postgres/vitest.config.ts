import { defineConfig } from 'vitest/config';

/** `npm run test:postgres`: the store's promises over a PostgreSQL that the suite starts and ends. */
export default defineConfig({
  test: {
    include: ['test/postgres/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
