/** `schema/examples/scenario.graphql` as it stands, against each system that keeps accounts of its own. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { ended } from '../support/operations.ts';
import { SYSTEMS, type System } from '../support/systems.ts';
import { until } from '../support/until.ts';

const document = await readFile('schema/examples/scenario.graphql', 'utf8');
/** Far above what the month costs or a machine does at rest, and below what is measured then. */
const ALERT = { name: 'too-much', above: 80 };

/** A query or a mutation of the document. */
async function run(gateway: TestGateway, operationName: string, variables: object): Promise<any> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.adminKey}` },
    body: JSON.stringify({ query: document, operationName, variables }),
  });
  const { data, errors } = await response.json();
  expect(errors).toBeUndefined();
  return data;
}

/** Follows a subscription of the document until something fits. */
async function follow(
  gateway: TestGateway,
  operationName: string,
  variables: Record<string, unknown>,
  fits: (data: any) => boolean,
) {
  const answers = gateway.sockets().iterate<any>({ query: document, operationName, variables });
  for await (const { data, errors } of answers) {
    expect(errors).toBeUndefined();
    if (fits(data)) return data;
  }
}

/** Waits until the account was listed at that system, and here. */
async function synchronised(gateway: TestGateway, account: string) {
  const data = await follow(
    gateway,
    'AccountSynchronised',
    { account },
    ({ providerChanged: { state, upstream } }) => state === 'READY' && upstream?.state === 'SYNCED',
  );
  return data.providerChanged;
}

describe.each(SYSTEMS)('$title', ({ connector, credential, start, findings }: System) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 200 } });
  });
  afterAll(() => gateway?.[Symbol.asyncDispose]());

  it('an account is made, synchronised, looked at, alarms, and is removed, all by one document', async () => {
    await using system = await start();
    const name = `shop at ${connector}`;
    const { createProvider } = await run(gateway, 'AddAccount', {
      connector,
      name,
      credential: { plain: credential },
      options: system.options,
    });
    const { id: account, accountId } = createProvider.provider;
    expect(system.accounts()).toEqual([accountId]);

    system.synchronise(accountId);
    expect(await synchronised(gateway, account)).toMatchObject({
      stateReason: null,
      upstream: { syncedAt: expect.any(String) },
    });

    const { provider } = await run(gateway, 'Resources', { account });
    expect(provider.resources).toMatchObject({ complete: true, missing: [] });
    expect(provider.resources.nodes.map(({ kind }: { kind: string }) => kind)).toContain('Instance');
    const { findings: found } = await run(gateway, 'BestPractices', { account });
    expect(found).toMatchObject(findings);

    const { alarms } = await run(gateway, 'AlarmsSoFar', { account });
    expect(alarms.nodes).toEqual([]);
    const raise = { account, function: `${connector}.createAlert`, alert: ALERT };
    expect((await run(gateway, 'RaiseAlarm', raise)).callFunction.data).toEqual({ alertId: expect.any(String) });
    await system.goAbove(accountId, ALERT);
    const received = await follow(gateway, 'AlarmReceived', { account, after: alarms.cursor }, () => true);
    expect(received.alarmEvents.alarm).toMatchObject({ title: expect.stringContaining('too-much'), state: 'FIRING' });

    expect((await run(gateway, 'RemoveAccount', { account, name })).deleteProvider).toEqual({ deletedId: account });
    expect(system.accounts()).toEqual([]);
    expect(system.emulator.violations).toEqual([]);
  });
});

it('an alarm of Mist comes by its webhook, and is the same one when the log is read', async () => {
  const secret = 'the-secret-of-the-webhook';
  const { connector, credential, start } = SYSTEMS.find((one) => one.connector === 'mistio')!;
  // Nothing is asked by itself.
  await using gateway = await startGateway({
    flags: { 'alarm-poll-interval-ms': 86_400_000 },
    env: { CAUSEWAY_SECRET_MIST: secret },
  });
  await using system = await start();
  await gateway.data(
    'mutation { createWebhook(input: { name: "mist", kind: MIST, secret: "env:MIST" }) { webhook { id } } }',
  );
  const { createProvider } = await run(gateway, 'AddAccount', {
    connector,
    name: 'shop',
    credential: { plain: { ...credential, webhookSecret: secret } },
    options: { ...system.options, webhook: { url: `${gateway.url}/events/mist` } },
  });
  const { id: account, accountId } = createProvider.provider;
  await synchronised(gateway, account);
  await gateway.data(
    'mutation ($input: CreateEventSubscriptionInput!) { createEventSubscription(input: $input) { eventSubscription { id } } }',
    {
      input: {
        name: 'mist-alarms',
        eventType: 'io.mist.*',
        functionName: 'mistio.receiveAlarm',
        providerId: account,
      },
    },
  );

  const { alarms } = await run(gateway, 'AlarmsSoFar', { account });
  await run(gateway, 'RaiseAlarm', { account, function: 'mistio.createAlert', alert: ALERT });
  // Mist calls before its log has it, so that the webhook is delivered once more.
  system.emulator.inject(({ path }) => path === '/api/v1/logs', { type: 'answer', answer: { status: 200, body: [] } });
  await system.goAbove(accountId, ALERT);
  const received = await follow(gateway, 'AlarmReceived', { account, after: alarms.cursor }, () => true);
  expect(received.alarmEvents.alarm).toMatchObject({
    title: expect.stringContaining('too-much'),
    state: 'FIRING',
    resource: { name: 'machine-0' },
  });

  const poll = async () => {
    const { syncProvider } = await gateway.data(
      'mutation ($id: ID!) { syncProvider(input: { id: $id, kinds: ["Alarm"] }) { operation { id } } }',
      { id: account },
    );
    await ended(gateway, syncProvider.operation.id);
    return (await run(gateway, 'AlarmsSoFar', { account })).alarms;
  };
  const polled = await poll();
  expect(polled.nodes).toHaveLength(1);
  const history = gateway.subscribe('subscription ($after: String) { alarmEvents(after: $after) { cursor type } }', {
    after: alarms.cursor,
  });
  expect((await history.next()).value.alarmEvents).toEqual({ type: 'RAISED', cursor: polled.cursor });

  // Mist calls again while it lasts, after its log was read: no other firing.
  await system.goAbove(accountId, ALERT);
  await until(async () => {
    const { deliveries } = await gateway.data('{ deliveries { nodes { state } } }');
    return deliveries.nodes.length === 2 && deliveries.nodes.every(({ state }: any) => state === 'DELIVERED');
  });
  expect((await poll()).cursor).toBe(polled.cursor);

  system.calmDown!(accountId);
  expect((await poll()).nodes).toEqual([]);
  expect(gateway.log()).not.toContain(secret);
  expect(system.emulator.violations).toEqual([]);
});
