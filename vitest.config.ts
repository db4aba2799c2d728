import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

/** `npm test`: all that needs Node alone. Suites that need another program, or minutes, have a configuration and a script of their own. */
export default defineConfig({
  // Vite would give our files the ESM build of graphql, and Node gives libraries the CommonJS one: two realms that refuse each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/aws/**',
      'test/postgres/**',
      'test/platforms/**',
      'test/faults/**',
      'test/runtimes/**',
      'test/docs/**',
      '**/kill.test.ts',
    ],
    globalSetup: ['test/support/programs.ts'],
    pool: 'forks',
    // More than two cores can use: many tests wait for a process, or for a limit to pass.
    maxWorkers: 3,
    retry: 0,
    // Only what hangs meets these: a busy machine takes several times as long as an idle one.
    testTimeout: 60_000,
    // What is polled for comes in the end; a second is short on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 90_000,
    // Nobody looks at the colours of a child process, and the SDK's note on Node 20 is not about a test.
    env: { NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
