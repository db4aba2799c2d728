/** AWS accounts in moto: filled through the SDK by role, read through the connector as a host would run it. */
import { DescribeImagesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { connector } from '../../functions/connectors/aws/connector.ts';
import { fakeAccount, runOnce, type RunSettings } from '../../functions/sdk/testing.ts';

/** The keys of the account that Causeway itself is at home in; moto takes any. */
export const BASE_KEYS = { accessKeyId: 'AKIABASEKEYOFTHETEST', secretAccessKey: 'base-secret-canary-0123456789' };

/** The role of an account, as its owner would give it to Causeway. */
export function roleIn(accountId: string) {
  return {
    roleArn: `arn:aws:iam::${accountId}:role/causeway`,
    externalId: `external-id-of-${accountId}`,
    base: BASE_KEYS,
  };
}

/** Configuration of an SDK client inside an account, for filling it. */
export interface Inside {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

export async function insideOf(accountId: string, endpoint: string, region: string): Promise<Inside> {
  const sts = new STSClient({ region: 'us-east-1', endpoint, credentials: { ...BASE_KEYS } });
  const { Credentials: keys } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${accountId}:role/owner`, RoleSessionName: 'owner' }),
  );
  const credentials = {
    accessKeyId: keys!.AccessKeyId!,
    secretAccessKey: keys!.SecretAccessKey!,
    sessionToken: keys!.SessionToken!,
  };
  return { region, endpoint, credentials };
}

/** Runs `count` instances, each in a reservation of its own, as moto pages by reservation. Their ids. */
export async function runInstances(
  inside: Inside,
  count: number,
  tags: Readonly<Record<string, string>> = { Name: 'web' },
): Promise<string[]> {
  const ec2 = new EC2Client(inside);
  const { Images } = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon'] }));
  const command = new RunInstancesCommand({
    ImageId: Images![0]!.ImageId!,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    UserData: Buffer.from('#!/bin/sh\nexport PASSWORD=user-data-canary-0123456789').toString('base64'),
    TagSpecifications: [
      { ResourceType: 'instance', Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
    ],
  });
  const ids: string[] = [];
  while (ids.length < count) ids.push((await ec2.send(command)).Instances![0]!.InstanceId!);
  return ids;
}

/** A role that Lambda may assume; its ARN. One plain request, which spares the IAM client: moto reads the scope of a signature alone. */
export async function createRole({ endpoint, credentials }: Inside, accountId: string): Promise<string> {
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: 'runner',
      AssumeRolePolicyDocument: JSON.stringify(document),
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return `arn:aws:iam::${accountId}:role/runner`;
}

type Row = { readonly nativeId: string } & Readonly<Record<string, unknown>>;

/** The connector for one account: each call is one run of one function. */
export async function connect(accountId: string, endpoint: string, credential: unknown = roleIn(accountId)) {
  const account = await fakeAccount(connector, {
    providerId: `provider-${accountId}`,
    credential,
    options: { endpoint },
  });
  const run = (name: string, input: unknown, settings: RunSettings = {}) => {
    const spec = connector.functions.find((candidate) => candidate.name === `aws.${name}`);
    if (!spec) throw new Error(`aws.${name} is not a function of the connector`);
    return runOnce(spec, input, { ...settings, account });
  };
  /** All pages, each as it came. */
  const pages = async (name: string, input: { region: string; nativeIds?: string[] }) => {
    const all: Row[][] = [];
    let cursor: string | undefined;
    do {
      const page = await run(name, { ...input, ...(cursor && { cursor }) });
      all.push(page.data as Row[]);
      cursor = page.cursor;
    } while (cursor);
    return all;
  };
  const list = async (name: string, input: { region: string; nativeIds?: string[] }) =>
    (await pages(name, input)).flat();
  return { account, run, pages, list };
}
