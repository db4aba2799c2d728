/** A function URL: HTTP to payload version 2.0 and back. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { LambdaFunction } from './functions.ts';
import { LIMITS, runOnce, type Answer, type InvocationPlace } from './invocation.ts';

/** Bodies of these types come as text, all others in base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml)|x-www-form-urlencoded))/;

export async function answerUrl(
  place: InvocationPlace,
  fn: LambdaFunction,
  request: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  if (body.length > LIMITS.request) return { status: 413, body: '{"Message":"Request Too Long"}' };
  const ended = await runOnce(place, fn, '$LATEST', JSON.stringify(eventOf(fn, request, body)));
  if ('status' in ended) return ended.status === 429 ? ended : { status: 502, body: 'Internal Server Error' };
  if (ended.isError) return { status: 502, body: 'Internal Server Error' };
  return answerOf(ended.payload, ended.requestId);
}

function eventOf(fn: LambdaFunction, request: IncomingMessage, body: Buffer) {
  const url = new URL(request.url!, 'http://host');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const isText = TEXT.test(headers['content-type'] ?? '');
  const now = new Date();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(url.search !== '' && { queryStringParameters: Object.fromEntries(url.searchParams) }),
    requestContext: {
      accountId: 'anonymous',
      apiId: fn.url!.id,
      domainName: request.headers.host,
      domainPrefix: fn.url!.id,
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** With a `statusCode` it is a whole answer; anything else is the body of one. */
function answerOf(payload: string, requestId: string): Answer {
  const result = JSON.parse(payload) as {
    statusCode?: number;
    headers?: Record<string, string>;
    body?: string;
    isBase64Encoded?: boolean;
  } | null;
  const standard = { 'content-type': 'application/json', 'x-amzn-RequestId': requestId };
  if (typeof result !== 'object' || result === null || result.statusCode === undefined)
    return { status: 200, headers: standard, body: payload };
  const { statusCode, headers, body = '', isBase64Encoded } = result;
  return {
    status: statusCode,
    headers: { ...standard, ...headers },
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
  };
}
