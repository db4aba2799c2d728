import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** `npm run test:faults`: a hundred thousand faults around functions, gateways and stores. It takes minutes, so it is not part of `npm test`. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/faults/**/*.test.ts'],
    exclude: [],
    maxWorkers: 1,
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
  },
});
