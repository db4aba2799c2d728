/**
 * AWS Lambda by its Invoke API. The SDK tries once: retry lives around the invoker. One client for each region, endpoint
 * and identity; all of them share the gateway's connections.
 */
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import type { Http } from '../http/http.ts';
import type { Invoker } from '../invoker.ts';
import type { Outcome } from '../outcome.ts';
import { awsIdentitySettings, hasWholeAccessKey, outcomeWithoutIdentity, type AwsIdentities } from './aws-identity.ts';
import { createLambdaClient } from './lambda-client.ts';
import { outcomeOfAnswer, outcomeOfFailure } from './lambda-outcome.ts';
import { beforeSending, encoded } from './post.ts';
import { httpUrl } from './settings.ts';

/** A name, `ACCOUNT:function:NAME` or an ARN, each with a version or an alias after it: what the API takes. */
const FUNCTION =
  /^(?:(?:arn:aws[\w-]*:lambda:([a-z]{2}(?:-[a-z]+)+-\d):)?\d{12}:function:)?[\w-]{1,140}(?::(\$LATEST|[\w-]{1,128}))?$/;

const settings = z
  .strictObject({
    function: z.string().regex(FUNCTION, 'the name or the ARN of a function'),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region, such as eu-central-1')
      .nullish(),
    qualifier: z
      .string()
      .regex(/^(\$LATEST|[\w-]{1,128})$/, 'a version or an alias')
      .nullish(),
    endpoint: httpUrl.nullish(),
    ...awsIdentitySettings,
  })
  .refine(hasWholeAccessKey, {
    path: ['secretAccessKey'],
    message: '`accessKeyId` and `secretAccessKey` are given together',
  })
  .refine((target) => !target.region || (regionIn(target.function) ?? target.region) === target.region, {
    path: ['region'],
    message: 'the ARN names another region',
  })
  .refine((target) => !target.qualifier || FUNCTION.exec(target.function)?.[2] === undefined, {
    path: ['qualifier'],
    message: '`function` names a version or an alias already',
  });

export type LambdaTarget = z.output<typeof settings>;

export interface LambdaPlatform {
  readonly http: Http;
  readonly identities: AwsIdentities;
}

export function lambdaInvoker({ http, identities }: LambdaPlatform): Invoker<LambdaTarget> {
  const clients = new Map<string, Promise<LambdaClient>>();

  const clientOf = (target: LambdaTarget): Promise<LambdaClient> => {
    const { endpoint, assumeRole, accessKeyId, secretAccessKey } = target;
    const region = target.region ?? regionIn(target.function);
    const key = JSON.stringify([region, endpoint, assumeRole, accessKeyId, secretAccessKey]);
    const made = clients.get(key) ?? makeClient(target, region);
    clients.set(key, made);
    return made;
  };

  const makeClient = async (target: LambdaTarget, region: string | undefined): Promise<LambdaClient> => {
    const client: LambdaClient = await createLambdaClient(
      {
        region,
        endpoint: target.endpoint ?? undefined,
        credentials: async (options) => identities.providerOf(target, await client.config.region())(options),
      },
      http,
    );
    return client;
  };

  return {
    platform: 'LAMBDA',
    settings,
    address: ({ function: name, qualifier }) => (qualifier ? `${name}:${qualifier}` : name),

    async invoke(target, call, signal) {
      const payload = encoded(call);
      if (typeof payload !== 'string') return payload;
      try {
        const client = await clientOf(target);
        const obstacle = await beforeSending(call, signal, () => obstacleOf(client));
        if (obstacle) return obstacle;
        const { InvokeCommand } = await import('@aws-sdk/client-lambda');
        const command = new InvokeCommand({
          FunctionName: target.function,
          InvocationType: 'RequestResponse',
          Payload: Buffer.from(payload),
          ...(target.qualifier && { Qualifier: target.qualifier }),
        });
        const requestTimeout = call.deadlineAt - Date.now();
        return outcomeOfAnswer(await client.send(command, { abortSignal: signal, requestTimeout }), call);
      } catch (error) {
        return outcomeOfFailure(error, call);
      }
    },

    async close() {
      await http.close();
      identities.close();
      for (const client of clients.values()) (await client).destroy();
      clients.clear();
    },
  };
}

/** What keeps a client from signing. The SDK keeps credentials until they near their end. */
async function obstacleOf({ config }: LambdaClient): Promise<Outcome | null> {
  const region = await config.region().catch(() => null);
  if (!region)
    return { type: 'unauthorized', ran: 'no', reason: 'no AWS region is known. Give the deployment its `region`' };
  return config.credentials().then(() => null, outcomeWithoutIdentity);
}

/** Undefined: the function is given without one. */
function regionIn(name: string): string | undefined {
  return FUNCTION.exec(name)?.[1];
}
