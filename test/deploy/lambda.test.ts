import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleConnector } from '../../deploy/bundle.ts';
import { deployToLambda } from '../../deploy/lambda.ts';
import { deployConnectorToLambda, type ToLambda } from '../../deploy/to-lambda.ts';
import { DESCRIBE, type Description } from '../../functions/sdk/index.ts';
import { sealCredential } from '../../functions/sdk/sealing.ts';
import { EMULATOR_KEYS, hasLambdaRuntime } from '../emulators/lambda/index.ts';
import { NEEDS_RUNTIME, onLambda, ROLE, type OnLambda } from './on-lambda.ts';

let directory: string;
let place: OnLambda;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'causeway-deploy-'));
  place = await onLambda();
  // The identity of whoever deploys, as the SDK finds it in a shell.
  process.env['AWS_ACCESS_KEY_ID'] = EMULATOR_KEYS.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = EMULATOR_KEYS.secretAccessKey;
});
afterAll(async () => {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  await place[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const artefactOf = (connector: string, name: string) =>
  bundleConnector({ connector, platform: 'lambda', name, outDirectory: join(directory, name), variables: [] });

async function deploy(connector: string, name: string, more: Partial<ToLambda> = {}) {
  const said: string[] = [];
  const deployed = await deployConnectorToLambda({
    artefact: await artefactOf(connector, name),
    role: ROLE,
    mayAssume: [],
    region: 'eu-central-1',
    endpoint: place.emulator.url,
    environment: {},
    say: (text) => said.push(text),
    pollMs: 10,
    ...more,
  });
  return { ...deployed, said };
}

const configurationOf = (FunctionName: string) =>
  place.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));

describe('deploying to Lambda', () => {
  it('creates a function that is active, and doing it again changes nothing', async () => {
    const first = await deploy('echo', 'again');
    expect(first).toMatchObject({ done: 'created', arn: expect.stringMatching(/:function:again$/) });
    expect(await configurationOf('again')).toMatchObject({
      State: 'Active',
      Role: ROLE,
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      Timeout: 60,
      Description: `Causeway echo ${first.version}`,
      Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } },
    });
    const before = place.emulator.requests.length;
    expect(await deploy('echo', 'again')).toMatchObject({ done: 'unchanged' });
    expect(place.emulator.requests.slice(before).filter((request) => !request.startsWith('GET '))).toEqual([]);
  });

  it('keeps the variables that the function has, and adds those that are given', async () => {
    await deploy('echo', 'kept', { environment: { FIRST: '1' } });
    expect(await deploy('echo', 'kept', { environment: { SECOND: '2' } })).toMatchObject({ done: 'updated' });
    const { Environment } = await configurationOf('kept');
    expect(Environment!.Variables).toMatchObject({ FIRST: '1', SECOND: '2' });
  });

  it('waits for a new role that cannot be assumed yet', async () => {
    const role = 'arn:aws:iam::123456789012:role/new';
    place.emulator.slowRoles.set(role, 3);
    expect(await deploy('echo', 'early', { role })).toMatchObject({ done: 'created' });
  });

  it('gives up on a role that never can be assumed', async () => {
    const role = 'arn:aws:iam::123456789012:role/foreign';
    place.emulator.slowRoles.set(role, 1_000_000);
    await expect(deploy('echo', 'foreign', { role, patienceMs: 100 })).rejects.toThrow(/cannot be assumed by Lambda/);
  });

  it('of a new function without a role is refused, with the role that it needs', async () => {
    await expect(deploy('echo', 'bare', { role: null })).rejects.toMatchObject({
      role: { roleName: 'bare-function', trustPolicy: expect.anything(), policy: expect.anything() },
    });
  });

  it('makes a sealing key once for a connector that takes credentials, and says it without the key', async () => {
    const { said } = await deploy('sandbox', 'sealed');
    const key = (await configurationOf('sealed')).Environment!.Variables!['CAUSEWAY_SEALING_KEY']!;
    expect(JSON.parse(key)).toMatchObject({ kty: 'EC', crv: 'P-256', d: expect.any(String) });
    expect(said.join()).toContain('CAUSEWAY_SEALING_KEY');
    expect(said.join()).not.toContain(JSON.parse(key).d);
    expect(await deploy('sandbox', 'sealed')).toMatchObject({ done: 'unchanged' });
  });

  it('of a function whose variables it may not read changes nothing, and says what to do', async () => {
    const { arn } = await deploy('sandbox', 'veiled', { environment: { FIRST: '1' } });
    const { Variables: before } = (await configurationOf('veiled')).Environment!;
    place.emulator.undecryptable.add('veiled');
    // By the whole way, and by the last step alone: the right to decrypt may be taken away in between.
    await expect(deploy('sandbox', 'veiled', { environment: { SECOND: '2' } })).rejects.toThrow(/kms:Decrypt/);
    const last = { functionName: 'veiled', zip: new Uint8Array([1]), role: null, environment: {}, description: 'new' };
    await expect(deployToLambda(place.lambda, last)).rejects.toMatchObject({
      name: 'DeployFailure',
      message: expect.stringContaining('AccessDeniedException'),
    });
    place.emulator.undecryptable.delete('veiled');
    expect(await configurationOf('veiled')).toMatchObject({ FunctionArn: arn, Environment: { Variables: before } });
  });

  it('says what AWS refused without the values of variables', async () => {
    const refused = deployToLambda(
      {
        send: async () => {
          throw Object.assign(new Error('1 validation error: Value secret-canary is wrong'), {
            name: 'ValidationException',
          });
        },
      } as never,
      { functionName: 'f', zip: new Uint8Array(), role: ROLE, environment: { A: 'secret-canary' }, description: '' },
    );
    await expect(refused).rejects.toThrow(
      'deploying failed (ValidationException): 1 validation error: Value … is wrong',
    );
  });
});

describe.skipIf(!hasLambdaRuntime)(`a deployed connector ${NEEDS_RUNTIME}`, () => {
  const describeOf = async (name: string) => {
    const outcome = await place.call(name, { functionName: DESCRIBE });
    expect(outcome).toMatchObject({ type: 'ok' });
    return (outcome as { data: Description }).data;
  };

  it('says who it is and which version it is', async () => {
    const { version } = await deploy('echo', 'echo');
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(await describeOf('echo')).toMatchObject({ manifest: { name: 'echo' }, sealingKey: null, version });
  });

  it('answers calls', async () => {
    const event = { specversion: '1.0', id: 'e-1', source: 'test', type: 'test', data: { text: 'grüße 🚀' } };
    expect(await place.call('echo', { functionName: 'echo.echo', input: event })).toMatchObject({
      type: 'ok',
      data: { data: { id: 'e-1', data: { text: 'grüße 🚀' } } },
    });
  });

  it('opens credentials that were sealed to its key', async () => {
    await deploy('sandbox', 'sandbox');
    const { sealingKey } = await describeOf('sandbox');
    const credential = await sealCredential(sealingKey as never, { token: 'sandbox' });
    const account = { providerId: 'p', accountId: null, options: {}, credential };
    const outcome = await place.call('sandbox', { functionName: 'sandbox.verify', input: {}, account });
    expect(outcome).toMatchObject({ type: 'ok', data: { accountId: expect.any(String) } });
  });

  it("runs on the runtime's own AWS SDK when it is that of AWS", async () => {
    const { version } = await deploy('aws', 'aws');
    expect(await describeOf('aws')).toMatchObject({ manifest: { name: 'aws' }, sealingKey: { kty: 'EC' }, version });
  });

  it('is seen as a new version once other code is deployed under its name', async () => {
    const { version: before } = await describeOf('echo');
    const { done, version } = await deploy('sandbox', 'echo');
    expect(done).toBe('updated');
    expect(version).not.toBe(before);
    expect(await describeOf('echo')).toMatchObject({ manifest: { name: 'sandbox' }, version });
  });
});
