import { defineConfig } from 'vitest/config';

/** `npm run test:kill`: the log alone and whole gateways, killed again and again. It takes minutes, so it is not part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/gateway/alarms/kill.test.ts', 'test/gateway/providers/kill.test.ts', 'test/e2e/kill.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    retry: 0,
    testTimeout: 300_000,
    hookTimeout: 60_000,
    env: { NO_COLOR: '1' },
  },
});
