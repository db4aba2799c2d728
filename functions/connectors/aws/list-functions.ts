import { LambdaClient, ListFunctionsCommand, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { service } from './client.ts';

type LambdaFunction = RecordOf<'aws.LambdaFunction'>;

const lambda = service('lambda', LambdaClient);

/** One page, at most 50, of the Lambda functions of one region. Lambda cannot be asked for some by name, so a page may hold none. */
export const listFunctions = defineList<'aws.LambdaFunction', AwsCredential, AwsOptions>({
  name: 'aws.listFunctions',
  kind: 'aws.LambdaFunction',
  permissions: ['lambda:ListFunctions'],
  quota: { callsPerSecond: 10, per: ['account', 'region'] },
  sensitive: ['Environment', 'Code', 'Location'],
  async run({ region, cursor, nativeIds }, context) {
    const page = await lambda(context, region).send(new ListFunctionsCommand({ MaxItems: 50, Marker: cursor }));
    const items = (page.Functions ?? []).map(toLambdaFunction);
    return {
      items: nativeIds ? items.filter(({ nativeId }) => nativeIds.includes(nativeId)) : items,
      cursor: page.NextMarker || undefined,
    };
  },
});

/** Lists carry no state: that would take one more call for each function. */
function toLambdaFunction(configuration: FunctionConfiguration): LambdaFunction {
  return {
    nativeId: configuration.FunctionName!,
    arn: configuration.FunctionArn ?? null,
    name: configuration.FunctionName ?? null,
    state: null,
    rawState: null,
    tags: null, // not part of a list
    attributes: {
      runtime: configuration.Runtime ?? null,
      handler: configuration.Handler ?? null,
      memoryMiB: configuration.MemorySize ?? null,
      timeoutSeconds: configuration.Timeout ?? null,
      codeBytes: configuration.CodeSize ?? null,
      packageType: configuration.PackageType ?? null,
      architectures: configuration.Architectures ?? null,
      roleArn: configuration.Role ?? null,
      networkId: configuration.VpcConfig?.VpcId || null,
      changedAt: lambdaMoment(configuration.LastModified),
    },
    native: configuration,
  };
}

/** Lambda writes `2026-01-31T12:00:00.000+0000`. Null when it did not say. */
function lambdaMoment(text: string | undefined): string | null {
  const moment = Date.parse(text ?? '');
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}
