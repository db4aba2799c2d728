/** Kubeless: a function's own HTTP server in a cluster, by its service or through an ingress. */
import { z } from 'zod';
import { basic } from './authentication.ts';
import { postInvoker, type HttpPorts } from './post.ts';
import { hostName, httpUrl, secretReference } from './settings.ts';

const settings = z.strictObject({
  url: httpUrl,
  host: hostName.nullish(),
  basicAuth: secretReference.nullish(),
  signingSecret: secretReference.nullish(),
});

export const kubelessInvoker = (ports: HttpPorts) =>
  postInvoker<z.output<typeof settings>>(
    {
      platform: 'KUBELESS',
      settings,
      url: ({ url }) => url,
      headers: async ({ host, basicAuth }) => ({
        ...(host && { host }),
        ...(basicAuth && (await basic(ports.secrets, basicAuth))),
      }),
      rules: [{ status: 408, means: 'timeout', because: "the function's own limit; its process ends" }],
    },
    ports,
  );
