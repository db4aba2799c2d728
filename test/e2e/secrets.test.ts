import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sealCredential } from '../../functions/sdk/sealing.ts';
import { startGateway } from '../support/gateway.ts';

const CANARIES = [
  'canary-plain-token',
  'canary-sealed-token',
  'canary-update-token',
  'canary-refused-shape',
  'canary-refused-text',
  'canary-sandbox-user-data',
];

it('no secret is in the data directory, the log, an error or an answer', async () => {
  await using gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 200 } });
  const answers: unknown[] = [];
  const ask = async (query: string, variables?: Record<string, unknown>, key?: string) => {
    const answer = await gateway.graphql(query, variables, key);
    answers.push(answer);
    return answer;
  };
  const CREATE =
    'mutation ($input: CreateProviderInput!) { createProvider(input: $input) { provider { id options } operation { id } } }';
  const add = (name: string, credential: unknown, more: object = {}) =>
    ask(CREATE, {
      input: {
        connector: 'sandbox',
        name,
        credential,
        options: { seed: name, latencyMs: 1 },
        idempotencyKey: name,
        ...more,
      },
    });

  const { node } = await gateway.data('{ node(id: "con_sandbox") { ... on Connector { sealingKey } } }');
  const [created] = [
    await add('plain', { plain: { token: CANARIES[0] } }),
    await add('sealed', { sealed: await sealCredential(node.sealingKey, { token: CANARIES[1] }) }),
  ];
  await add('refused', { plain: { password: CANARIES[3], [CANARIES[3]!]: { deep: CANARIES[3] } } });
  await add('refused', { plain: CANARIES[4] });
  await add('refused', { sealed: CANARIES[4] });
  await ask(
    `mutation { createProvider(input: { connector: "sandbox", name: "literal", credential: { plain: "${CANARIES[4]}" } }) { provider { id } } }`,
  );
  await ask(
    `mutation { createProvider(input: { connector: "sandbox", name: "literal", credential: { plain: { token: 7, x: "${CANARIES[4]}" } } }) { provider { id nothing } } }`,
  );
  const { id } = created.data.createProvider.provider;
  await ask('mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { provider { id } } }', {
    input: { id, credential: { plain: { token: CANARIES[2] } } },
  });
  const { data } = await gateway.graphql(
    'mutation { createApiKey(input: { name: "made", role: OPERATOR }) { apiKey { id name } secret } }',
  );
  const { secret } = data.createApiKey;
  await ask('{ viewer { name } }', {}, secret);
  await ask('{ viewer { name } }', {}, `${secret}x`);
  await ask('mutation { createApiKey(input: { name: "made", role: OPERATOR }) { secret } }');

  for await (const { operationProgress } of gateway.subscribe(
    'subscription ($id: ID!) { operationProgress(id: $id) { state items { error { message } } } }',
    { id: created.data.createProvider.operation.id },
  )) {
    answers.push(operationProgress);
    if (operationProgress.state !== 'RUNNING') break;
  }
  const { data: known } = await ask(
    '{ providers { nodes { id name options connector { credentialSchema } slices { error { message } } } } resources(first: 500) { nodes { id native name changes { nodes { fields { field before after } } } } } alarms { nodes { native title } } apiKeys { id name } functions(first: 200) { nodes { health { lastError { message } } } } }',
  );
  answers.push(known);
  await ask('mutation ($id: ID!) { deleteProvider(input: { id: $id, name: "plain" }) { deletedId } }', { id });

  const files = (await readdir(gateway.directory, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['causeway.db', 'causeway.db-wal', 'sandbox.jwk']),
  );
  const places: [string, string][] = [
    ['log', gateway.log()],
    ['answers', JSON.stringify(answers)],
  ];
  for (const { parentPath, name } of files)
    places.push([name, (await readFile(join(parentPath, name))).toString('latin1')]);
  expect(places.find(([place]) => place === 'causeway.db-wal')![1].length).toBeGreaterThan(10_000);
  for (const [place, text] of places) {
    for (const canary of [...CANARIES, gateway.adminKey, secret])
      expect([place, canary, text.includes(canary)]).toEqual([place, canary, false]);
  }
});

it('a gateway told to refuse credentials in clear takes sealed ones alone', async () => {
  await using gateway = await startGateway({ flags: { 'plain-credentials': 'refuse' } });
  const add = (name: string, credential: unknown) =>
    gateway.graphql('mutation ($input: CreateProviderInput!) { createProvider(input: $input) { provider { name } } }', {
      input: { connector: 'sandbox', name, credential },
    });
  const refused = await add('plain', { plain: { token: 'canary-in-clear' } });
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'credential.plain' });
  expect(JSON.stringify(refused)).not.toContain('canary');

  const { node } = await gateway.data('{ node(id: "con_sandbox") { ... on Connector { sealingKey } } }');
  const taken = await add('sealed', { sealed: await sealCredential(node.sealingKey, { token: 'a-valid-token' }) });
  expect(taken.data.createProvider.provider.name).toBe('sealed');
});
