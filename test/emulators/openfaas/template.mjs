/**
 * The process of an OpenFaaS function, with the contract of the template `node22`: what a content type makes of a body,
 * its limits (100 kB unless the variables say more), and 200 for a function that throws.
 * Arguments: the module that exports the handler, and the port where it is started again.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [file, port = '0'] = process.argv.slice(2);
const { RAW_BODY, MAX_RAW_SIZE = '100kb', MAX_JSON_SIZE = '100kb' } = process.env;
const handler = createRequire(import.meta.url)(file);

const UNITS = { b: 1, kb: 1_024, mb: 1_048_576 };
const bytesOf = (size) => {
  const [, amount, unit] = /^(\d+)(b|kb|mb)$/.exec(size);
  return Number(amount) * UNITS[unit];
};

/** How the content type is read, and up to how much; null: not at all. */
function readerOf(type) {
  if (RAW_BODY === 'true') return { maxBytes: bytesOf(MAX_RAW_SIZE), read: (bytes) => bytes };
  if (type.startsWith('text/')) return { maxBytes: bytesOf('100kb'), read: (bytes) => bytes.toString() };
  if (/^application\/json\b/.test(type))
    return { maxBytes: bytesOf(MAX_JSON_SIZE), read: (bytes) => JSON.parse(bytes.toString()) };
  return null;
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const reader = readerOf(request.headers['content-type'] ?? 'text/plain');
  if (reader && bytes.length > reader.maxBytes)
    return response.writeHead(413, { 'content-type': 'text/html; charset=utf-8' }).end('PayloadTooLargeError');
  let body = {};
  try {
    if (reader && bytes.length > 0) body = reader.read(bytes);
  } catch (error) {
    return response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' }).end(String(error));
  }
  let status = 200;
  let headers = {};
  const write = (error, result) => {
    if (response.writableEnded) return;
    if (error) console.error(error);
    const value = error ? String(error) : result;
    const isText = typeof value === 'string';
    const type = { 'content-type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8' };
    response.writeHead(status, { ...type, ...headers }).end(isText ? value : JSON.stringify(value));
  };
  const context = {
    status: (code) => ((status = code), context),
    headers: (values) => ((headers = values), context),
    succeed: (value) => write(null, value),
    fail: (value) => {
      if (status === 200) status = 500;
      write(value);
    },
  };
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const { method, headers: given } = request;
  const event = { body, headers: given, method, query: Object.fromEntries(searchParams), path: pathname };
  try {
    write(null, await handler(event, context));
  } catch (error) {
    // As the template does it: the error's text, and still 200.
    write(error);
  }
});
server.listen(Number(port), '127.0.0.1', () => process.send?.({ port: server.address().port }));
process.once('disconnect', () => process.exit());
