/** Alarms that come as events, through a whole gateway. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ALARM_EVENT_TYPE } from '../../functions/sdk/index.ts';
import { clear, firing } from '../support/alarms.ts';
import { spawnGateway, startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

const ALARMS = `query ($id: ID!) {
  alarms(filter: { providerIds: [$id], states: [FIRING, RESOLVED] }) { nodes { title state region startedAt resource { name } } }
}`;

let gateway: TestGateway;
let mine: string;
let theirs: string;

beforeAll(async () => {
  gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 86_400_000 } });
  [mine, theirs] = (await Promise.all(
    ['mine', 'theirs'].map(async (name) => (await gateway.addSandbox(name, { alarmsPerMinute: 0 })).id),
  )) as [string, string];
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

async function post(data: unknown, key = gateway.adminKey, to = gateway) {
  const event = { specversion: '1.0', id: crypto.randomUUID(), source: '/watch', type: ALARM_EVENT_TYPE, data };
  const response = await fetch(`${to.url}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${key}` },
    body: JSON.stringify(event),
  });
  const body = await response.json();
  return [response.status, body.errors?.[0].extensions.code ?? null, body.errors?.[0].message ?? null];
}
const keyFor = async (role: string, providerIds: readonly string[] | null) => {
  const input = { name: `${role}-${crypto.randomUUID()}`, role, providerIds };
  const { createApiKey } = await gateway.data(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
    { input },
  );
  return createApiKey.secret as string;
};
const alarms = async (id: string) => (await gateway.data(ALARMS, { id })).alarms.nodes;

it('an accepted alarm is there at once, about its resource, until its end is posted', async () => {
  const { resources } = await gateway.data(
    `query ($id: ID!) {
      resources(first: 1, filter: { providerIds: [$id], kinds: ["Instance"] }) { nodes { name nativeId region } }
    }`,
    { id: mine },
  );
  const [{ name, nativeId, region }] = resources.nodes;
  const subject = { kind: 'Instance', nativeId };
  const raised = { providerId: mine, region, alarms: [firing('too-hot', { subject })] };
  expect(await post(raised)).toEqual([202, null, null]);
  const told = { title: 'too-hot', region, startedAt: '2026-01-30T12:00:00.000Z', resource: { name } };
  expect(await alarms(mine)).toEqual([{ ...told, state: 'FIRING' }]);
  const ended = [clear('too-hot', { subject, changedAt: '2026-01-30T12:00:09.000Z' })];
  expect((await post({ ...raised, alarms: ended }))[0]).toBe(202);
  expect(await alarms(mine)).toEqual([{ ...told, state: 'RESOLVED' }]);
});

it('a key posts alarms of the providers that it may see, when its role is OPERATOR', async () => {
  const about = (providerId: string) => ({ providerId, region: 'global', alarms: [firing('posted')] });
  const operator = await keyFor('OPERATOR', [theirs]);
  expect(await post(about(theirs), operator)).toEqual([202, null, null]);
  expect((await post(about(mine), operator)).slice(0, 2)).toEqual([404, 'NOT_FOUND']);
  expect((await post(about(theirs), await keyFor('VIEWER', [theirs]))).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
  expect((await post(about('prv_none'))).slice(0, 2)).toEqual([404, 'NOT_FOUND']);
  expect(await alarms(theirs)).toMatchObject([{ title: 'posted', state: 'FIRING', resource: null }]);
  expect((await alarms(mine)).map(({ title }: { title: string }) => title)).not.toContain('posted');
});

it('what is wrong is said, and nothing of it is taken', async () => {
  const before = await alarms(mine);
  expect(await post({ providerId: mine, region: 'mars', alarms: [firing('a')] })).toEqual([
    400,
    'BAD_USER_INPUT',
    expect.stringContaining('global'),
  ]);
  const half = { providerId: mine, region: 'global', alarms: [firing('a'), { ...firing('b'), severity: 'AWFUL' }] };
  expect(await post(half)).toEqual([400, 'BAD_USER_INPUT', expect.stringContaining('event.data.alarms.1.severity')]);
  expect(await alarms(mine)).toEqual(before);
});

it('an alarm that was accepted is there after the gateway was killed at once', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'causeway-alarms-'));
  try {
    const killed = await spawnGateway({ directory });
    const { id } = await killed.addSandbox('shop', { alarmsPerMinute: 0 });
    const accepted: string[] = [];
    const posting = Promise.allSettled(
      Array.from({ length: 100 }, async (_, index) => {
        const data = { providerId: id, region: 'global', alarms: [firing(`alarm-${index}`)] };
        const [status] = await post(data, killed.adminKey, killed);
        if (status === 202) accepted.push(`alarm-${index}`);
      }),
    );
    await until(() => accepted.length >= 5);
    await killed.kill();
    await posting;
    await using next = await startGateway({ directory, adminKey: killed.adminKey });
    const { alarms: kept } = await next.data('{ alarms(first: 200) { nodes { title } } }');
    const titles = new Set(kept.nodes.map(({ title }: { title: string }) => title));
    expect(accepted.filter((title) => !titles.has(title))).toEqual([]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}, 60_000);
