/**
 * The process of a Kubeless function, with the contract of its Node runtime (kubeless.js of kubeless/runtimes): the
 * handler runs inside a script with a time limit, so that only what blocks is ended, by 408 and the end of the process.
 * Arguments: the module, and the port where it is started again. `FUNC_TIMEOUT` is in seconds.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

const [file, port = '0'] = process.argv.slice(2);
const { FUNC_HANDLER: name = 'handler', FUNC_TIMEOUT: timeout = '180', REQ_MB_LIMIT: limitMb = '1' } = process.env;
const context = { 'function-name': name, timeout: Number(timeout), runtime: 'nodejs20', 'memory-limit': '256Mi' };
const script = new Script('invoke()');
const exported = createRequire(import.meta.url)(file);
const handler = typeof exported === 'function' ? exported : exported[name];

/** Null: too large. */
async function read(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= Number(limitMb) * 1_048_576) chunks.push(chunk);
  }
  return bytes > Number(limitMb) * 1_048_576 ? null : Buffer.concat(chunks);
}

function dataOf(request, body) {
  if (body.length === 0) return body;
  const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
  return isJson ? JSON.parse(body.toString()) : body.toString();
}

function finish(response, result) {
  if (response.writableEnded) return;
  if (typeof result === 'object') response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(typeof result === 'string' || result === undefined ? result : JSON.stringify(result));
}

function fail(response, error) {
  console.error(`Function failed to execute: ${error?.stack}`);
  response.writeHead(500, { 'content-type': 'text/html; charset=utf-8' }).end('Internal Server Error');
}

async function settle(response, result) {
  try {
    finish(response, await result);
  } catch (error) {
    fail(response, error);
  }
}

const server = createServer(async (request, response) => {
  response.setHeader('access-control-allow-origin', '*');
  if (request.url === '/healthz') return response.end('OK');
  if (request.method === 'OPTIONS') return response.end();
  const body = await read(request);
  if (!body) return response.writeHead(413, { 'content-type': 'text/html; charset=utf-8' }).end('PayloadTooLargeError');
  const invoke = () => {
    const attributes = ['event-type', 'event-id', 'event-time', 'event-namespace'];
    const event = {
      ...Object.fromEntries(attributes.map((attribute) => [attribute, request.headers[attribute]])),
      data: dataOf(request, body),
      extensions: { request, response },
    };
    void settle(response, handler(event, context));
  };
  try {
    script.runInNewContext({ invoke }, { timeout: Number(timeout) * 1_000 });
  } catch (error) {
    if (error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') return fail(response, error);
    response.writeHead(408).end(String(error), () => {
      console.error('CRITICAL: Unable to stop spawned process. Exiting');
      process.exit(1);
    });
  }
});
server.listen(Number(port), '127.0.0.1', () => process.send?.({ port: server.address().port }));
process.once('disconnect', () => process.exit());
