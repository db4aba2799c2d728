/** Knative Serving: a container behind an activator and a queue-proxy, each with answers of its own. */
import { z } from 'zod';
import { bearer } from './authentication.ts';
import { postInvoker, type HttpPorts } from './post.ts';
import { hostName, httpUrl, secretReference } from './settings.ts';

const settings = z.strictObject({
  url: httpUrl,
  host: hostName.nullish(),
  token: secretReference.nullish(),
  signingSecret: secretReference.nullish(),
});

export const knativeInvoker = (ports: HttpPorts) =>
  postInvoker<z.output<typeof settings>>(
    {
      platform: 'KNATIVE',
      settings,
      url: ({ url }) => url,
      headers: async ({ host, token }) => ({
        ...(host && { host }),
        ...(token && (await bearer(ports.secrets, token))),
      }),
      rules: [
        // Texts of knative.dev/serving: pkg/queue/breaker.go and pkg/activator/handler. The container was not asked.
        {
          status: 503,
          when: ({ body }) => /pending request queue full|activator overload/.test(body),
          means: 'throttled',
          because: 'the queue before the container is full',
        },
        { status: 502, means: 'failed', because: 'the container broke the connection' },
      ],
    },
    ports,
  );
