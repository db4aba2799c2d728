/** Azure Functions v4. Facts: learn.microsoft.com, "Azure Functions HTTP trigger" and "Work with access keys". */
import { z } from 'zod';
import { headerSecret } from './authentication.ts';
import { postInvoker, type HttpPorts } from './post.ts';
import { httpUrl, secretReference } from './settings.ts';

const settings = z.strictObject({
  // The portal copies function URLs with the key in the query as `code`.
  url: httpUrl,
  key: secretReference.nullish(),
  signingSecret: secretReference.nullish(),
});

export const azureInvoker = (ports: HttpPorts) =>
  postInvoker<z.output<typeof settings>>(
    {
      platform: 'AZURE',
      settings,
      url: ({ url }) => url,
      headers: async ({ key }) => (key ? { 'x-functions-key': await headerSecret(ports.secrets, key) } : {}),
      rules: [
        { status: 401, means: 'unauthorized', because: 'the key is missing or wrong' },
        { status: 502, means: 'timeout', because: "the load balancer's limit of 230 s, or a crash; it may still run" },
      ],
    },
    ports,
  );
