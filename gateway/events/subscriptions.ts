/** Which events go to which functions, as rows. */
import { randomUUID } from 'node:crypto';
import type { PageArgs } from '../../resolvers/context.ts';
import type { EventSubscriptionRow, Page } from '../../resolvers/rows.ts';
import type {
  CreateEventSubscriptionInput,
  DeleteEventSubscriptionInput,
  UpdateEventSubscriptionInput,
} from '../../schema/generated/types.ts';
import type { Clock } from '../clock.ts';
import { BadInput, Conflict, InvalidState, NotFound } from '../errors.ts';
import type { Scope } from '../inventory/index.ts';
import { decodeAfter, encodeCursor, pageOf, pageSize } from '../paging.ts';
import type { EventSubscriptionsTable, Store } from '../store/index.ts';
import { checkEventType, checkFilter } from './filter.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** What the SDL allows and fills in. */
const MAX_ATTEMPTS = 100;
const [MIN_AGE_MS, MAX_AGE_MS] = [SECOND_MS, 7 * DAY_MS];
const DEFAULTS = { mode: 'OUTBOX', maxAttempts: 8, maxAge: 6 * 3_600_000 } as const;

/** What subscriptions and webhooks are called. */
export const NAME = /^[a-z][a-z0-9-]{0,62}$/;
export const NAME_RULE = 'must have 1 to 63 lower-case letters, digits and hyphens, and begin with a letter';

/** A row, as far as it says whom to call. */
export interface Addressee {
  readonly functionName: string;
  readonly deploymentName: string | null;
  readonly providerId: string | null;
}

/** `scope`: the providers that the caller may see; a subscription for another one does not exist for it. */
export interface Subscriptions {
  search(page: PageArgs, scope: Scope): Promise<Page<EventSubscriptionRow>>;
  load(id: string, scope: Scope): Promise<EventSubscriptionRow | null>;
  named(name: string, scope: Scope): Promise<EventSubscriptionRow | null>;
  /** How many deliveries of it wait or run, and how many were given up. */
  counts(name: string): Promise<{ pending: number; dead: number }>;
  create(input: CreateEventSubscriptionInput, scope: Scope): Promise<EventSubscriptionRow>;
  update(input: UpdateEventSubscriptionInput, scope: Scope): Promise<EventSubscriptionRow>;
  remove(input: DeleteEventSubscriptionInput, scope: Scope): Promise<{ deletedName: string; discardedCount: number }>;
}

export interface SubscriptionPorts {
  readonly store: Store;
  readonly clock: Clock;
  /** Throws unless the function reacts to events, can be called there, and fits the provider, which is in scope. */
  checkAddressee(addressee: Addressee, scope: Scope): Promise<unknown>;
}

export function createSubscriptions({ store, clock, checkAddressee }: SubscriptionPorts): Subscriptions {
  const visible = (scope: Scope) => {
    const all = store.db.selectFrom('event_subscriptions').selectAll();
    if (scope === null) return all;
    return all.where((where) => where.or([where('provider_id', 'is', null), where('provider_id', 'in', scope)]));
  };
  const named: Subscriptions['named'] = async (name, scope) => {
    const row = await visible(scope).where('name', '=', name).executeTakeFirst();
    return row ? toRow(row) : null;
  };
  async function require(name: string, scope: Scope): Promise<EventSubscriptionRow> {
    const row = await named(name, scope);
    if (!row) throw new NotFound('event subscription', name);
    return row;
  }

  return {
    named,

    async search(page, scope) {
      const size = pageSize(page, 50, 200);
      const [afterName] = decodeAfter('event-subscriptions', page, 1) ?? [null];
      const rows = await visible(scope)
        .$if(afterName !== null, (query) => query.where('name', '>', String(afterName)))
        .orderBy('name')
        .limit(size + 1)
        .execute();
      return pageOf(rows.map(toRow), size, page, ({ name }) => encodeCursor('event-subscriptions', [name]));
    },

    async load(id, scope) {
      const row = await visible(scope).where('id', '=', id).executeTakeFirst();
      return row ? toRow(row) : null;
    },

    async counts(name) {
      const counted = await store.db
        .selectFrom('deliveries')
        .select((select) => ['state', select.fn.countAll<number>().as('count')])
        .where('subscription', '=', name)
        .where('state', '!=', 'DELIVERED')
        .groupBy('state')
        .execute();
      const of = (state: string) => Number(counted.find((row) => row.state === state)?.count ?? 0);
      return { pending: of('PENDING'), dead: of('DEAD') };
    },

    async create(input, scope) {
      if (!NAME.test(input.name)) throw new BadInput('name', NAME_RULE);
      const now = clock.now();
      const row: EventSubscriptionRow = {
        id: `sub_${randomUUID()}`,
        name: input.name,
        eventType: input.eventType,
        filter: input.filter ?? null,
        functionName: input.functionName,
        deploymentName: input.deployment ?? null,
        providerId: input.providerId ?? null,
        mode: input.mode ?? DEFAULTS.mode,
        enabled: true,
        maxAttempts: input.maxAttempts ?? DEFAULTS.maxAttempts,
        maxAge: input.maxAge ?? DEFAULTS.maxAge,
        createdAt: now,
        updatedAt: now,
      };
      check(row);
      await checkAddressee(row, scope);
      const inserted = await store.db
        .insertInto('event_subscriptions')
        .values(toColumns(row))
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow();
      if (!inserted.numInsertedOrUpdatedRows)
        throw new Conflict('an event subscription of this name exists. Choose another name');
      return row;
    },

    async update(input, scope) {
      const before = await require(input.name, scope);
      const row: EventSubscriptionRow = {
        ...before,
        eventType: input.eventType ?? before.eventType,
        filter: input.filter === '' ? null : (input.filter ?? before.filter),
        functionName: input.functionName ?? before.functionName,
        enabled: input.enabled ?? before.enabled,
        maxAttempts: input.maxAttempts ?? before.maxAttempts,
        maxAge: input.maxAge ?? before.maxAge,
        updatedAt: clock.now(),
      };
      check(row);
      if (row.functionName !== before.functionName) await checkAddressee(row, scope);
      const { id, ...columns } = toColumns(row);
      const updated = await store.db
        .updateTable('event_subscriptions')
        .set(columns)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (!updated.numUpdatedRows) throw new NotFound('event subscription', input.name);
      return row;
    },

    async remove({ name, discardDeliveries }, scope) {
      const { id } = await require(name, scope);
      return store.transaction(async (trx) => {
        const removed = await trx.deleteFrom('event_subscriptions').where('id', '=', id).executeTakeFirstOrThrow();
        if (!removed.numDeletedRows) throw new NotFound('event subscription', name);
        const open = await trx
          .deleteFrom('deliveries')
          .where('subscription', '=', name)
          .where('state', '!=', 'DELIVERED')
          .executeTakeFirstOrThrow();
        const discardedCount = Number(open.numDeletedRows);
        if (discardedCount > 0 && !discardDeliveries)
          throw new InvalidState(
            `${discardedCount} deliveries of it are pending or dead. Wait, redrive them, or remove it with \`discardDeliveries\``,
          );
        await trx.updateTable('deliveries').set({ subscription: null }).where('subscription', '=', name).execute();
        return { deletedName: name, discardedCount };
      });
    },
  };
}

function check({ eventType, filter, maxAttempts, maxAge }: EventSubscriptionRow): void {
  checkEventType(eventType);
  if (filter !== null) checkFilter(filter);
  if (maxAttempts < 1 || maxAttempts > MAX_ATTEMPTS) throw new BadInput('maxAttempts', `must be 1 to ${MAX_ATTEMPTS}`);
  if (maxAge < MIN_AGE_MS || maxAge > MAX_AGE_MS) throw new BadInput('maxAge', 'must be 1s to 7d');
}

const toColumns = (row: EventSubscriptionRow): EventSubscriptionsTable => ({
  id: row.id,
  name: row.name,
  event_type: row.eventType,
  filter: row.filter,
  function: row.functionName,
  deployment: row.deploymentName,
  provider_id: row.providerId,
  mode: row.mode,
  enabled: row.enabled ? 1 : 0,
  max_attempts: row.maxAttempts,
  max_age_ms: row.maxAge,
  created_at: row.createdAt,
  updated_at: row.updatedAt,
});

/** A row of the table as the other parts of the gateway see it. */
export const toRow = (row: EventSubscriptionsTable): EventSubscriptionRow => ({
  id: row.id,
  name: row.name,
  eventType: row.event_type,
  filter: row.filter,
  functionName: row.function,
  deploymentName: row.deployment,
  providerId: row.provider_id,
  mode: row.mode,
  enabled: row.enabled === 1,
  maxAttempts: row.max_attempts,
  maxAge: row.max_age_ms,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
