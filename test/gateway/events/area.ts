/** The events' area over a real store, with functions whose answers the test gives. */
import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '../../../functions/sdk/index.ts';
import { createAlarms } from '../../../gateway/alarms/index.ts';
import { createBus } from '../../../gateway/bus/index.ts';
import { NoSuchHandler } from '../../../gateway/errors.ts';
import { createEvents, type EventsPorts, type Receipt } from '../../../gateway/events/index.ts';
import type { DeployedFunction, FunctionCall, Outcome } from '../../../gateway/invoke/index.ts';
import { openStore, type StoreLocation } from '../../../gateway/store/index.ts';
import type { CreateEventSubscriptionInput, DeliveryState } from '../../../schema/generated/types.ts';
import { encodeStructured } from '../../support/cloudevents.ts';
import { DAY_MS, take, words } from '../../support/alarms.ts';
import { manualClock, type ManualClock } from '../../support/clock.ts';
import { until } from '../../support/until.ts';

/** What a function answers to a call: data, an outcome of another kind, or nothing until the caller goes away. */
export type Handler = (call: FunctionCall) => unknown;

export const handled = (data: unknown = null, events: readonly CloudEvent[] = []): Outcome => ({
  type: 'ok',
  ran: 'yes',
  data: { data, events },
  cursor: null,
});
export const unavailable: Outcome = { type: 'unavailable', ran: 'no', reason: 'refused' };
export const lost: Outcome = { type: 'platformError', ran: 'unknown', reason: 'the connection broke' };

/** A function that holds its calls until the test answers them. */
export function holding() {
  const held: { readonly call: FunctionCall; answer(outcome: Outcome): void }[] = [];
  const handler: Handler = (call) =>
    new Promise<Outcome>((resolve) => {
      held.push({ call, answer: resolve });
      call.signal?.addEventListener('abort', () => resolve({ type: 'cancelled', ran: 'unknown' }), { once: true });
    });
  return { held, handler };
}

export interface AreaOptions extends Partial<
  Pick<EventsPorts, 'store' | 'maxPending' | 'random' | 'directory' | 'secrets' | 'visit'>
> {
  readonly clock?: ManualClock;
  /** By name. Those called `once.…` are not idempotent. Remove one, and it is unknown. */
  readonly handlers?: Record<string, Handler>;
}

export type Area = Awaited<ReturnType<typeof startArea>>;

export async function startArea(location: StoreLocation | null, options: AreaOptions = {}) {
  const clock = options.clock ?? manualClock();
  const store = options.store ?? (await openStore(location!));
  const handlers = options.handlers ?? { 'echo.echo': () => handled() };
  const calls: FunctionCall[] = [];
  const logged: string[] = [];
  const log = (facts: object, message: string) => void logged.push(JSON.stringify({ message, ...facts }));
  const bus = createBus();
  const alarms = createAlarms({ store, clock, bus, retentionMs: DAY_MS });
  const logStart = await alarms.cursorAt(null);
  const events = createEvents({
    store,
    clock,
    bus,
    alarms,
    log: { warn: log, error: log } as never,
    callTimeoutMs: 20_000,
    secrets: options.secrets ?? { read: async () => 'secret' },
    visit: options.visit ?? (async ({ host }) => Promise.reject(new Error(`nobody visits ${host}`))),
    random: options.random ?? (() => 1),
    ...(options.maxPending !== undefined && { maxPending: options.maxPending }),
    directory: options.directory ?? {
      activeAccount: async () => Promise.reject(new Error('none')),
      load: async () => null,
    },
    registry: {
      handler(name) {
        if (!handlers[name]) throw new NoSuchHandler(name, Object.keys(handlers));
        return functionNamed(name);
      },
    },
    functions: {
      async invoke(call) {
        calls.push(call);
        return (await handlers[call.fn.name]!(call)) as Outcome;
      },
    },
  });
  const post = async (event: Partial<CloudEvent> = {}) =>
    (await events.post(encodeStructured(anEvent(event)), null)) as Receipt;
  const deliveries = async (subscription: string | null = null) =>
    (await events.deliveries.search({ subscription }, { first: 200 }, null)).nodes;
  const area = {
    events,
    alarms,
    store,
    clock,
    bus,
    handlers,
    /** All that happened to alarms, such as `RAISED disk-full`. */
    async told(): Promise<string[]> {
      const { last_seq: count } = await store.db.selectFrom('alarm_log').select('last_seq').executeTakeFirstOrThrow();
      return (await take(alarms.follow(null, logStart, null), count)).map(words);
    },
    /** Every call that was made. */
    calls,
    logged,
    post,
    deliveries,
    subscribe: (input: Partial<CreateEventSubscriptionInput> = {}) =>
      events.subscriptions.create({ name: 'all', eventType: '*', functionName: 'echo.echo', ...input }, null),
    /** The only delivery, once it stands so. */
    async settled(state: DeliveryState, attempts = -1) {
      await until(async () => {
        const [one] = await deliveries();
        return (
          one?.state === state &&
          (attempts < 0 || one.attempts === attempts) &&
          (state !== 'PENDING' || one.nextAttemptAt !== null)
        );
      });
      return (await deliveries())[0]!;
    },
    close: () => events.close(1_000),
    async [Symbol.asyncDispose]() {
      await events.close(100);
      if (!options.store) await store.close();
    },
  };
  return area;
}

export const anEvent = (event: Partial<CloudEvent> = {}): CloudEvent => ({
  specversion: '1.0',
  id: randomUUID(),
  source: '/test',
  type: 'com.example.thing',
  ...event,
});

const functionNamed = (name: string): DeployedFunction => ({
  name,
  operation: { type: 'HANDLE', handler: name.slice(name.indexOf('.') + 1) },
  effect: 'WRITE',
  idempotent: !name.startsWith('once.'),
  permissions: [],
  quota: null,
  sensitive: [],
  scope: null,
  allowedFrom: null,
  settlesAt: null,
  inputSchema: {},
  outputSchema: {},
  deployment: {
    name: 'local-echo',
    connector: name.slice(0, name.indexOf('.')),
    platform: 'LOCAL',
    target: {},
    enabled: true,
    maxConcurrency: 10,
  },
});
