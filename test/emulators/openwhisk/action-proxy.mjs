/**
 * The process in which an action of OpenWhisk runs, with the contract of its Node runtime: `POST /init` once, then
 * `POST /run`, one at a time; after each run a marker on both outputs.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { unzipSync } from 'fflate';

const MARKER = 'XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX';
const require = createRequire(import.meta.url);

/** @type {null | ((parameters: unknown) => unknown)} */
let action = null;
let isRunning = false;

/** An archive with `package.json` or `index.js` in it. */
function unpack(code, main) {
  const directory = mkdtempSync(join(tmpdir(), 'causeway-action-'));
  try {
    for (const [path, bytes] of Object.entries(unzipSync(Buffer.from(code, 'base64')))) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), bytes);
    }
    return require(directory)[main];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Text that begins with a function declaration, or sets `exports`: both find their entry. */
function load(code, main) {
  const module = { exports: {} };
  const find = `try { return ${main} } catch (e) { if (e.name !== 'ReferenceError') throw e; return module.exports.${main} }`;
  return compileFunction(`${code}\n${find}`, ['require', 'module', 'exports'])(require, module, module.exports);
}

function init({ main = 'main', code, binary = false, env = {} }) {
  if (action) return [403, { error: 'Cannot initialize the action more than once.' }];
  if (!code) return [403, { error: 'Missing main/no code to execute.' }];
  Object.assign(process.env, env);
  try {
    action = binary ? unpack(code, main) : load(code, main);
    if (typeof action !== 'function') throw new TypeError(`Action entrypoint '${main}' is not a function.`);
    return [200, { OK: true }];
  } catch (error) {
    return [502, { error: `Initialization has failed due to: ${error.stack ?? error}` }];
  }
}

async function run({ value, ...meta }) {
  if (!action || isRunning) return [500, { error: 'Internal system error: container not ready' }];
  isRunning = true;
  for (const [name, fact] of Object.entries(meta)) process.env[`__OW_${name.toUpperCase()}`] = String(fact);
  try {
    const result = (await action(value)) ?? {};
    if (typeof result === 'object') return [200, result];
    return [502, { error: 'The action did not return a dictionary or array.' }];
  } catch (error) {
    // A rejection is a result that has an error.
    return [200, { error: error instanceof Error ? { name: error.name, message: error.message } : (error ?? {}) }];
  } finally {
    isRunning = false;
    console.log(MARKER);
    console.error(MARKER);
  }
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const message = JSON.parse(Buffer.concat(chunks).toString());
  const [status, body] = request.url === '/init' ? init(message.value) : await run(message);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});
// Whoever keeps the connection says how long.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.once('disconnect', () => process.exit());
