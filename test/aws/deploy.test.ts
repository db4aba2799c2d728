import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetRoleCommand, GetRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { bundleConnector } from '../../deploy/bundle.ts';
import { policy } from '../../deploy/permissions.ts';
import { rolePolicy, trustPolicy } from '../../deploy/role.ts';
import { deployConnectorToLambda, type ToLambda } from '../../deploy/to-lambda.ts';
import { BASE_KEYS } from './account.ts';

const NAME = 'causeway-aws';
const MAY_ASSUME = ['arn:aws:iam::210987654321:role/causeway'];
const endpoint = inject('motoUrl');
const config = { region: 'eu-central-1', endpoint, credentials: BASE_KEYS };
const iam = new IAMClient(config);
const lambda = new LambdaClient(config);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'causeway-deploy-'));
  // The identity of whoever deploys, as the SDK finds it in a shell.
  process.env['AWS_ACCESS_KEY_ID'] = BASE_KEYS.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = BASE_KEYS.secretAccessKey;
});
afterAll(async () => {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  iam.destroy();
  lambda.destroy();
  await rm(directory, { recursive: true });
});

async function deploy(connector: string, more: Partial<ToLambda> = {}) {
  const artefact = await bundleConnector({
    connector,
    platform: 'lambda',
    name: NAME,
    outDirectory: join(directory, connector),
    variables: [],
  });
  return deployConnectorToLambda({
    artefact,
    role: 'create',
    mayAssume: MAY_ASSUME,
    region: 'eu-central-1',
    endpoint,
    environment: {},
    say: () => {},
    pollMs: 50,
    ...more,
  });
}

const policyOf = async (RoleName: string) => {
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'causeway' }));
  return JSON.parse(decodeURIComponent(PolicyDocument!)) as unknown;
};

it('makes the role and the function, and the function runs as that role', async () => {
  const { arn, done, version } = await deploy('aws');
  expect(done).toBe('created');
  expect(arn).toBe(`arn:aws:lambda:eu-central-1:123456789012:function:${NAME}`);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: `${NAME}-function` }));
  expect(JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!))).toEqual(trustPolicy);
  expect(await policyOf(`${NAME}-function`)).toEqual(
    rolePolicy({ functionName: NAME, mayAssume: MAY_ASSUME, region: 'eu-central-1' }, '123456789012'),
  );
  const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: NAME }));
  expect(Configuration).toMatchObject({
    Role: Role!.Arn,
    Description: `Causeway aws ${version}`,
    Handler: 'index.handler',
    Timeout: 60,
  });
  expect(JSON.parse(Configuration!.Environment!.Variables!['CAUSEWAY_SEALING_KEY']!)).toMatchObject({ kty: 'EC' });
});

it('done again it changes nothing but the role, which it mends', async () => {
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: `${NAME}-function`,
      PolicyName: 'causeway',
      PolicyDocument: JSON.stringify(policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })),
    }),
  );
  const { Configuration: before } = await lambda.send(new GetFunctionCommand({ FunctionName: NAME }));
  expect(await deploy('aws')).toMatchObject({ done: 'unchanged' });
  const { Configuration: after } = await lambda.send(new GetFunctionCommand({ FunctionName: NAME }));
  expect(after!.Environment).toEqual(before!.Environment);
  expect(JSON.stringify(await policyOf(`${NAME}-function`))).not.toContain('s3:GetObject');
});

it('other code updates the function, and it keeps its sealing key', async () => {
  const { Configuration: before } = await lambda.send(new GetFunctionCommand({ FunctionName: NAME }));
  expect(await deploy('sandbox', { role: null, environment: { EXTRA: '1' } })).toMatchObject({ done: 'updated' });
  const { Configuration: after } = await lambda.send(new GetFunctionCommand({ FunctionName: NAME }));
  expect(after!.CodeSha256).not.toBe(before!.CodeSha256);
  expect(after!.Role).toBe(before!.Role);
  expect(after!.Environment!.Variables).toEqual({ ...before!.Environment!.Variables, EXTRA: '1' });
});
