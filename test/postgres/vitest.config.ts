import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** `npm run test:postgres`: the store's promises over a PostgreSQL that the suite starts and ends. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/postgres/**/*.test.ts'], exclude: [], maxWorkers: 1 },
});
