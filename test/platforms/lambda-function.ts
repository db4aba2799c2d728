/** The probe as a function of the Lambda emulator, made through the Lambda API with AWS's own client. */
import { readFile } from 'node:fs/promises';
import {
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { EMULATOR_KEYS, startLambdaEmulator, type LambdaEmulator } from '../emulators/lambda/index.ts';
import { buildProbe } from './probe.ts';
import type { PlaceOptions } from './place.ts';

export const LAMBDA_SECRETS = {
  'env:ID': EMULATOR_KEYS.accessKeyId,
  'env:KEY': EMULATOR_KEYS.secretAccessKey,
  'env:WRONG': 'another-secret-key-0123456789-e4b7',
};

export const LAMBDA_REGION = 'eu-central-1';

/** The function `probe`, ready to be invoked and with a URL that asks for a signature. */
export async function startLambdaFunction({
  limitMs = 60_000,
  concurrency,
  isBare = false,
}: PlaceOptions): Promise<{ emulator: LambdaEmulator; url: string }> {
  await using artefact = await buildProbe('lambda', { isBare });
  const emulator = await startLambdaEmulator();
  const client = new LambdaClient({ endpoint: emulator.url, region: LAMBDA_REGION, credentials: EMULATOR_KEYS });
  const FunctionName = 'probe';
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/probe',
      Timeout: limitMs / 1_000,
      Code: { ZipFile: zipSync({ 'index.js': await readFile(artefact.file) }) },
    }),
  );
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { FunctionName });
  if (concurrency !== undefined)
    await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: concurrency }));
  const { FunctionUrl } = await client.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'AWS_IAM' }));
  client.destroy();
  return { emulator, url: FunctionUrl! };
}
