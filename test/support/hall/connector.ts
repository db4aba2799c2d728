/** The connector of `system.ts`, with all that a connector of a system with accounts of its own has. */
import { z } from 'zod';
import {
  defineConnector,
  defineCreate,
  defineDelete,
  defineList,
  defineStatus,
  defineVerify,
  refusalOf,
  ResourceGone,
  sendRequest,
  systemAt,
  type FunctionContext,
  type HttpAnswer,
  type HttpRequest,
  type UpstreamStatus,
} from '../../../functions/sdk/index.ts';
import type { HallAccount } from './system.ts';

const credential = z.strictObject({ token: z.string() });
const options = z.strictObject({
  url: z.string(),
  /** The connector's own, to tell two providers of one account apart. */
  note: z.string().optional(),
});
type Context = FunctionContext<z.output<typeof credential>, z.output<typeof options>>;

const facts = { permissions: ['hall:Use'], quota: null } as const;

async function ask(
  { account, signal }: Context,
  request: Pick<HttpRequest, 'method' | 'path' | 'json' | 'query'>,
): Promise<HttpAnswer> {
  const headers = { authorization: `Bearer ${account.credential.token}` };
  const answer = await sendRequest(account.options.url, { ...request, headers, signal });
  if (answer.status < 300 || answer.status === 404) return answer;
  throw refusalOf(answer, 'the hall says no', 'hall:Use');
}

async function show(context: Context): Promise<HallAccount> {
  const answer = await ask(context, { method: 'GET', path: `/accounts/${context.account.accountId}` });
  if (answer.status === 404) throw new ResourceGone(`the account ${context.account.accountId}`);
  return answer.body as HallAccount;
}

const verify = defineVerify<Context['account']['credential'], Context['account']['options']>({
  ...facts,
  name: 'hall.verify',
  run: async (_input, context) => ({
    accountId: (await show(context)).id,
    regions: ['main'],
    system: [systemAt(context.account.options.url), context.account.options.note].filter(Boolean).join(', '),
  }),
});

const create = defineCreate<Context['account']['credential'], Context['account']['options']>({
  ...facts,
  name: 'hall.create',
  idempotent: false,
  async run({ name }, context) {
    const { body } = await ask(context, { method: 'POST', path: '/accounts', json: { name } });
    return { accountId: (body as { id: string }).id };
  },
});

const remove = defineDelete<Context['account']['credential'], Context['account']['options']>({
  ...facts,
  name: 'hall.delete',
  async run({ name }, context) {
    const found =
      name === null
        ? [{ id: context.account.accountId! }]
        : ((await ask(context, { method: 'GET', path: '/accounts', query: { name } })).body as HallAccount[]);
    for (const { id } of found) await ask(context, { method: 'DELETE', path: `/accounts/${id}` });
  },
});

const status = defineStatus<Context['account']['credential'], Context['account']['options']>({
  ...facts,
  name: 'hall.status',
  async run(_input, context) {
    const { state, syncedAt, reason } = await show(context);
    return { state: state as UpstreamStatus['state'], syncedAt, reason };
  },
});

const listInstances = defineList<'Instance', Context['account']['credential'], Context['account']['options']>({
  ...facts,
  name: 'hall.listInstances',
  kind: 'Instance',
  async run({ nativeIds }, context) {
    const { machines } = await show(context);
    const wanted = machines.filter((nativeId) => !nativeIds || nativeIds.includes(nativeId));
    return { items: wanted.map((nativeId) => ({ nativeId, name: nativeId, state: 'RUNNING', tags: null })) };
  },
});

export const connector = defineConnector({
  name: 'hall',
  title: 'Hall',
  description: 'For tests.',
  credential,
  options,
  functions: [verify, create, remove, status, listInstances],
});
