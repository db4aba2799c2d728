/** The ways in which the same three operations are made. Each is one call of the upstream, whose answer is looked at. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Invoker } from '../../gateway/invoke/invoker.ts';
import { createInvokers } from '../../gateway/invoke/platforms/index.ts';
import type { Platform } from '../../schema/generated/types.ts';
import { ADMIN_KEY } from '../../test/emulators/cloudcheckr/index.ts';
import { TRACEPARENT } from '../invoke/client.ts';
import { LOCAL_DEPLOYMENT, type EvaluatedGateway } from './gateway.ts';
import { RUNTIME_LIST, SECRETS, type Place } from './runtimes.ts';

/**
 * D0: straight to the upstream, a new connection for each request. D1: over connections that stay open, the baseline. F: the
 * function, called as its platform is called. Q: the function through the gateway, by GraphQL. W: the whole mutations and
 * queries of providers, which ask more of the upstream.
 */
export type ArmKind = 'D0' | 'D1' | 'F' | 'Q' | 'W';

export interface Arm {
  readonly kind: ArmKind;
  /** Null: no function. */
  readonly runtime: string | null;
  /** Answers the id of what was made. All throw when an answer is not as it must be. */
  create(draw: string, name: string): Promise<unknown>;
  sync(draw: string, name: string, id: unknown): Promise<void>;
  delete(draw: string, name: string, id: unknown): Promise<void>;
}

/** The name that the built-in platform has in results. */
export const LOCAL = 'local';

type Ask = (operation: 'create' | 'sync' | 'delete' | 'warmUp', draw: string, data: object) => Promise<unknown>;

const arm = (kind: ArmKind, runtime: string | null, ask: Ask, sync: 'sync' | 'warmUp'): Arm => ({
  kind,
  runtime,
  async create(draw, name) {
    const { id } = (await ask('create', draw, { name })) as { id: number };
    assert.ok(Number.isInteger(id));
    return id;
  },
  sync: async (draw, name, id) => assert.deepEqual(await ask(sync, draw, { id }), { name }),
  delete: async (draw, name) => assert.deepEqual(await ask('delete', draw, { name }), { deleted: true }),
});

/** With what a client that knows CloudCheckr sends and reads. */
const direct = (url: string, keepsOpen: boolean): Ask => {
  const agent = keepsOpen ? new Agent({ keepAlive: true }) : (false as const);
  const post = (call: string, draw: string, body: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const headers = {
        access_key: ADMIN_KEY,
        draw,
        'content-type': 'application/json',
        'content-length': body.length,
      };
      const outgoing = request(`${url}/api/account.json/${call}`, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(JSON.parse(text) as Record<string, unknown>);
          else reject(new Error(`${response.statusCode}: ${text}`));
        });
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  return async (operation, draw, data) => {
    const { name, id } = data as { name?: string; id?: number };
    if (operation === 'create')
      return { id: (await post('add_account_v3', draw, JSON.stringify({ account_name: name })))['cc_account_id'] };
    if (operation === 'delete')
      return {
        deleted: (await post('delete_account', draw, JSON.stringify({ account_name: name })))['Message'] === 'OK',
      };
    return { name: (await post('get_account', draw, JSON.stringify({ account_id: id })))['Name'] };
  };
};

export interface ArmsPorts {
  readonly upstream: string;
  readonly gateway: EvaluatedGateway;
  readonly places: Readonly<Record<string, Place['settings']>>;
}

export interface Arms extends AsyncDisposable {
  /** `sync` is another function where it warms up: see the connector. */
  readonly of: (sync: 'sync' | 'warmUp') => readonly Arm[];
}

export function createArms({ upstream, gateway, places }: ArmsPorts): Arms {
  const invokers = createInvokers({
    local: {
      hostPath: fileURLToPath(new URL('local-host.ts', import.meta.url)),
      keyDirectory: join(tmpdir(), 'causeway-evaluation-no-key'),
      log: () => {},
    },
    secrets: { read: async (reference) => SECRETS[reference.slice('file:'.length) as keyof typeof SECRETS] },
    privateAddresses: 'allow',
  });
  const never = new AbortController().signal;

  /** The call as the gateway makes it, on the platform as it is. */
  function functionOn(platform: Platform, settings: Place['settings']): Ask {
    const invoker = invokers[platform] as Invoker<unknown>;
    const target = invoker.settings.parse(settings);
    return async (operation, draw, data) => {
      const id = randomUUID();
      const to = { url: upstream, key: ADMIN_KEY, draw };
      const input = { specversion: '1.0', id, source: 'bench', type: 'dev.causeway.call', data: { to, ...data } };
      const call = {
        invocationId: id,
        functionName: `bench.${operation}`,
        input,
        account: null,
        attempt: 1,
        deadlineAt: Date.now() + 10_000,
        idempotencyKey: null,
        traceparent: TRACEPARENT,
      };
      const outcome = await invoker.invoke(target, call, never);
      if (outcome.type !== 'ok') throw new Error(JSON.stringify(outcome));
      return (outcome.data as { data: unknown }).data;
    };
  }

  const through =
    (deployment: string): Ask =>
    (operation, draw, data) => {
      const kind = operation === 'sync' || operation === 'warmUp' ? 'query' : 'mutation';
      const to = { url: upstream, key: ADMIN_KEY, draw };
      return gateway.call(kind, `bench.${operation}`, deployment, { to, ...data });
    };

  const asks: readonly (readonly [ArmKind, string | null, Ask])[] = [
    ['D0', null, direct(upstream, false)],
    ['D1', null, direct(upstream, true)],
    ['F', LOCAL, functionOn('LOCAL', { connector: 'bench' })],
    ['Q', LOCAL, through(LOCAL_DEPLOYMENT)],
    ...Object.entries(places).flatMap(([name, settings]) => [
      ['F', name, functionOn(RUNTIME_LIST[name]!.platform, settings)] as const,
      ['Q', name, through(name)] as const,
    ]),
  ];
  return {
    of: (sync) => asks.map(([kind, runtime, ask]) => arm(kind, runtime, ask, sync)),
    async [Symbol.asyncDispose]() {
      await Promise.all(Object.values(invokers).map((invoker) => invoker.close()));
    },
  };
}
