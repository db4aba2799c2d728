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
  })
  .refine((target) => !wantsOurNameElsewhere(target), {
    path: ['audience'],
    message: "an audience of the URL's own origin, unless `serviceAccount` names the key that makes the token",
  });

type GcfTarget = z.output<typeof settings>;

interface Registered {
  readonly url: string;
  readonly audience?: string | null | undefined;
  readonly serviceAccount?: string | null | undefined;
}

/**
 * Whether a token in the gateway's own name would be for somebody else than who gets it. They could show it there, and do
 * what the gateway may do.
 */
function wantsOurNameElsewhere({ url, audience, serviceAccount }: Registered): boolean {
  if (!audience || serviceAccount || !URL.canParse(url)) return false;
  return !URL.canParse(audience) || new URL(audience).origin !== new URL(url).origin;
}

export function gcfInvoker(ports: HttpPorts): Invoker<GcfTarget> {
  const identities = createGoogleIdentities(ports);
  const invoker = postInvoker<GcfTarget>(
    {
      platform: 'GCF',
      settings,
      url: ({ url }) => url,
      async headers(target) {
        if (target.anonymous) return {};
        // Registered before there was this rule.
        if (wantsOurNameElsewhere(target))
          return { type: 'unauthorized', ran: 'no', reason: 'an audience elsewhere needs a `serviceAccount`' };
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
