/** Google Cloud Functions and Cloud Run functions, called with a Google-signed ID token. */
import { z } from 'zod';
import type { Invoker } from '../invoker.ts';
import { createGoogleIdentities, type TokenTarget } from './google-identity.ts';
import { postInvoker, type HttpPorts } from './post.ts';
import { httpUrl, secretReference } from './settings.ts';

const settings = z
  .strictObject({
    url: httpUrl,
    audience: z.string().min(1).max(2_048).nullish(),
    serviceAccount: secretReference.nullish(),
    signingSecret: secretReference.nullish(),
    anonymous: z
      .boolean()
      .nullish()
      .transform((given) => given ?? false),
  })
  .refine(({ anonymous, serviceAccount }) => !(anonymous && serviceAccount), {
    path: ['anonymous'],
    message: 'not beside `serviceAccount`: a call without a token needs no identity',
  });

type GcfTarget = z.output<typeof settings>;

export function gcfInvoker(ports: HttpPorts): Invoker<GcfTarget> {
  const identities = createGoogleIdentities(ports);
  const invoker = postInvoker<GcfTarget>(
    {
      platform: 'GCF',
      settings,
      url: ({ url }) => url,
      async headers(target) {
        if (target.anonymous) return {};
        const token = await identities.idToken(tokenOf(target));
        return typeof token === 'string' ? { authorization: `Bearer ${token}` } : token;
      },
      rules: [
        { status: 401, means: 'unauthorized', because: 'the token or its audience is wrong' },
        { status: 403, means: 'unauthorized', because: 'the identity needs roles/run.invoker' },
        { status: 429, means: 'throttled', because: 'no instance is free' },
        {
          status: 500,
          when: ({ headers }) => headers['x-google-status'] !== undefined,
          means: 'failed',
          because: 'the function crashed',
        },
        { status: 504, means: 'timeout', because: "the platform's limit; the instance may go on" },
      ],
    },
    ports,
  );
  return {
    ...invoker,
    async invoke(target, call, signal) {
      const outcome = await invoker.invoke(target, call, signal);
      const isTokenRefused = outcome.type === 'unauthorized' && !outcome.error && !target.anonymous;
      // A key may have been replaced while its tokens were kept.
      return isTokenRefused && identities.forget(tokenOf(target)) ? invoker.invoke(target, call, signal) : outcome;
    },
  };
}

const tokenOf = ({ url, audience, serviceAccount }: GcfTarget): TokenTarget => ({
  audience: audience ?? new URL(url).origin,
  serviceAccount: serviceAccount ?? null,
});
