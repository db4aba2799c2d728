import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** `npm run test:docs`: runs the commands of README.md and docs/ as a reader would, against gateways of their own. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/docs/**/*.test.ts'], exclude: [], testTimeout: 120_000 },
});
