/** The addresses of systems that do not speak CloudEvents, as rows, and what comes there. */
import { randomUUID } from 'node:crypto';
import { CodedError } from '../../functions/sdk/index.ts';
import type { WebhookRow } from '../../resolvers/rows.ts';
import type { CreateWebhookInput } from '../../schema/generated/types.ts';
import type { Clock } from '../clock.ts';
import { BadInput, Conflict, NotFound, SecretUnavailable, Unauthenticated } from '../errors.ts';
import { SECRET_REFERENCE, type Secrets } from '../secrets/index.ts';
import type { Store, WebhooksTable } from '../store/index.ts';
import { checkEvent } from './attributes.ts';
import { toIncoming, type Incoming } from './incoming.ts';
import { NAME, NAME_RULE } from './subscriptions.ts';
import type { Visit } from './visit.ts';
import { SYSTEMS } from './webhook-kinds.ts';
import type { System, WebhookRequest } from './webhook-system.ts';

export interface Webhooks {
  list(): Promise<readonly WebhookRow[]>;
  load(id: string): Promise<WebhookRow | null>;
  create(input: CreateWebhookInput): Promise<WebhookRow>;
  remove(name: string): Promise<void>;
  /**
   * The events of a request, after what its sender asks to be confirmed is. Throws `Unauthenticated`, which says nothing
   * more, unless its sender knows the secret, and `NotConfirmed`.
   */
  read(name: string, request: WebhookRequest): Promise<readonly Incoming[]>;
}

export interface WebhookPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'read'>;
  readonly visit: Visit;
  /** Told of a sender that asked to be visited and was not: it sends no events until it is. */
  onUnconfirmed(webhook: string, reason: string): void;
}

export function createWebhooks({ store, clock, secrets, visit, onUnconfirmed }: WebhookPorts): Webhooks {
  const rows = () => store.db.selectFrom('webhooks').selectAll();

  async function secretOf({ secret: reference }: WebhooksTable): Promise<string> {
    const secret = await secrets.read(reference);
    if (secret === '') throw new SecretUnavailable(reference, 'it is empty');
    return secret;
  }

  async function confirm(name: string, system: System, request: WebhookRequest): Promise<void> {
    try {
      const url = system.confirmation?.(request) ?? null;
      if (url) await visit(url);
    } catch (error) {
      if (error instanceof CodedError) onUnconfirmed(name, error.message);
      throw error;
    }
  }

  return {
    list: async () => (await rows().orderBy('name').execute()).map(toRow),

    async load(id) {
      const row = await rows().where('id', '=', id).executeTakeFirst();
      return row ? toRow(row) : null;
    },

    async create({ name, kind, secret }) {
      if (!NAME.test(name)) throw new BadInput('name', NAME_RULE);
      if (!SECRET_REFERENCE.test(secret))
        throw new BadInput('secret', 'must be a reference: `env:NAME` or `file:NAME`');
      const row: WebhooksTable = { id: `whk_${randomUUID()}`, name, kind, secret, created_at: clock.now() };
      await secretOf(row); // a reference to nothing is told now, not with the first event
      const inserted = await store.db
        .insertInto('webhooks')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow();
      if (!inserted.numInsertedOrUpdatedRows) throw new Conflict('a webhook of this name exists. Choose another name');
      return toRow(row);
    },

    async remove(name) {
      const removed = await store.db.deleteFrom('webhooks').where('name', '=', name).executeTakeFirstOrThrow();
      if (!removed.numDeletedRows) throw new NotFound('webhook', name);
    },

    async read(name, request) {
      const row = await rows().where('name', '=', name).executeTakeFirst();
      if (!row) throw new NotFound('webhook', name);
      const system = SYSTEMS[row.kind];
      if (!(await system.check(request, await secretOf(row), clock.now())))
        throw new Unauthenticated(system.proof, system.challenge);
      await confirm(name, system, request);
      return system.toEvents(request, clock.now()).map((event, index) => {
        const at = `events[${index}]`;
        const envelope = {
          specversion: '1.0',
          source: `causeway/webhooks/${name}`,
          datacontenttype: 'application/json',
        };
        return toIncoming(checkEvent({ ...envelope, ...event }, at), at, { hops: 0, ours: true });
      });
    },
  };
}

/** Where a system sends to. */
const pathOf = (name: string) => `/events/${name}`;

const toRow = ({ id, name, kind, secret, created_at }: WebhooksTable): WebhookRow => ({
  id,
  name,
  kind,
  path: pathOf(name),
  secret,
  createdAt: created_at,
});
