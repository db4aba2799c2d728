/** The bus of several gateways over one PostgreSQL: what one publishes all of them hear, by its LISTEN and NOTIFY. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import { parseJson } from '../../functions/sdk/parse-json.ts';
import type { Clock } from '../clock.ts';
import type { Bus, Topics } from './bus.ts';
import { createBus } from './memory.ts';

const CHANNEL = 'causeway';
/** PostgreSQL takes less than 8,000 bytes; the names of topics and all ids are ASCII. */
const MAX_PAYLOAD_BYTES = 7_900;
/** The sender's id and the brackets around its messages, and some more. */
const ENVELOPE_BYTES = 100;
const CONNECT_TIMEOUT_MS = 5_000;
const RECONNECT_MS = 1_000;
/** Operations that ended so shortly before may have ended unheard. */
const LOOK_BACK_MS = 600_000;

type Message = { [Topic in keyof Topics]: readonly [topic: Topic, message: Topics[Topic]] }[keyof Topics];

const nothing = z.strictObject({});
const MESSAGE: z.ZodType<Message> = z.union([
  z.tuple([z.literal('provider'), z.object({ providerId: z.string() })]),
  z.tuple([z.literal('provider-stopped'), z.object({ providerId: z.string() })]),
  z.tuple([z.literal('operation'), z.object({ operationId: z.string() })]),
  z.tuple([z.literal('inventory'), z.object({ providerId: z.string() })]),
  z.tuple([z.literal('api-key-revoked'), z.object({ keyId: z.string() })]),
  z.tuple([z.literal('alarm-log'), nothing]),
  z.tuple([z.literal('registry'), nothing]),
  z.tuple([z.literal('outbox'), nothing]),
]);
const PAYLOAD = z.object({ from: z.string(), messages: z.array(z.unknown()) });

export interface SharedBus extends Bus {
  /** Tells what is still to be told, and hears nothing more. */
  close(): Promise<void>;
}

export interface SharedBusPorts {
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** The database cannot be reached for this any more. It is tried again, and nothing more said before it was there. */
  readonly onBroken: (error: unknown) => void;
}

/**
 * Messages to this gateway's own listeners are told at once and always; those to the others as soon as the database is
 * there. What may have been missed without it is told whenever it is there again.
 */
export function createSharedBus({ databaseUrl, clock, onBroken }: SharedBusPorts): SharedBus {
  const own = createBus();
  const self = randomUUID();
  const closing = new AbortController();
  const closed = new Promise((resolve) => closing.signal.addEventListener('abort', resolve, { once: true }));
  /** Messages as text, so that one that is told again before it was sent is sent once. */
  const outgoing = new Set<string>();
  let client: pg.Client | null = null;
  let isBroken = false;
  let sending: Promise<void> | null = null;

  const tell = ([topic, message]: Message) => own.publish(topic, message);

  async function send(): Promise<void> {
    await Promise.resolve(); // what is published in the same turn goes together
    while (client && outgoing.size > 0) {
      const taken = payloadOf(outgoing);
      const payload = `{"from":"${self}","messages":[${taken.join()}]}`;
      for (const text of taken) outgoing.delete(text);
      try {
        await client.query('select pg_notify($1, $2)', [CHANNEL, payload]);
      } catch {
        for (const text of taken) outgoing.add(text); // the connection has broken, and a new one sends them
        return;
      }
    }
  }

  function sendSoon() {
    sending ??= send().finally(() => {
      sending = null;
    });
  }

  /** Listens until the connection breaks. */
  async function listen(): Promise<void> {
    const connection = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    const ended = new Promise<unknown>((resolve) => connection.once('end', resolve).on('error', resolve));
    try {
      await connection.connect();
      connection.on('notification', ({ payload = '' }) => {
        for (const message of messagesIn(payload, self)) tell(message);
      });
      await connection.query(`listen ${CHANNEL}`);
      for (const message of await missed(connection)) tell(message);
      client = connection;
      sendSoon();
      isBroken = false;
      const error = await Promise.race([ended, closed]);
      if (!closing.signal.aborted) throw error instanceof Error ? error : new Error('the connection ended');
      await sending;
    } finally {
      client = null;
      await connection.end().catch(() => {});
    }
  }

  /** Everything that may have changed while nobody listened. */
  async function missed(connection: pg.Client): Promise<Message[]> {
    const providers = await connection.query<{ id: string }>('select id from providers');
    const operations = await connection.query<{ id: string }>(
      'select id from operations where finished_at is null or finished_at > $1',
      [clock.now() - LOOK_BACK_MS],
    );
    return [
      ['alarm-log', {}],
      ['registry', {}],
      ['outbox', {}],
      ...providers.rows.map(({ id }): Message => ['provider', { providerId: id }]),
      ...providers.rows.map(({ id }): Message => ['inventory', { providerId: id }]),
      ...operations.rows.map(({ id }): Message => ['operation', { operationId: id }]),
    ];
  }

  function tellOfBreak(error: unknown) {
    if (!isBroken) onBroken(error);
    isBroken = true;
  }

  const listening = (async () => {
    while (!closing.signal.aborted) {
      await listen().catch(tellOfBreak);
      await clock.sleep(RECONNECT_MS, closing.signal).catch(() => {});
    }
  })();

  return {
    publish(topic, message) {
      own.publish(topic, message);
      outgoing.add(JSON.stringify([topic, message]));
      sendSoon();
    },
    subscribe: (topic, listener) => own.subscribe(topic, listener),
    async close() {
      closing.abort();
      await listening;
    },
  };
}

/** As many of the oldest as one payload takes, and one at least. */
function payloadOf(texts: Iterable<string>): string[] {
  const taken: string[] = [];
  let bytes = ENVELOPE_BYTES;
  for (const text of texts) {
    bytes += text.length + 1;
    if (taken.length > 0 && bytes > MAX_PAYLOAD_BYTES) break;
    taken.push(text);
  }
  return taken;
}

/** What a gateway of this version can understand: others may be newer, and somebody else may use the channel. */
function* messagesIn(payload: string, self: string): Iterable<Message> {
  const told = PAYLOAD.safeParse(parseJson(payload));
  if (!told.success || told.data.from === self) return;
  for (const message of told.data.messages) {
    const known = MESSAGE.safeParse(message);
    if (known.success) yield known.data;
  }
}
