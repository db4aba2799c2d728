/** Stands between the SDK and moto and does what moto does not: throttles, denies, expires, resets, hangs and cuts answers. */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Which calls a fault meets; what is left out matches everything. */
export interface Target {
  /** As IAM spells it, such as `ec2`. */
  readonly service?: string;
  /** Such as `DescribeInstances`. */
  readonly operation?: string;
  readonly region?: string;
  /** Only calls whose body matches. */
  readonly body?: RegExp;
}

/** An error as the service would answer it. */
interface Refusal {
  readonly type: 'refuse';
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What happens to a call instead of an answer. */
export type Fault =
  | Refusal
  /** `half` breaks off inside the answer, `stall` goes silent there. */
  | { readonly type: 'reset' | 'hang' | 'half' | 'stall' };

export const throttling = (retryAfterSeconds?: number): Refusal => ({
  type: 'refuse',
  status: 503,
  code: 'RequestLimitExceeded',
  message: 'Request limit exceeded.',
  ...(retryAfterSeconds !== undefined && { headers: { 'retry-after': String(retryAfterSeconds) } }),
});
export const denial = (permission: string): Refusal => ({
  type: 'refuse',
  status: 403,
  code: 'UnauthorizedOperation',
  message: `You are not authorized to perform this operation. User: arn:aws:iam::111111111111:user/a is not authorized to perform: ${permission} because no identity-based policy allows it. Encoded authorization failure message: c2VjcmV0`,
});
export const expiry: Refusal = {
  type: 'refuse',
  status: 400,
  code: 'ExpiredToken',
  message: 'The security token included in the request is expired',
};
export const outage: Refusal = {
  type: 'refuse',
  status: 500,
  code: 'InternalError',
  message: 'An internal error has occurred',
};

/** A fault in force. */
export interface Injected extends Disposable {
  /** How many calls it has met. */
  readonly hits: number;
}

export interface ProxiedCall {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly body: string;
}

export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** Every call that came, in order, whether it was let through or not. */
  readonly calls: readonly ProxiedCall[];
  /** From now on until it is disposed of, or for the first `times` calls. Newer faults go before older ones. */
  inject(target: Target, fault: Fault, times?: number): Injected;
}

export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const calls: ProxiedCall[] = [];
  const faults: { target: Target; fault: Fault; left: number; hits: number }[] = [];

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const call = read(request, body.toString());
      calls.push(call);
      const met = faults.find(({ target, left }) => left > 0 && matches(target, call));
      if (!met) return forward(upstream, request, body, response);
      met.left -= 1;
      met.hits += 1;
      spoil(met.fault, call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    inject(target, fault, times = Infinity) {
      const entry = { target, fault, left: times, hits: 0 };
      faults.unshift(entry);
      return {
        get hits() {
          return entry.hits;
        },
        [Symbol.dispose]: () => void faults.splice(faults.indexOf(entry), 1),
      };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Service and region stand in the signature's scope; the operation where each protocol puts it. */
function read({ headers, url = '/' }: IncomingMessage, body: string): ProxiedCall {
  const [region = '', signedFor = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '')?.slice(1) ?? [];
  const service = signedFor === 'monitoring' ? 'cloudwatch' : signedFor;
  const target = headers['x-amz-target'];
  const operation = target
    ? String(target).split('.')[1]
    : (new URLSearchParams(body).get('Action') ??
      (url.startsWith('/2015-03-31/functions') ? 'ListFunctions' : undefined));
  return { service, operation: operation ?? 'unknown', region, body };
}

function matches({ service, operation, region, body }: Target, call: ProxiedCall): boolean {
  return (
    (service === undefined || service === call.service) &&
    (operation === undefined || operation === call.operation) &&
    (region === undefined || region === call.region) &&
    (body === undefined || body.test(call.body))
  );
}

function forward(
  upstream: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  const onward = httpRequest(new URL(url ?? '/', upstream), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  onward.end(body);
}

function spoil(fault: Fault, call: ProxiedCall, response: ServerResponse): void {
  switch (fault.type) {
    case 'refuse':
      response.writeHead(fault.status, {
        ...fault.headers,
        'content-type': contentType(call),
        'x-amzn-errortype': fault.code,
      });
      response.end(errorBody(call, fault));
      return;
    case 'reset':
      response.socket!.resetAndDestroy();
      return;
    case 'half':
    case 'stall':
      response.writeHead(200, { 'content-type': contentType(call), 'content-length': 10_000 });
      response.write(halfBody(call), () => fault.type === 'half' && response.socket!.destroy());
      return;
    case 'hang':
      return; // until the caller gives up
  }
}

const speaksJson = ({ service }: ProxiedCall) => service === 'lambda' || service === 'cloudwatch';
const contentType = (call: ProxiedCall) => (speaksJson(call) ? 'application/x-amz-json-1.0' : 'text/xml');

function errorBody(call: ProxiedCall, { code, message }: { code: string; message: string }): string {
  if (speaksJson(call)) return JSON.stringify({ __type: code, message });
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  if (call.service === 'ec2') return `<Response><Errors>${error}</Errors><RequestID>r-1</RequestID></Response>`;
  return `<ErrorResponse>${error}<RequestId>r-1</RequestId></ErrorResponse>`;
}

const halfBody = (call: ProxiedCall) =>
  speaksJson(call)
    ? '{"Functions": [{"FunctionName": "a"}, {"Func'
    : `<${call.operation}Response><reservationSet><item>`;
