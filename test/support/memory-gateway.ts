/** The ports of `resolvers/context.ts` over a small seeded account list in memory, for what stands in front of them. */
import type { GatewayContext } from '../../resolvers/context.ts';
import type {
  AlarmEventRow,
  AlarmRow,
  ConnectorRow,
  CountedPage,
  OperationRow,
  ProviderRow,
  ResourcePage,
  ResourceRow,
  ViewerRow,
} from '../../resolvers/rows.ts';
import { InvalidState, NotFound } from '../../gateway/errors.ts';

const AT = Date.parse('2026-01-31T12:00:00Z');
const EPOCH = 'memory';

export interface MemoryGateway {
  /** The sources that are followed now, by subscription field. */
  readonly following: { alarmEvents: number; providerChanged: number; operationProgress: number };
  /** How often a source was opened, ever. */
  readonly opened: { alarmEvents: number };
  contextFor(viewer: ViewerRow): GatewayContext;
  /** Commits one event to the alarm log. */
  raise(title: string): AlarmEventRow;
  cursorAt(seq: number): string;
  changeProvider(id: string): void;
  /** How many wait for it. */
  waiting(): number;
  /** Resolves the query field `operation(id: "op_slow")`. */
  finishSlow(): void;
  /** Lets operation progress end. */
  finishOperation(): void;
}

export const ADMIN: ViewerRow = { keyId: 'key_admin', name: 'admin', role: 'ADMIN', providerIds: null };
export const VIEWER: ViewerRow = { keyId: 'key_viewer', name: 'viewer', role: 'VIEWER', providerIds: null };

export function memoryGateway({ providers: providerCount = 10, instances: instanceCount = 50 } = {}): MemoryGateway {
  const providers = Array.from({ length: providerCount }, (_, index) => providerRow(index));
  const resources = new Map(
    providers.map(({ id }) => [id, Array.from({ length: instanceCount }, (_, index) => instanceRow(id, index))]),
  );
  const byId = new Map([...resources.values()].flat().map((row) => [row.id, row]));
  const log: AlarmEventRow[] = [];
  const listeners = new Set<() => void>();
  const following = { alarmEvents: 0, providerChanged: 0, operationProgress: 0 };
  const opened = { alarmEvents: 0 };
  let waiting = 0;
  let finishSlow = () => {};
  const slow = new Promise<void>((resolve) => (finishSlow = resolve));
  let operationEnded = false;
  const changed: string[] = [];

  /** Reads a growing list from `at` on, as the follow ports do. */
  function follow<Row>(
    field: keyof typeof following,
    read: (at: number) => Row | undefined,
    at: number,
    ended = () => false,
  ): AsyncIterableIterator<Row, undefined> {
    let stopped = false;
    let wake = () => {};
    const listener = () => wake();
    listeners.add(listener);
    following[field] += 1;
    const stop = () => {
      if (!stopped) following[field] -= 1;
      stopped = true;
      listeners.delete(listener);
      wake();
      return Promise.resolve({ done: true as const, value: undefined });
    };
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        for (;;) {
          if (stopped) return { done: true, value: undefined };
          const row = read(at);
          if (row !== undefined) {
            at += 1;
            return { done: false, value: row };
          }
          if (ended()) return stop();
          await new Promise<void>((resolve) => (wake = resolve));
        }
      },
      return: stop,
    };
  }

  const announce = () => {
    for (const listener of listeners) listener();
  };
  const seqOf = (cursor: string) => {
    const [epoch, seq] = Buffer.from(cursor, 'base64url').toString().split(':');
    if (epoch !== EPOCH || !seq) throw new NotFound('cursor', cursor);
    return Number(seq);
  };
  const need = <Row>(row: Row | undefined): Row => {
    if (!row) throw new NotFound('thing', '');
    return row;
  };

  const ports = {
    providers: {
      search: async (_filter: unknown, { first }: { first?: number | null }) =>
        page(providers.slice(0, first ?? 50), providers.length),
      load: async (id: string) => providers.find((row) => row.id === id) ?? null,
      require: async (id: string) => need(providers.find((row) => row.id === id)),
      slices: async () => [],
      create: async () => {
        throw new Error('the disk said: secret=hunter2');
      },
      delete: async ({ id }: { id: string }) => {
        throw new NotFound('provider', id);
      },
      follow: () =>
        follow('providerChanged', (at) => providers.find(({ id }) => id === (at === 0 ? 'prv_0' : changed[at - 1])), 0),
    },
    resources: {
      search: async ({
        filter,
        first,
      }: {
        filter?: { providerIds?: readonly string[] | null } | null;
        first?: number | null;
      }) => {
        const rows = (filter?.providerIds ?? providers.map(({ id }) => id)).flatMap((id) => resources.get(id) ?? []);
        return {
          ...page(rows.slice(0, first ?? 50), rows.length),
          coverage: async () => ({ missing: [], observedAt: AT }),
        } satisfies ResourcePage;
      },
      load: async (id: string) => byId.get(id) ?? null,
      allowedActions: async ({ id }: ResourceRow) => {
        if (id.endsWith('13')) throw new Error('broken on purpose');
        return ['STOP'];
      },
      native: async () => ({ InstanceId: 'i-1', nested: { list: [1, 'two', null] } }),
      changes: async () => page([], 0),
      act: async (wish: { action: string }) => {
        if (wish.action === 'START') throw new InvalidState('it runs already');
        return operationRow('op_1', operationEnded);
      },
    },
    alarms: {
      search: async () => ({
        ...page(
          log.map(({ alarm }) => alarm),
          log.length,
        ),
        cursor: cursorAt(log.length),
      }),
      load: async (id: string) => log.find(({ alarm }) => alarm.id === id)?.alarm ?? null,
      ofResource: async () => [],
      acknowledge: async (id: string) => need(log.find(({ alarm }) => alarm.id === id)?.alarm),
      follow: (_filter: unknown, after: string | null | undefined) => {
        opened.alarmEvents += 1;
        return follow('alarmEvents', (at) => log[at], after ? seqOf(after) : log.length);
      },
    },
    operations: {
      load: async (id: string) => {
        if (id === 'op_slow') {
          waiting += 1;
          await slow;
        }
        return id.startsWith('op_') ? operationRow(id, operationEnded) : null;
      },
      items: async () => [],
      follow: (id: string) =>
        follow(
          'operationProgress',
          (at) => (at === 0 || (at === 1 && operationEnded) ? operationRow(id, operationEnded) : undefined),
          0,
          () => operationEnded,
        ),
    },
    connectors: {
      search: async () => page([connectorRow], 1),
      named: () => connectorRow,
      load: async () => connectorRow,
      functionsOf: () => [],
      sealingKey: async () => null,
    },
    apiKeys: { list: async () => [], load: async () => null },
  };

  return {
    following,
    opened,
    contextFor: (viewer) => ({ viewer, ...ports }) as unknown as GatewayContext,
    raise(title) {
      const alarm = alarmRow(log.length + 1, title);
      const event: AlarmEventRow = {
        cursor: cursorAt(log.length + 1),
        type: 'RAISED',
        from: null,
        to: 'FIRING',
        at: AT,
        seenAt: AT,
        actor: null,
        note: null,
        alarm,
      };
      log.push(event);
      announce();
      return event;
    },
    cursorAt,
    changeProvider(id) {
      changed.push(id);
      announce();
    },
    waiting: () => waiting,
    finishSlow: () => finishSlow(),
    finishOperation() {
      operationEnded = true;
      announce();
    },
  };
}

const cursorAt = (seq: number) => Buffer.from(`${EPOCH}:${seq}`).toString('base64url');

const page = <Row extends object>(nodes: readonly Row[], total: number): CountedPage<Row> => ({
  nodes,
  hasNextPage: nodes.length < total,
  hasPreviousPage: false,
  cursorOf: (row) => Buffer.from(String((row as { id?: string }).id)).toString('base64url'),
  totalCount: async () => total,
});

const providerRow = (index: number): ProviderRow => ({
  id: `prv_${index}`,
  name: `account-${index}`,
  connectorName: 'sandbox',
  deploymentName: null,
  state: 'READY',
  stateReason: null,
  stateCode: null,
  accountId: `00000000000${index}`,
  system: null,
  regions: ['eu-west-1', 'us-east-1'],
  options: {},
  syncInterval: 900_000,
  createdAt: AT,
  updatedAt: AT,
  verifiedAt: AT,
  syncedAt: AT,
  lastSyncId: null,
  upstream: null,
  createdUpstream: false,
});

const instanceRow = (providerId: string, index: number): ResourceRow => ({
  id: `res_${providerId.slice(4)}_${index}`,
  providerId,
  kind: 'Instance',
  nativeId: `i-0${index.toString(16).padStart(8, '0')}`,
  arn: null,
  name: `web-${String(index).padStart(3, '0')}`,
  region: index % 2 ? 'eu-west-1' : 'us-east-1',
  zone: index % 2 ? 'eu-west-1a' : 'us-east-1b',
  state: 'RUNNING',
  rawState: 'running',
  tags: [
    { key: 'cost-center', value: `cc-${index % 5}` },
    { key: 'env', value: index % 3 ? 'production' : 'staging' },
    { key: 'team', value: `team-${index % 7}` },
  ],
  createdAt: '2026-01-01T00:00:00.000Z',
  firstSeenAt: AT,
  lastSeenAt: AT,
  missingSince: null,
  observedAt: AT,
  source: 'LISTING',
  instanceType: 'm7g.large',
  privateIps: [`10.0.0.${index}`],
  publicIps: [],
});

const alarmRow = (seq: number, title: string): AlarmRow => ({
  id: `alm_${seq}`,
  rule: 'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:cpu',
  title,
  description: null,
  state: 'FIRING',
  severity: 'HIGH',
  providerId: 'prv_0',
  resourceId: 'res_0_1',
  region: 'eu-west-1',
  startedAt: AT,
  changedAt: AT,
  seenAt: AT,
  resolvedAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  note: null,
  native: null,
});

const operationRow = (id: string, ended: boolean): OperationRow => ({
  id,
  type: 'SYNC',
  state: ended ? 'SUCCEEDED' : 'RUNNING',
  providerId: 'prv_0',
  done: ended ? 4 : 1,
  total: 4,
  requestedBy: 'admin',
  startedAt: AT,
  finishedAt: ended ? AT : null,
});

const connectorRow: ConnectorRow = {
  id: 'con_sandbox',
  name: 'sandbox',
  title: 'Sandbox',
  description: 'A simulated cloud.',
  operations: [],
  kinds: ['Instance'],
  credentialSchema: null,
  optionsSchema: {},
};
