/** The talk's three functions, each with one call of CloudCheckr's older interface behind it. */
import { z } from 'zod';
import { defineConnector, defineHandler, refusalOf, sendRequest } from '../../functions/sdk/index.ts';

/** Where the upstream is, the key for it, and which draw of its service times the call is of. */
const to = z.strictObject({ url: z.string(), key: z.string(), draw: z.string() });

async function ask({ url, key, draw }: z.output<typeof to>, call: string, json: object, signal: AbortSignal) {
  const path = `/api/account.json/${call}`;
  const answer = await sendRequest(url, { method: 'POST', path, json, headers: { access_key: key, draw }, signal });
  if (answer.status !== 200) throw refusalOf(answer, JSON.stringify(answer.body), call);
  return answer.body;
}

const facts = { permissions: [], quota: null };

const create = defineHandler({
  name: 'bench.create',
  effect: 'WRITE',
  idempotent: false,
  ...facts,
  data: z.strictObject({ to, name: z.string() }),
  output: z.strictObject({ id: z.int() }),
  async run({ data }, { signal }) {
    const body = await ask(data.to, 'add_account_v3', { account_name: data.name }, signal);
    return { data: { id: (body as { cc_account_id: number }).cc_account_id } };
  },
});

const sync = (name: string) =>
  defineHandler({
    name,
    effect: 'READ',
    idempotent: true,
    ...facts,
    data: z.strictObject({ to, id: z.int() }),
    output: z.strictObject({ name: z.string() }),
    async run({ data }, { signal }) {
      const body = await ask(data.to, 'get_account', { account_id: data.id }, signal);
      return { data: { name: (body as { Name: string }).Name } };
    },
  });

const remove = defineHandler({
  name: 'bench.delete',
  effect: 'WRITE',
  idempotent: true,
  ...facts,
  data: z.strictObject({ to, name: z.string() }),
  output: z.strictObject({ deleted: z.boolean() }),
  async run({ data }, { signal }) {
    const body = await ask(data.to, 'delete_account', { account_name: data.name }, signal);
    return { data: { deleted: (body as { Message: string }).Message === 'OK' } };
  },
});

export const connector = defineConnector({
  name: 'bench',
  title: 'Bench',
  description: 'For benchmarks.',
  credential: null,
  options: z.strictObject({}),
  // `warmUp` is `sync` under another name: what it is told at once must not be what the gateway knows of its pace.
  functions: [create, sync('bench.sync'), sync('bench.warmUp'), remove],
});
