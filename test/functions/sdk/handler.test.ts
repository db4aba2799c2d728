import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  defineConnector,
  defineHandler,
  descriptionSchema,
  DESCRIBE,
  type Call,
  type CloudEvent,
  type Handled,
  type HandlerContext,
} from '../../../functions/sdk/index.ts';
import { generateSealingKey } from '../../../functions/sdk/sealing.ts';
import { serve } from '../../../functions/sdk/serve.ts';
import { callOf } from './fixture.ts';

const { publicJwk } = await generateSealingKey();
const SECRET = 'canary-token-5512';
const EVENT = { specversion: '1.0', id: 'e-1', source: '/shop', type: 'shop.sold', data: { amount: 3 } } as const;
const ACCOUNT = { providerId: 'p-1', accountId: null, options: {}, credential: 'sealed' };

type Sold = CloudEvent & { readonly data: { readonly amount: number } };
type Run = (event: Sold, context: HandlerContext<{ token: string }>) => unknown;

/** A handler of sales, served where a credential opens to the canary. */
function served(run: Run) {
  const sold = defineHandler<{ amount: number }, unknown, { token: string }>({
    name: 'shop.sold',
    effect: 'WRITE',
    idempotent: true,
    permissions: [],
    quota: null,
    data: z.strictObject({ amount: z.int().positive() }),
    output: z.unknown(),
    run: async (event, context) => (await run(event, context)) as Handled<unknown>,
  });
  const connector = defineConnector({
    name: 'shop',
    title: 'Shop',
    description: 'Sells.',
    credential: z.strictObject({ token: z.string() }),
    options: z.strictObject({}),
    functions: [sold],
  });
  return serve(connector, {
    sealing: {
      publicJwk: async () => publicJwk,
      open: async () => ({ token: SECRET }),
    },
    version: null,
    log: () => {},
  });
}

const handle = (run: Run, given: Partial<Call> = {}) =>
  served(run)(callOf('shop.sold', { input: EVENT, account: null, ...given }));

describe('a handler', () => {
  it('is given the event as it came, with its extensions, and answers who waits', async () => {
    let seen: unknown;
    const input = { ...EVENT, time: '2026-01-31T12:00:00+01:00', subject: 'cart', partitionkey: 'eu' };
    const run: Run = (event) => {
      seen = event;
      return { data: { sold: event.data.amount } };
    };
    expect(await handle(run, { input })).toEqual({ ok: true, data: { data: { sold: 3 } } });
    expect(seen).toEqual(input);
  });

  it('has no account when the event belongs to none, though the connector takes a credential', async () => {
    expect(await handle((_event, { account }) => ({ data: account }))).toEqual({ ok: true, data: { data: null } });
  });

  it('has the account, opened, when the event belongs to one', async () => {
    const reply = await handle((_event, { account }) => ({ data: account!.providerId }), { account: ACCOUNT });
    expect(reply).toEqual({ ok: true, data: { data: 'p-1' } });
  });

  it('makes further events', async () => {
    const events = [{ ...EVENT, id: 'e-1/paid', type: 'shop.paid', data: undefined }];
    expect(await handle(() => ({ data: null, events }))).toMatchObject({
      ok: true,
      data: { data: null, events: [{ id: 'e-1/paid', type: 'shop.paid' }] },
    });
  });

  it('is described by what it takes and answers', async () => {
    const reply = await served(() => ({ data: null }))(callOf(DESCRIBE));
    const { manifest } = descriptionSchema.parse(reply.ok && reply.data);
    expect(manifest.functions).toMatchObject([
      {
        name: 'shop.sold',
        operation: { type: 'HANDLE', handler: 'sold' },
        effect: 'WRITE',
        scope: null,
        inputSchema: { properties: { data: { properties: { amount: { type: 'integer' } } } } },
        outputSchema: { required: ['data'] },
      },
    ]);
  });
});

describe('an event that does not fit is refused and not run', () => {
  it.each([
    ['its data', { ...EVENT, data: { amount: -1 } }, 'data.amount'],
    ['no data', { ...EVENT, data: undefined }, 'input.data'],
    ['a field too many in its data', { ...EVENT, data: { amount: 1, tip: 2 } }, 'tip'],
    ['no id', { ...EVENT, id: '' }, 'input.id'],
    ['no source', { ...EVENT, source: undefined }, 'input.source'],
    ['another version of CloudEvents', { ...EVENT, specversion: '0.3' }, 'specversion'],
    ['a time that is none', { ...EVENT, time: 'yesterday' }, 'input.time'],
    ['bytes that are no base64', { ...EVENT, data_base64: '%' }, 'data_base64'],
    ['no event at all', null, 'input'],
    ['a text', 'sold', 'input'],
  ])('%s', async (_what, input, named) => {
    let runs = 0;
    const reply = await handle(() => ({ data: (runs += 1) }), { input });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'BAD_USER_INPUT', message: expect.stringContaining(named), retryable: false },
    });
    expect(runs).toBe(0);
  });
});

describe('an answer that does not fit is said to be', () => {
  it.each([
    ['nothing', undefined],
    ['data beside what is known', { data: 1, cursor: 'next' }],
    ['an event without a source', { data: 1, events: [{ ...EVENT, source: undefined }] }],
    ['more events than may come of one', { data: 1, events: Array.from({ length: 101 }, () => EVENT) }],
  ])('%s', async (_what, answer) => {
    expect(await handle(() => answer)).toMatchObject({ ok: false, error: { code: 'FUNCTION_BAD_REPLY' } });
  });
});

it('only handlers are called without an account', async () => {
  expect(await handle(() => ({ data: 1 }), { functionName: 'shop.lost' })).toMatchObject({
    ok: false,
    error: { code: 'UNSUPPORTED_OPERATION' },
  });
});
