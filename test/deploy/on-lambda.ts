/** The emulator with an invoker of the gateway in front, and functions put there by hand. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateFunctionCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import type { Call } from '../../functions/sdk/index.ts';
import { createHttp } from '../../gateway/invoke/http/client.ts';
import type { Outcome } from '../../gateway/invoke/outcome.ts';
import { createAwsIdentities } from '../../gateway/invoke/platforms/aws-identity.ts';
import { lambdaInvoker } from '../../gateway/invoke/platforms/lambda.ts';
import { createSecrets } from '../../gateway/secrets/index.ts';
import {
  EMULATOR_KEYS,
  startLambdaEmulator,
  type EmulatorSettings,
  type LambdaEmulator,
} from '../emulators/lambda/index.ts';

/** The title's reason where a test needs the real runtime and it is not installed. */
export const NEEDS_RUNTIME = '(needs aws-lambda-ric: npm ci in test/runtimes/lambda)';

export const ROLE = 'arn:aws:iam::123456789012:role/f';

export interface OnLambda extends AsyncDisposable {
  readonly emulator: LambdaEmulator;
  readonly lambda: LambdaClient;
  /** Puts a function there whose `index.js` is this, and waits until it is active. */
  put(name: string, code: string, more?: { timeoutSeconds?: number }): Promise<void>;
  call(name: string, call?: Partial<Call>, signal?: AbortSignal): Promise<Outcome>;
}

export async function onLambda(settings: EmulatorSettings = {}): Promise<OnLambda> {
  const emulator = await startLambdaEmulator(settings);
  const lambda = new LambdaClient({ region: 'eu-central-1', endpoint: emulator.url, credentials: EMULATOR_KEYS });
  const secrets = createSecrets({
    env: {
      CAUSEWAY_SECRET_ID: EMULATOR_KEYS.accessKeyId,
      CAUSEWAY_SECRET_KEY: EMULATOR_KEYS.secretAccessKey,
    },
    directory: '/nonexistent',
    clock: { now: Date.now },
  });
  const invoker = lambdaInvoker({
    http: createHttp({ privateAddresses: 'allow' }),
    identities: createAwsIdentities({ secrets }),
  });
  let calls = 0;
  return {
    emulator,
    lambda,
    async put(FunctionName, code, { timeoutSeconds = 3 } = {}) {
      await lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Role: ROLE,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Timeout: timeoutSeconds,
          Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) },
        }),
      );
      await active(lambda, FunctionName);
    },
    async call(name, more = {}, signal = new AbortController().signal) {
      const target = invoker.settings.parse({
        function: name,
        region: 'eu-central-1',
        endpoint: emulator.url,
        accessKeyId: 'env:ID',
        secretAccessKey: 'env:KEY',
      });
      calls += 1;
      const call: Call = {
        invocationId: `call-${calls}`,
        functionName: 'echo.echo',
        input: null,
        account: null,
        attempt: 1,
        deadlineAt: Date.now() + 10_000,
        idempotencyKey: null,
        traceparent: null,
        ...more,
      };
      return invoker.invoke(target, call, signal);
    },
    async [Symbol.asyncDispose]() {
      await invoker.close();
      lambda.destroy();
      await emulator.close();
    },
  };
}

async function active(lambda: LambdaClient, FunctionName: string): Promise<void> {
  const look = new GetFunctionConfigurationCommand({ FunctionName });
  while ((await lambda.send(look)).State !== 'Active') await sleep(5);
}
