/** One function with a provider behind it, as slow as a benchmark asks. */
import { z } from 'zod';
import { defineConnector, defineHandler } from '../../functions/sdk/index.ts';

const ask = defineHandler({
  name: 'bench.ask',
  effect: 'READ',
  idempotent: true,
  permissions: [],
  quota: null,
  data: z.strictObject({ n: z.int(), upstream: z.url().nullable() }),
  output: z.strictObject({ n: z.int(), upstream: z.string(), traced: z.boolean() }),
  async run({ data }, { signal, traceparent }) {
    const upstream = data.upstream === null ? '' : await (await fetch(data.upstream, { signal })).text();
    return { data: { n: data.n, upstream, traced: traceparent !== null } };
  },
});

export const connector = defineConnector({
  name: 'bench',
  title: 'Bench',
  description: 'For benchmarks.',
  credential: null,
  options: z.strictObject({}),
  functions: [ask],
});
