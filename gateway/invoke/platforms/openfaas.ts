/** OpenFaaS: a function behind the OpenFaaS gateway. The header tells answers of the platform from the function's. */
import { z } from 'zod';
import type { Answer } from './answers.ts';
import { basic } from './authentication.ts';
import { postInvoker, type HttpPorts } from './post.ts';
import { baseUrl, dnsLabel, secretReference } from './settings.ts';

const settings = z.strictObject({
  gateway: baseUrl,
  function: dnsLabel,
  namespace: dnsLabel.nullish(),
  basicAuth: secretReference.nullish(),
  signingSecret: secretReference.nullish(),
});

/** Set by the OpenFaaS gateway and the watchdog on what they answer themselves. */
const isOfPlatform = ({ headers }: Answer) => headers['x-openfaas-internal'] !== undefined;

export const openfaasInvoker = (ports: HttpPorts) =>
  postInvoker<z.output<typeof settings>>(
    {
      platform: 'OPENFAAS',
      settings,
      url: ({ gateway, function: name, namespace }) =>
        `${gateway.replace(/\/+$/, '')}/function/${name}${namespace ? `.${namespace}` : ''}`,
      headers: async ({ basicAuth }) => (basicAuth ? basic(ports.secrets, basicAuth) : {}),
      rules: [
        {
          status: 404,
          when: (answer) => !isOfPlatform(answer) && !answer.body.includes('error finding function'),
          means: 'noReply',
          because: "the function's own answer",
        },
        { status: 500, when: isOfPlatform, means: 'failed', because: 'OpenFaaS itself' },
        {
          status: 502,
          when: ({ body }) => body.trim() === '',
          means: 'timeout',
          because: "the OpenFaaS gateway's limit",
        },
        { status: 504, means: 'timeout', because: "the function's own limit (exec_timeout)" },
      ],
    },
    ports,
  );
