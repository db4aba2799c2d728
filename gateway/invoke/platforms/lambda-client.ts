/** Clients of the SDK over the gateway's own HTTP, which refuses forbidden addresses and knows what was sent. */
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { buildQueryString, HttpResponse } from '@smithy/core/protocols';
import type { AwsCredentialIdentityProvider, HttpHandlerOptions, HttpRequest } from '@smithy/types';
import type { Http, HttpEnd } from '../http/http.ts';

/** The SDK's advice about Node versions is for whoever installs this, not for the gateway's log. */
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** Larger than any answer of Lambda's with its headers, so that a larger one is a fault. */
const MAX_RESPONSE_BYTES = 7_000_000;

/** A request that no answer came to; `end` says how far it got. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
  readonly end: Exclude<HttpEnd, { type: 'answer' }>;
  constructor(end: Exclude<HttpEnd, { type: 'answer' }>) {
    super(`no answer: ${end.type}`);
    this.end = end;
  }
}

export interface ClientSettings {
  /** Undefined: that of the AWS configuration. */
  readonly region: string | undefined;
  /** Undefined: that of the region. */
  readonly endpoint: string | undefined;
  readonly credentials: AwsCredentialIdentityProvider;
}

/** Makes a client that tries once. Its calls name their deadline by `requestTimeout`. */
export async function createLambdaClient(
  { region, endpoint, credentials }: ClientSettings,
  http: Http,
): Promise<LambdaClient> {
  const { LambdaClient } = await import('@aws-sdk/client-lambda');
  return new LambdaClient({
    maxAttempts: 1,
    credentials,
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    requestHandler: { handle: (request: HttpRequest, options?: HttpHandlerOptions) => handle(http, request, options) },
  });
}

const never = new AbortController().signal;

async function handle(http: Http, request: HttpRequest, { abortSignal, requestTimeout }: HttpHandlerOptions = {}) {
  const { protocol, hostname, port, path, query, method, headers, body } = request;
  const search = buildQueryString(query ?? {});
  const end = await http.send({
    method: method as 'POST',
    url: `${protocol}//${hostname}${port ? `:${port}` : ''}${path}${search && `?${search}`}`,
    headers,
    body: body === undefined ? null : Buffer.from(body as Uint8Array).toString('utf8'),
    deadlineAt: Date.now() + requestTimeout!,
    signal: (abortSignal as AbortSignal | undefined) ?? never,
    maxResponseBytes: MAX_RESPONSE_BYTES,
  });
  if (end.type !== 'answer') throw new NoAnswer(end);
  // What collects bodies takes bytes as they are.
  const response = { statusCode: end.status, headers: end.headers, body: Buffer.from(end.body) };
  return { response: new HttpResponse(response) };
}
