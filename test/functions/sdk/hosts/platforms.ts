/** Each host, driven by events that have the form its platform gives them. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import type { Connector } from '../../../../functions/sdk/index.ts';
import { azureHost } from '../../../../functions/sdk/hosts/azure.ts';
import type { HostRuntime } from '../../../../functions/sdk/hosts/environment.ts';
import { gcfHost } from '../../../../functions/sdk/hosts/gcf.ts';
import { httpServer } from '../../../../functions/sdk/hosts/http.ts';
import { knativeHost } from '../../../../functions/sdk/hosts/knative.ts';
import { kubelessHost } from '../../../../functions/sdk/hosts/kubeless.ts';
import { lambdaHost } from '../../../../functions/sdk/hosts/lambda.ts';
import { openfaasHost, type OpenfaasContext } from '../../../../functions/sdk/hosts/openfaas.ts';
import { openwhiskHost } from '../../../../functions/sdk/hosts/openwhisk.ts';
import { workerHost } from '../../../../functions/sdk/hosts/worker.ts';

export interface Sent {
  readonly body: string | Uint8Array;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** `status` and `type` are null where the platform has none. */
export interface Came {
  readonly status: number | null;
  readonly type: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Running extends AsyncDisposable {
  send(sent: Sent): Promise<Came>;
}

export interface Platform {
  readonly name: string;
  /** Whether requests come from anybody, so that they may have to be signed. */
  readonly isHttp: boolean;
  /** Whether it takes what is no JSON at all. */
  readonly takesAnyBytes: boolean;
  /** Whether the host hears that the client went away. */
  readonly hearsOfAbort?: true;
  /** What sets the platform's own limit to these milliseconds. */
  readonly limit?: (ms: number) => Readonly<Record<string, string>>;
  start(connector: Connector, runtime: HostRuntime, settings?: { readonly limitMs?: number }): Promise<Running>;
}

const TYPE = 'application/cloudevents+json';
const bytesOf = (body: Sent['body']) => (typeof body === 'string' ? Buffer.from(body) : Buffer.from(body));
const json = (body: Sent['body']) => JSON.parse(bytesOf(body).toString()) as Record<string, unknown>;

const functionUrl =
  (isBase64Encoded: boolean): Platform['start'] =>
  async (connector, runtime, { limitMs = 60_000 } = {}) => {
    const handler = lambdaHost(connector, runtime);
    return inProcess(async ({ method = 'POST', headers, body }) => {
      const answer = (await handler(
        {
          version: '2.0',
          routeKey: '$default',
          rawPath: '/',
          rawQueryString: '',
          headers: { 'content-type': TYPE, host: 'x.lambda-url.eu-north-1.on.aws', ...headers },
          requestContext: { http: { method, path: '/', protocol: 'HTTP/1.1' }, requestId: 'r-1', stage: '$default' },
          body: bytesOf(body).toString(isBase64Encoded ? 'base64' : 'utf8'),
          isBase64Encoded,
        },
        { getRemainingTimeInMillis: () => limitMs },
      )) as Response;
      return came(answer);
    });
  };

export const PLATFORMS: readonly Platform[] = [
  {
    name: 'lambda, invoked',
    isHttp: false,
    takesAnyBytes: false,
    limit: () => ({}),
    async start(connector, runtime, { limitMs = 60_000 } = {}) {
      const handler = lambdaHost(connector, runtime);
      return inProcess(async ({ body }) =>
        object(await handler(json(body), { getRemainingTimeInMillis: () => limitMs })),
      );
    },
  },
  {
    name: 'lambda URL, base64',
    isHttp: true,
    takesAnyBytes: true,
    limit: () => ({}),
    start: functionUrl(true),
  },
  { name: 'lambda URL, text', isHttp: true, takesAnyBytes: false, limit: () => ({}), start: functionUrl(false) },
  {
    name: 'gcf',
    isHttp: true,
    takesAnyBytes: true,
    hearsOfAbort: true,
    limit: (ms) => ({ CLOUD_RUN_TIMEOUT_SECONDS: String(ms / 1_000) }),
    async start(connector, runtime) {
      const host = gcfHost(connector, runtime);
      return served(async (request, response) => {
        const rawBody = await bodyOf(request);
        await host(Object.assign(request, { rawBody, body: {} }), response);
      });
    },
  },
  {
    name: 'gcf, with the parsed body alone',
    isHttp: true,
    takesAnyBytes: false,
    async start(connector, runtime) {
      const host = gcfHost(connector, runtime);
      return served(async (request, response) => {
        const text = await bodyOf(request);
        const body = text.length > 0 ? json(text) : {};
        await host(Object.assign(request, { body }), response);
      });
    },
  },
  {
    name: 'azure',
    isHttp: true,
    takesAnyBytes: true,
    async start(connector, runtime) {
      const handler = azureHost(connector, runtime);
      return inProcess(async (sent) => came(await handler(fetchRequest(sent), { functionName: 'probe' })));
    },
  },
  {
    name: 'openwhisk, the call as parameters',
    isHttp: false,
    takesAnyBytes: false,
    limit: (ms) => ({ __OW_DEADLINE: String(Date.now() + ms) }),
    async start(connector, runtime) {
      const main = openwhiskHost(connector, runtime);
      return inProcess(async ({ body }) => object(await main({ ...json(body), CAUSEWAY_SEALING_KEY: '{}' })));
    },
  },
  {
    name: 'openwhisk, the call in ce',
    isHttp: false,
    takesAnyBytes: false,
    async start(connector, runtime) {
      const main = openwhiskHost(connector, runtime);
      return inProcess(async ({ body }) => object(await main({ ce: json(body), region: 'a default parameter' })));
    },
  },
  {
    name: 'openwhisk, web action',
    isHttp: true,
    takesAnyBytes: true,
    async start(connector, runtime) {
      const main = openwhiskHost(connector, runtime);
      return inProcess(async ({ method = 'POST', headers, body }) => {
        const params = { __ow_method: method.toLowerCase(), __ow_headers: { 'content-type': TYPE, ...headers } };
        const answer = await main({ ...params, __ow_path: '', __ow_body: bytesOf(body).toString('base64') });
        return came(webAnswer(answer));
      });
    },
  },
  {
    name: 'openwhisk, web action with the body as text',
    isHttp: true,
    takesAnyBytes: false,
    async start(connector, runtime) {
      const main = openwhiskHost(connector, runtime);
      return inProcess(async ({ method = 'POST', headers = {}, body }) => {
        const params = { __ow_method: method.toLowerCase(), __ow_headers: headers, __ow_path: '' };
        return came(webAnswer(await main({ ...params, __ow_body: bytesOf(body).toString() })));
      });
    },
  },
  {
    name: 'knative',
    isHttp: true,
    takesAnyBytes: false,
    async start(connector, runtime) {
      const handle = knativeHost(connector, runtime);
      return inProcess(async ({ method = 'POST', headers, body }) => {
        const text = bytesOf(body).toString();
        const context = { method, headers: { 'content-type': TYPE, ...headers }, body: text, query: {} };
        return came(await handle(context, { parsed: 'by the runtime' }));
      });
    },
  },
  {
    name: 'knative, with the parsed event alone',
    isHttp: true,
    takesAnyBytes: false,
    async start(connector, runtime) {
      const handle = knativeHost(connector, runtime);
      return inProcess(async ({ method = 'POST', headers = {}, body }) =>
        came(await handle({ method, headers }, json(body))),
      );
    },
  },
  {
    name: 'kubeless',
    isHttp: true,
    takesAnyBytes: false,
    hearsOfAbort: true,
    limit: () => ({}),
    async start(connector, runtime, { limitMs = 180_000 } = {}) {
      const handler = kubelessHost(connector, runtime);
      return served(async (request, response) => {
        const data = (await bodyOf(request)).toString();
        const extensions = { request, response };
        const result = await handler({ data, extensions }, { timeout: limitMs / 1_000 });
        response.end(result);
      });
    },
  },
  {
    name: 'openfaas',
    isHttp: true,
    takesAnyBytes: true,
    limit: (ms) => ({ exec_timeout: `${ms}ms` }),
    async start(connector, runtime) {
      const handler = openfaasHost(connector, runtime);
      return inProcess(async ({ method = 'POST', headers = {}, body }) => {
        const answer = { statusCode: 200, headers: {}, body: '' };
        const context: OpenfaasContext = {
          status: (code) => ((answer.statusCode = code), context),
          headers: (values) => ((answer.headers = values), context),
          succeed: (value) => void (answer.body = value),
        };
        await handler({ method, headers, body: bytesOf(body) }, context);
        return came(answer);
      });
    },
  },
  {
    name: 'worker',
    isHttp: true,
    takesAnyBytes: true,
    hearsOfAbort: true,
    async start(connector, runtime) {
      const worker = workerHost(connector, runtime);
      return inProcess(async (sent) => {
        const response = await worker.fetch(fetchRequest(sent), {}, {});
        const headers = Object.fromEntries(response.headers);
        return came({ status: response.status, headers, body: await response.text() });
      });
    },
  },
  {
    name: 'http',
    isHttp: true,
    takesAnyBytes: true,
    hearsOfAbort: true,
    start: async (connector, runtime) => listening(httpServer(connector, runtime)),
  },
];

/** The forms in which platforms want a response; each has some of the fields. */
interface Response {
  readonly status?: number;
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const came = ({ status, statusCode, headers = {}, body }: Response): Came => ({
  status: status ?? statusCode ?? null,
  type: headers['content-type'] ?? null,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The platform takes a body that is a text of this media type for base64. */
const webAnswer = (answer: Response): Response =>
  typeof answer.body === 'string' ? { ...answer, body: Buffer.from(answer.body, 'base64').toString() } : answer;

const object = (reply: object): Came => ({ status: null, type: null, headers: {}, text: JSON.stringify(reply) });

const inProcess = (send: Running['send']): Running => ({ send, [Symbol.asyncDispose]: async () => {} });

const served = (listener: (request: IncomingMessage, response: ServerResponse) => Promise<void>) =>
  listening(createServer(listener as RequestListener));

async function listening(server: Server): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    async send(sent) {
      const response = await fetch(url, fetchInit(sent));
      const headers = Object.fromEntries(response.headers);
      return came({ status: response.status, headers, body: await response.text() });
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const fetchRequest = (sent: Sent) => new Request('http://functions.test/', fetchInit(sent));

function fetchInit({ method = 'POST', headers, body, signal }: Sent): RequestInit {
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return {
    method,
    headers: { 'content-type': TYPE, ...headers },
    ...(hasBody && { body: bytesOf(body) }),
    ...(signal && { signal }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
