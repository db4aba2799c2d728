import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { ACT, RESOURCES, ended, instances } from '../support/operations.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 150 } });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

it('resources are found by kind, region, state, tag, name and text, page by page, in any order', async () => {
  const { id } = await gateway.addSandbox('found', { seed: 'found', alarmsPerMinute: 0, instancesPerRegion: 30 });
  const ask = async (filter: object, more: object = {}) =>
    (await gateway.data(RESOURCES, { filter: { providerIds: [id], ...filter }, first: 500, ...more })).resources;
  const all = await ask({});
  expect(all).toMatchObject({ complete: true, missing: [], totalCount: all.nodes.length });
  expect((await ask({ kinds: ['Instance'] })).totalCount).toBe(60);
  expect((await ask({ kinds: ['Instance'], regions: ['us-east'] })).totalCount).toBe(30);
  expect(new Set((await ask({ states: ['STOPPED'] })).nodes.map(({ state }: { state: string }) => state))).toEqual(
    new Set(['STOPPED']),
  );
  const tagged = all.nodes.find(({ tags }: { tags: unknown[] }) => tags.length > 0);
  for (const node of (await ask({ tags: [tagged.tags[0]] })).nodes) expect(node.tags).toContainEqual(tagged.tags[0]);
  for (const node of (await ask({ namePrefix: 'web-' })).nodes) expect(node.name).toMatch(/^web-/);
  expect((await ask({ text: 'WEB-00' })).totalCount).toBeGreaterThan(0);

  const paged: string[] = [];
  for (let after: string | null = null; ;) {
    const { resources }: any = await gateway.data(RESOURCES, {
      filter: { providerIds: [id] },
      first: 37,
      after,
      orderBy: { field: 'KIND', direction: 'DESC' },
    });
    paged.push(...resources.nodes.map((node: { id: string }) => node.id));
    if (!resources.pageInfo.hasNextPage) break;
    after = resources.pageInfo.endCursor;
  }
  expect(paged.toSorted()).toEqual(all.nodes.map((node: { id: string }) => node.id).toSorted());

  const { resourceGroups } = await gateway.data(
    'query ($f: ResourceFilter) { resourceGroups(by: KIND, filter: $f, first: 500) { complete nodes { value count } } }',
    { f: { providerIds: [id] } },
  );
  expect(resourceGroups.complete).toBe(true);
  expect(resourceGroups.nodes.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
    all.totalCount,
  );
});

it('an action answers with the state that follows it, and ends when the resource has settled', async () => {
  const { id } = await gateway.addSandbox('acted', { seed: 'acted', alarmsPerMinute: 0, transitionMs: 400 });
  const [running] = await instances(gateway, id, 'RUNNING');
  const stop = await gateway.data(ACT('stopInstances'), { ids: [running!.id] });
  expect(stop.stopInstances.operation).toMatchObject({
    type: 'STOP',
    state: 'RUNNING',
    items: [{ outcome: 'ACCEPTED', error: null, resource: { state: 'STOPPING' } }],
  });
  expect((await ended(gateway, stop.stopInstances.operation.id)).at(-1)).toMatchObject({
    state: 'SUCCEEDED',
    items: [{ outcome: 'SUCCEEDED', resource: { state: 'STOPPED' } }],
  });

  const start = await gateway.data(ACT('startInstances'), { ids: [running!.id] });
  expect(start.startInstances.operation.items[0]).toMatchObject({
    outcome: 'ACCEPTED',
    resource: { state: 'STARTING' },
  });
  expect((await ended(gateway, start.startInstances.operation.id)).at(-1)).toMatchObject({ state: 'SUCCEEDED' });
  const reboot = await gateway.data(ACT('rebootInstances'), { ids: [running!.id] });
  expect((await ended(gateway, reboot.rebootInstances.operation.id)).at(-1)).toMatchObject({ state: 'SUCCEEDED' });

  const { resource } = await gateway.data(
    'query ($id: ID!) { resource(id: $id) { changes { nodes { type fields { field before after } } } } }',
    { id: running!.id },
  );
  expect(resource.changes.nodes.at(-1).type).toBe('FOUND');
  expect(
    resource.changes.nodes
      .flatMap(({ fields }: any) => fields.filter(({ field }: any) => field === 'state').map(({ after }: any) => after))
      .toReversed(),
  ).toEqual(expect.arrayContaining(['STOPPING', 'STOPPED', 'STARTING', 'RUNNING']));
});

it('tags are set and removed on several kinds at once, and are in the answer', async () => {
  const { id } = await gateway.addSandbox('tagged', { seed: 'tagged', alarmsPerMinute: 0 });
  const ids = [];
  for (const kind of ['Instance', 'Volume'])
    ids.push(
      (await gateway.data(RESOURCES, { filter: { providerIds: [id], kinds: [kind] }, first: 1 })).resources.nodes[0].id,
    );
  const { tagResources } = await gateway.data(
    `mutation ($ids: [ID!]!) { tagResources(input: { ids: $ids, set: [{ key: "owner", value: "ops" }], remove: ["team"] }) { operation { state items { outcome resource { tags { key value } } } } } }`,
    { ids },
  );
  expect(tagResources.operation.state).toBe('SUCCEEDED');
  for (const { outcome, resource } of tagResources.operation.items) {
    expect(outcome).toBe('SUCCEEDED');
    expect(resource.tags).toContainEqual({ key: 'owner', value: 'ops' });
    expect(resource.tags.map(({ key }: { key: string }) => key)).not.toContain('team');
  }
});

it('each item of an action has an outcome of its own', async () => {
  const { id } = await gateway.addSandbox('mixed', { seed: 'mixed', alarmsPerMinute: 0, transitionMs: 50 });
  const [running] = await instances(gateway, id, 'RUNNING');
  const [stopped] = await instances(gateway, id, 'STOPPED');
  const [volume] = (await gateway.data(RESOURCES, { filter: { providerIds: [id], kinds: ['Volume'] }, first: 1 }))
    .resources.nodes;
  const gone = await gateway.addSandbox('shrinks', { seed: 'shrinks', alarmsPerMinute: 0 });
  const lost = (await instances(gateway, gone.id, 'RUNNING')).at(-1)!;
  await gateway.data(
    'mutation ($id: ID!) { updateProvider(input: { id: $id, options: { seed: "shrinks", instancesPerRegion: 0, alarmsPerMinute: 0 } }) { provider { id } } }',
    { id: gone.id },
  );
  await until(
    async () =>
      (await gateway.data('query ($id: ID!) { resource(id: $id) { missingSince } }', { id: lost.id })).resource
        .missingSince !== null,
  );

  const ids = [running!.id, stopped!.id, volume.id, 'res_nothing', lost.id];
  const { stopInstances } = await gateway.data(ACT('stopInstances'), { ids });
  expect(stopInstances.operation.items.map(({ resourceId }: any) => resourceId)).toEqual(ids);
  expect(stopInstances.operation.items.map(({ outcome, error }: any) => [outcome, error?.code ?? null])).toEqual([
    [expect.stringMatching(/ACCEPTED|SUCCEEDED/), null],
    ['SKIPPED', 'INVALID_STATE'],
    ['SKIPPED', 'UNSUPPORTED_OPERATION'],
    ['SKIPPED', 'NOT_FOUND'],
    ['SKIPPED', 'RESOURCE_GONE'],
  ]);
  expect((await ended(gateway, stopInstances.operation.id)).at(-1).state).toBe('PARTIAL');
});

it('everything with an id is a node, and other texts are none', async () => {
  const { id } = await gateway.addSandbox('nodes', { seed: 'nodes', alarmsPerMinute: 6_000 });
  const { provider } = await gateway.data(
    'query ($id: ID!) { provider(id: $id) { lastSync { id } connector { id functions { id } } resources(first: 1, filter: { kinds: ["sandbox.Bucket"] }) { nodes { id } } } }',
    { id },
  );
  const { createApiKey } = await gateway.data(
    'mutation { createApiKey(input: { name: "node", role: VIEWER }) { apiKey { id } secret } }',
  );
  let alarm: string | undefined;
  await until(
    async () =>
      (alarm = (
        await gateway.data('query ($p: [ID!]) { alarms(filter: { providerIds: $p }) { nodes { id } } }', { p: [id] })
      ).alarms.nodes[0]?.id) !== undefined,
  );
  const typed = async (node: string, key?: string) =>
    (await gateway.data('query ($id: ID!) { node(id: $id) { __typename id } }', { id: node }, key)).node;
  for (const [node, type] of [
    [id, 'Provider'],
    [provider.resources.nodes[0].id, 'GenericResource'],
    [alarm!, 'Alarm'],
    [provider.lastSync.id, 'Operation'],
    [provider.connector.id, 'Connector'],
    [provider.connector.functions[0].id, 'Function'],
    [createApiKey.apiKey.id, 'ApiKey'],
  ] as const)
    expect(await typed(node)).toEqual({ __typename: type, id: node });
  expect(await typed(createApiKey.apiKey.id, createApiKey.secret)).toBeNull();
  for (const node of [
    '',
    '_',
    'prv',
    'prv_',
    'prv_absent',
    'res_x',
    'op_x',
    'constructor_x',
    'toString_',
    '__proto___x',
    `prv_${'x'.repeat(5_000)}`,
    "prv_' or 1=1",
  ])
    expect(await typed(node)).toBeNull();
});

it('an alarm is raised, acknowledged and resolved, and each transition reaches subscribers over sockets and over SSE', async () => {
  const words =
    'alarmEvents(after: $after, filter: { providerIds: $ids }) { cursor type to actor note alarm { id state } }';
  const { alarms } = await gateway.data('{ alarms { cursor } }');
  const { id } = await gateway.addSandbox('alarmed', { seed: 'alarmed', alarmsPerMinute: 300, regions: ['eu-north'] });
  const variables = { after: alarms.cursor, ids: [id] };
  const query = `subscription ($after: String, $ids: [ID!]) { ${words} }`;
  const seen: any[] = [];
  let acknowledged = '';
  for await (const { alarmEvents } of gateway.subscribe(query, variables)) {
    seen.push(alarmEvents);
    if (alarmEvents.type === 'RAISED' && !acknowledged) {
      acknowledged = alarmEvents.alarm.id;
      const answer = await gateway.graphql(
        'mutation ($id: ID!) { acknowledgeAlarm(input: { id: $id, note: "on it" }) { alarm { state acknowledgedBy note } } }',
        { id: acknowledged },
      );
      if (answer.errors) acknowledged = ''; // resolved in between
      else
        expect(answer.data.acknowledgeAlarm.alarm).toEqual({
          state: 'ACKNOWLEDGED',
          acknowledgedBy: 'admin',
          note: 'on it',
        });
    }
    if (alarmEvents.type === 'RESOLVED' && alarmEvents.alarm.id === acknowledged) break;
  }
  expect(seen.filter(({ alarm }) => alarm.id === acknowledged).map(({ type, actor }) => [type, actor])).toEqual([
    ['RAISED', null],
    ['ACKNOWLEDGED', 'admin'],
    ['RESOLVED', null],
  ]);

  const streamed: any[] = [];
  const leave = new AbortController();
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${gateway.adminKey}`,
    },
    body: JSON.stringify({ query, variables }),
    signal: leave.signal,
  });
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const frames = text.split('\n\n');
    text = frames.pop()!;
    for (const frame of frames) {
      const data = /^data: ?(.*)$/m.exec(frame)?.[1];
      if (data?.includes('alarmEvents')) streamed.push(JSON.parse(data).data.alarmEvents);
    }
    if (streamed.length >= seen.length) break;
  }
  leave.abort();
  expect(streamed.slice(0, seen.length)).toEqual(seen);
});
