/** Cloudflare Workers, which check no caller by themselves: the HMAC does. */
import { z } from 'zod';
import { postInvoker, type HttpPorts } from './post.ts';
import { httpUrl, secretReference } from './settings.ts';

const settings = z.strictObject({ url: httpUrl, signingSecret: secretReference.nullish() });

export const workerInvoker = (ports: HttpPorts) =>
  postInvoker<z.output<typeof settings>>(
    {
      platform: 'WORKER',
      settings,
      url: ({ url }) => url,
      headers: async () => ({}),
    },
    ports,
  );
