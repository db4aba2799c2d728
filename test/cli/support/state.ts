/** What the small server knows, and its resolvers. Tests write the state and say what fails. */
import { EventEmitter, on } from 'node:events';
import { GraphQLError } from 'graphql';
import { deployment, item, minutesAgo, provider, type Row } from './rows.ts';

export interface State {
  ready: boolean;
  /** Operations never end. */
  endless: boolean;
  readonly connectors: Row[];
  providers: Row[];
  resources: Row[];
  missing: Row[];
  alarms: Row[];
  findings: Row[];
  events: Row[];
  apiKeys: Row[];
  deployments: Row[];
  bindings: Row[];
  eventSubscriptions: Row[];
  deliveries: Row[];
  webhooks: Row[];
  readonly operations: Map<string, Row>;
  /** Root fields that fail, with the code and message of their failure. */
  readonly refusals: Map<string, { code: string; message: string }>;
  /** How the slices of the next syncs end. */
  syncItems: Row[];
  /** Appends an event to the log and tells everybody who follows. */
  raise(title: string): Row;
}

const cursorOf = (index: number) => `c${index}`;

export function createState(sealingKey: unknown): State {
  const changed = new EventEmitter().setMaxListeners(0);
  const connector = (name: string, title: string, credentialSchema: unknown) => ({
    id: `con_${name}`,
    name,
    title,
    credentialSchema,
    sealingKey: credentialSchema === null ? null : sealingKey,
  });
  const state: State & { changed: EventEmitter } = {
    changed,
    ready: true,
    endless: false,
    connectors: [
      connector('sandbox', 'Simulated cloud', null),
      connector('aws', 'Amazon Web Services', {
        type: 'object',
        properties: { roleArn: { type: 'string' }, externalId: { type: 'string' } },
        required: ['roleArn'],
      }),
    ],
    providers: [],
    resources: [],
    missing: [],
    alarms: [],
    findings: [],
    events: [],
    apiKeys: [],
    deployments: [],
    bindings: [],
    eventSubscriptions: [],
    deliveries: [],
    webhooks: [],
    operations: new Map(),
    refusals: new Map(),
    syncItems: [item('Instance', 'eu-west-1', 'SUCCEEDED', 3), item('Volume', 'eu-west-1', 'SUCCEEDED', 4)],
    raise(title) {
      const alarm = {
        id: `alm_${title}`,
        rule: title,
        title,
        state: 'FIRING',
        severity: 'HIGH',
        provider: provider('prod'),
        region: 'eu-west-1',
        startedAt: minutesAgo(0),
        changedAt: minutesAgo(0),
        seenAt: minutesAgo(0),
      };
      const event = {
        cursor: cursorOf(state.events.length + 1),
        type: 'RAISED',
        from: null,
        to: 'FIRING',
        at: minutesAgo(0),
        seenAt: minutesAgo(0),
        alarm,
      };
      state.events.push(event);
      changed.emit('event');
      return event;
    },
  };
  return state;
}

const refuse = (code: string, message: string): never => {
  throw new GraphQLError(message, { extensions: { code } });
};

export function resolvers(state: State & { changed?: EventEmitter }) {
  const page = (rows: Row[], { first, after }: Row) => {
    const start = after ? Number(after.slice(1)) : 0;
    const nodes = rows.slice(start, start + first);
    const end = start + nodes.length;
    return {
      nodes,
      totalCount: rows.length,
      pageInfo: {
        hasNextPage: end < rows.length,
        hasPreviousPage: start > 0,
        startCursor: cursorOf(start + 1),
        endCursor: cursorOf(end),
      },
    };
  };
  const operation = (type: string, items: Row[]) => {
    const failed = items.filter(({ outcome }) => outcome === 'FAILED').length;
    const end = failed === 0 ? 'SUCCEEDED' : failed === items.length ? 'FAILED' : 'PARTIAL';
    const id = `op_${state.operations.size + 1}`;
    const row = {
      id,
      type,
      state: 'RUNNING',
      end,
      done: 0,
      total: items.length,
      startedAt: minutesAgo(0),
      finishedAt: null,
      items,
    };
    state.operations.set(id, row);
    return row;
  };
  const byId = (rows: Row[], id: string, what: string) =>
    rows.find((row) => row.id === id) ??
    refuse('NOT_FOUND', `no ${what} has the id "${id}", or your key may not see it`);
  const byName = (rows: Row[], name: string) =>
    rows.find((row) => row.name === name) ?? refuse('UNKNOWN_DEPLOYMENT', `no deployment has the name ${name}`);
  const act =
    (to: string, type: string) =>
    (_root: unknown, { input }: Row) => {
      const items = input.ids.map((id: string) => {
        const found = state.resources.find((row) => row.id === id);
        if (found) found.state = to;
        return found
          ? { resourceId: id, resource: found, outcome: 'SUCCEEDED' }
          : { resourceId: id, outcome: 'FAILED', error: { code: 'NOT_FOUND', message: 'no such resource' } };
      });
      return { operation: operation(type, items) };
    };
  return refusable(state, {
    Resource: { __resolveType: (row: Row) => row.__typename },
    Query: {
      viewer: () => ({ name: 'admin', role: 'ADMIN', providerIds: null }),
      apiKeys: () => state.apiKeys,
      connectors: (_root: unknown, args: Row) => page(state.connectors, args),
      provider: (_root: unknown, { id }: Row) => state.providers.find((row) => row.id === id) ?? null,
      providers: (_root: unknown, { filter, ...args }: Row) =>
        page(
          state.providers.filter(
            (row) => row.name.startsWith(filter?.namePrefix ?? '') && (filter?.states?.includes(row.state) ?? true),
          ),
          args,
        ),
      resources: (_root: unknown, { filter, ...args }: Row) => ({
        ...page(
          state.resources.filter((row) => filter?.states?.includes(row.state) ?? true),
          args,
        ),
        complete: state.missing.length === 0,
        missing: state.missing,
        observedAt: minutesAgo(3),
      }),
      alarms: (_root: unknown, { filter, ...args }: Row) => ({
        ...page(
          state.alarms.filter((row) => filter?.states?.includes(row.state) ?? true),
          args,
        ),
        cursor: cursorOf(state.events.length),
      }),
      findings: (_root: unknown, { filter, ...args }: Row) => ({
        ...page(
          state.findings.filter((row) => filter?.verdicts?.includes(row.verdict) ?? true),
          args,
        ),
        complete: state.missing.length === 0,
        missing: state.missing,
      }),
      operation: (_root: unknown, { id }: Row) => state.operations.get(id) ?? null,
      registryRevision: () => 7,
      deployments: (_root: unknown, args: Row) => page(state.deployments, args),
      deployment: (_root: unknown, { name }: Row) => state.deployments.find((row) => row.name === name) ?? null,
      bindings: () => state.bindings,
      functions: (_root: unknown, args: Row) =>
        page(
          state.deployments.flatMap(({ functions }) => functions),
          args,
        ),
      eventSubscriptions: (_root: unknown, args: Row) => page(state.eventSubscriptions, args),
      deliveries: (_root: unknown, args: Row) => page(state.deliveries, args),
      webhooks: () => state.webhooks,
      callFunction: (_root: unknown, { input }: Row) => ({ data: { asked: input } }),
    },
    Mutation: {
      createProvider(_root: unknown, { input }: Row) {
        const created = provider(input.name, { options: input.options ?? {}, syncInterval: input.syncInterval });
        state.providers.push(created);
        return { provider: created, operation: operation('SYNC', state.syncItems) };
      },
      syncProvider: () => ({ operation: operation('SYNC', state.syncItems) }),
      deleteProvider(_root: unknown, { input }: Row) {
        if (byId(state.providers, input.id, 'provider')['name'] !== input.name)
          refuse('CONFLICT', 'the name does not match');
        state.providers = state.providers.filter(({ id }) => id !== input.id);
        return { deletedId: input.id, deletedResourceCount: 7 };
      },
      startInstances: act('RUNNING', 'START'),
      stopInstances: act('STOPPED', 'STOP'),
      rebootInstances: act('RUNNING', 'REBOOT'),
      acknowledgeAlarm: (_root: unknown, { input }: Row) => ({
        alarm: Object.assign(byId(state.alarms, input.id, 'alarm'), {
          state: 'ACKNOWLEDGED',
          acknowledgedBy: 'admin',
          note: input.note,
        }),
      }),
      createApiKey(_root: unknown, { input }: Row) {
        const apiKey = { id: `key_${input.name}`, createdAt: minutesAgo(0), ...input };
        state.apiKeys.push(apiKey);
        return { apiKey, secret: 'cwy_new-secret' };
      },
      registerDeployment(_root: unknown, { input }: Row) {
        const [[platform, settings]] = Object.entries(input.target) as [[string, Row]];
        const created = deployment(input.name, {
          platform: platform.replace(/[A-Z]/g, '_$&').toUpperCase(),
          settings,
          enabled: input.enabled,
        });
        state.deployments.push(created);
        return { deployment: created, bindings: [] };
      },
      updateDeployment(_root: unknown, { input }: Row) {
        const found = byName(state.deployments, input.name);
        const [settings] = Object.values(input.target ?? {});
        Object.assign(
          found,
          settings ? { settings } : {},
          input.enabled === undefined ? {} : { enabled: input.enabled },
        );
        return { deployment: found };
      },
      removeDeployment(_root: unknown, { input }: Row) {
        state.deployments = state.deployments.filter(({ name }) => name !== input.name);
        return { removedName: input.name };
      },
      bindOperations(_root: unknown, { input }: Row) {
        const binding = {
          connector: { name: input.connector },
          operation: input.operation,
          deployment: byName(state.deployments, input.deployment),
          boundAt: minutesAgo(0),
        };
        state.bindings.push(binding);
        return { binding, providersToSealAnew: [] };
      },
      unbindOperations(_root: unknown, { input }: Row) {
        state.bindings = state.bindings.filter(({ connector }) => connector.name !== input.connector);
        return { bindings: state.bindings };
      },
      callFunction: (_root: unknown, { input }: Row) => ({ data: { told: input } }),
      revokeApiKey(_root: unknown, { input }: Row) {
        state.apiKeys = state.apiKeys.filter(({ id }) => id !== input.id);
        return { revokedId: input.id };
      },
    },
    Subscription: {
      operationProgress: {
        async *subscribe(_root: unknown, { id }: Row) {
          const row = byId([...state.operations.values()], id, 'operation');
          for (row['done'] = 0; row['done'] < (state.endless ? 1 : row['total']); row['done'] += 1)
            yield { operationProgress: { ...row } };
          if (state.endless) await new Promise(() => undefined);
          Object.assign(row, {
            state: row['end'],
            finishedAt: new Date(Date.parse(row['startedAt']) + 1500).toISOString(),
          });
          yield { operationProgress: row };
        },
      },
      alarmEvents: {
        async *subscribe(_root: unknown, { after }: Row) {
          if (after === 'expired') refuse('CURSOR_EXPIRED', 'the events after this cursor are gone');
          const wakes = on(state.changed!, 'event');
          for (let next = after ? Number(after.slice(1)) : state.events.length; ;) {
            while (next < state.events.length) yield { alarmEvents: state.events[next++] };
            await wakes.next();
          }
        },
      },
    },
  });
}

/** The resolvers, each root field failing as long as the state says so. */
function refusable(state: State, map: Record<string, Row>) {
  for (const type of ['Query', 'Mutation']) {
    for (const [field, resolve] of Object.entries(map[type]!)) {
      map[type]![field] = (...parameters: unknown[]) => {
        const refusal = state.refusals.get(field);
        return refusal ? refuse(refusal.code, refusal.message) : resolve(...parameters);
      };
    }
  }
  return map;
}
