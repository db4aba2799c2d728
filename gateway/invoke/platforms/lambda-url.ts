/** A function URL of AWS Lambda, signed with SigV4 for the service `lambda`. */
import { z } from 'zod';
import type { Invoker } from '../invoker.ts';
import { hmac } from './authentication.ts';
import { awsIdentitySettings, hasWholeAccessKey, type AwsIdentities } from './aws-identity.ts';
import { callHeaders, postInvoker, type HttpPorts } from './post.ts';
import { awsRegion, httpUrl, secretReference } from './settings.ts';

const settings = z
  .strictObject({
    url: httpUrl,
    authentication: z
      .enum(['IAM', 'NONE'])
      .nullish()
      .transform((given) => given ?? 'IAM'),
    region: awsRegion.nullish(),
    ...awsIdentitySettings,
    signingSecret: secretReference.nullish(),
  })
  .refine(hasWholeAccessKey, {
    path: ['secretAccessKey'],
    message: '`accessKeyId` and `secretAccessKey` are given together',
  });

type LambdaUrlTarget = z.output<typeof settings>;

export function lambdaUrlInvoker(ports: HttpPorts & { readonly identities: AwsIdentities }): Invoker<LambdaUrlTarget> {
  const { secrets, identities } = ports;
  const invoker = postInvoker<LambdaUrlTarget>(
    {
      platform: 'LAMBDA_URL',
      settings,
      url: ({ url }) => url,
      async headers(target, call, body) {
        const signed = target.signingSecret ? await hmac(secrets, target.signingSecret, call.invocationId, body) : {};
        if (target.authentication === 'NONE') return signed;
        const { sigV4 } = await import('./sigv4.ts'); // dear to load, and rarely needed
        return sigV4(target, { ...callHeaders(call), ...signed }, body, identities);
      },
      rules: [
        {
          status: 403,
          means: 'unauthorized',
          because:
            'the caller needs lambda:InvokeFunctionUrl and lambda:InvokeFunction, and the right region and clock',
        },
        { status: 502, means: 'failed', because: 'the function crashed, or answered what is no response' },
      ],
    },
    ports,
  );
  return {
    ...invoker,
    async close() {
      await invoker.close();
      identities.close();
    },
  };
}
