import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 60_000 } });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const create = (input: object, key?: string) =>
  gateway.graphql(
    'mutation ($input: CreateProviderInput!) { createProvider(input: $input) { provider { id } operation { id } } }',
    {
      input: {
        connector: 'sandbox',
        syncInterval: '0s',
        credential: { plain: { token: 'valid' } },
        options: { alarmsPerMinute: 0 },
        ...input,
      },
    },
    key,
  );
const names = async () =>
  (await gateway.data('{ providers { nodes { name } } }')).providers.nodes.map(({ name }: any) => name);

it('twenty repetitions at the same time, and one later, do it once and get one answer', async () => {
  const input = { name: 'once', idempotencyKey: 'once' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(input)));
  answers.push(await create(input));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]!.errors).toBeUndefined();
  expect(await names()).toEqual(['once']);
});

it('the same key with other input is a conflict', async () => {
  expect((await create({ name: 'other', idempotencyKey: 'once' })).errors![0]!.extensions.code).toBe('CONFLICT');
  expect(await names()).toEqual(['once']);
});

it('work that failed may be repeated with its key', async () => {
  const input = { name: 'again', idempotencyKey: 'again' };
  expect((await create({ ...input, credential: { plain: { token: 'wrong' } } })).errors![0]!.extensions.code).toBe(
    'PROVIDER_CREDENTIAL_REJECTED',
  );
  expect((await create(input)).errors).toBeUndefined();
});

it('keys of two callers never meet, nor do those of two mutations', async () => {
  const { createApiKey } = await gateway.data(
    'mutation { createApiKey(input: { name: "second", role: ADMIN }) { secret } }',
  );
  const { data } = await create({ name: 'of the second', idempotencyKey: 'once' }, createApiKey.secret);
  const { id } = data.createProvider.provider;
  const sync = await gateway.graphql(
    'mutation ($id: ID!) { syncProvider(input: { id: $id, idempotencyKey: "once" }) { operation { id } } }',
    { id },
  );
  expect(sync.errors).toBeUndefined();
});

it('an action is done once, and its repetition shows how far it is by now', async () => {
  const { id } = await gateway.addSandbox('acted', { seed: 'acted', alarmsPerMinute: 0, transitionMs: 50 });
  const { provider } = await gateway.data(
    'query ($id: ID!) { provider(id: $id) { resources(filter: { kinds: ["Instance"], states: [RUNNING] }) { nodes { id } } } }',
    { id },
  );
  const stop = () =>
    gateway.data(
      'mutation ($ids: [ID!]!) { stopInstances(input: { ids: $ids, idempotencyKey: "stop" }) { operation { id state } } }',
      { ids: [provider.resources.nodes[0].id] },
    );
  const [first, ...rest] = await Promise.all([stop(), stop(), stop()]);
  for (const answer of rest) expect(answer).toEqual(first);
  for await (const { operationProgress } of gateway.subscribe(
    'subscription ($id: ID!) { operationProgress(id: $id) { state } }',
    { id: first.stopInstances.operation.id },
  ))
    if (operationProgress.state === 'SUCCEEDED') break;
  expect((await stop()).stopInstances.operation).toEqual({ id: first.stopInstances.operation.id, state: 'SUCCEEDED' });
});

it('a removal that is repeated with its key answers as the first did', async () => {
  const { id } = await gateway.addSandbox('removed', { seed: 'removed', alarmsPerMinute: 0 });
  const remove = () =>
    gateway.data(
      'mutation ($id: ID!) { deleteProvider(input: { id: $id, name: "removed", idempotencyKey: "gone" }) { deletedId deletedResourceCount } }',
      { id },
    );
  const first = await remove();
  expect(first.deleteProvider.deletedResourceCount).toBeGreaterThan(0);
  expect(await remove()).toEqual(first);
});
