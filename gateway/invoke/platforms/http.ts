/** Any HTTP server that speaks the protocol. */
import { z } from 'zod';
import { basic, bearer } from './authentication.ts';
import { postInvoker, type HttpPorts } from './post.ts';
import { httpUrl, secretReference } from './settings.ts';

const settings = z
  .strictObject({
    url: httpUrl,
    signingSecret: secretReference.nullish(),
    token: secretReference.nullish(),
    basicAuth: secretReference.nullish(),
  })
  .refine(({ token, basicAuth }) => !(token && basicAuth), {
    path: ['basicAuth'],
    message: 'not beside `token`: a request has one `Authorization`',
  });

type HttpTarget = z.output<typeof settings>;

export const httpInvoker = (ports: HttpPorts) =>
  postInvoker<HttpTarget>(
    {
      platform: 'HTTP',
      settings,
      url: ({ url }) => url,
      headers: async ({ token, basicAuth }) => ({
        ...(token && (await bearer(ports.secrets, token))),
        ...(basicAuth && (await basic(ports.secrets, basicAuth))),
      }),
    },
    ports,
  );
