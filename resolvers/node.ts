import type { GatewayContext } from './context.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { resourceType } from './resources.ts';
import type { ResourceRow } from './rows.ts';

/** What the lists show to administrators alone is found by its id by them alone. */
const forAdmins =
  <Row extends object>(load: (id: string, context: GatewayContext) => Promise<Row | null>) =>
  async (id: string, context: GatewayContext): Promise<Row | null> =>
    context.viewer.role === 'ADMIN' ? load(id, context) : null;

/** What has an id, by the prefix of the id: its type, and how it is loaded. */
const NODES = {
  prv: { type: () => 'Provider', load: (id, { providers }) => providers.load(id) },
  res: { type: (row) => resourceType(row as ResourceRow), load: (id, { resources }) => resources.load(id) },
  alm: { type: () => 'Alarm', load: (id, { alarms }) => alarms.load(id) },
  fnd: { type: () => 'Finding', load: (id, { findings }) => findings.load(id) },
  op: { type: () => 'Operation', load: (id, { operations }) => operations.load(id) },
  con: { type: () => 'Connector', load: (id, { connectors }) => connectors.load(id) },
  fn: { type: () => 'Function', load: (id, { connectors }) => connectors.loadFunction(id) },
  dep: { type: () => 'Deployment', load: (id, { deployments }) => deployments.load(id) },
  key: { type: () => 'ApiKey', load: forAdmins((id, { apiKeys }) => apiKeys.load(id)) },
  sub: { type: () => 'EventSubscription', load: forAdmins((id, { events }) => events.loadSubscription(id)) },
  dlv: { type: () => 'Delivery', load: forAdmins((id, { events }) => events.loadDelivery(id)) },
  whk: { type: () => 'Webhook', load: forAdmins((id, { events }) => events.loadWebhook(id)) },
} as const satisfies Record<
  string,
  { type(row: object): string; load(id: string, context: GatewayContext): Promise<object | null> }
>;

const isPrefix = (prefix: string): prefix is keyof typeof NODES => Object.hasOwn(NODES, prefix);

function sortOf(id: string) {
  const [prefix] = id.split('_', 1) as [string];
  return isPrefix(prefix) ? NODES[prefix] : undefined;
}

export const node: Resolvers = {
  Query: {
    node: async (_root, { id }, context) => (await sortOf(id)?.load(id, context)) ?? null,
  },
  Node: {
    __resolveType: (row) => sortOf(row.id)!.type(row) as 'Provider',
  },
};
