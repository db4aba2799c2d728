/** What every pair of a platform and an invoker does, as data: the list of `function-suite.ts`. */
import { expect } from 'vitest';
import type { Case } from './function-bench.ts';
import { access, answers, network } from './function-network-cases.ts';
import { errors, ordinary, time } from './function-run-cases.ts';

/** The last one looks back at all the others. */
const secrecy: readonly Case[] = [
  {
    id: 'secrets',
    title: 'shows no secret in outcomes, in errors and in what the platform writes',
    run: async (bench) => {
      expect(bench.seen().length).toBeGreaterThan(2);
      for (const secret of bench.secrets) expect(bench.seen()).not.toContain(secret);
    },
  },
];

export const CASES: readonly Case[] = [...ordinary, ...errors, ...time, ...network, ...answers, ...access, ...secrecy];
