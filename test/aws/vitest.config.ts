import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';
import { findMoto } from './moto.ts';

const moto = findMoto();
const missing = "moto_server is neither in .venv/bin nor on PATH: pip install 'moto[server]==5.2.3'";
if (!moto && process.env['CI'] === 'true') throw new Error(missing);
if (!moto) console.log(`test:aws is skipped: ${missing}`);

/** `npm run test:aws`: the aws connector, and a gateway with it, against moto, with faults put in between. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: moto ? ['test/aws/**/*.test.ts'] : [],
    passWithNoTests: !moto,
    globalSetup: ['test/aws/moto.ts'],
    exclude: [],
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
