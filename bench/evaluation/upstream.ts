/**
 * A program of its own that is CloudCheckr to the benchmark: the accounts and answers of the tests' emulator, as slow as
 * the draw says that each request names. Connections stay open as long as clients like.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN_KEY } from '../../test/emulators/cloudcheckr/index.ts';
import { legacyCalls, refused } from '../../test/emulators/cloudcheckr/legacy.ts';
import { createState, DEFAULTS } from '../../test/emulators/cloudcheckr/state.ts';
import type { EmulatedAnswer } from '../../test/emulators/http.ts';
import { serviceTimeMs, type Operation, type Preset } from './service-times.ts';

const seed = Number(process.argv[2]);
/** Whatever else is asked of accounts takes as long as `sync`: nobody measured it. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  add_account_v3: 'create',
  get_account: 'sync',
  delete_account: 'delete',
  get_accounts_v4: 'sync',
  get_external_id: 'sync',
};

const nothing = { instances: [], volumes: [], securityGroups: [], iamUsers: [], checks: [] };
const state = createState({ ...DEFAULTS, holdingsOf: () => nothing });
const calls = legacyCalls(state);
/** How many requests of a draw came. */
const counts = new Map<string, number>();

/** `draw` is written PRESET CYCLE ARM. A second try of the same call draws anew, as does each call that names no draw. */
function durationMs(operation: Operation, draw: string): number {
  const [preset, cycle] = draw.split(' ') as [Preset, string];
  const key = `${operation} ${draw}`;
  const nth = (counts.get(key) ?? 0) + 1;
  counts.set(key, nth);
  return serviceTimeMs({ seed, preset, operation, cycle: Number(cycle), nth });
}

async function answerTo(request: IncomingMessage): Promise<EmulatedAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const name = /^\/api\/account\.json\/(\w+)$/.exec(request.url!)?.[1] ?? '';
  const operation = OPERATIONS[name];
  if (!operation || request.method !== 'POST') return refused(404, 'UNKNOWN_CALL', 'There is no such call.');
  if (request.headers['access_key'] !== ADMIN_KEY) return refused(401, 'UNAUTHORIZED', 'The access_key is not valid.');
  const ms = durationMs(operation, String(request.headers['draw'] ?? 'replay 0'));
  if (ms > 0) await sleep(ms);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Readonly<Record<string, unknown>>;
  return calls[`account/${name}`]!(body, state.find(body['use_cc_account_id']));
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body } = await answerTo(request);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => void serve(request, response));
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
