import type { GatewayContext } from './context.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { resourceType } from './resources.ts';
import type { ResourceRow } from './rows.ts';

/** What has an id, by the prefix of the id: its type, and how it is loaded. API keys are for administrators only. */
const NODES = {
  prv: { type: () => 'Provider', load: (id, { providers }) => providers.load(id) },
  res: { type: (row) => resourceType(row as ResourceRow), load: (id, { resources }) => resources.load(id) },
  alm: { type: () => 'Alarm', load: (id, { alarms }) => alarms.load(id) },
  op: { type: () => 'Operation', load: (id, { operations }) => operations.load(id) },
  con: { type: () => 'Connector', load: (id, { connectors }) => connectors.load(id) },
  fn: { type: () => 'Function', load: (id, { connectors }) => connectors.loadFunction(id) },
  key: {
    type: () => 'ApiKey',
    load: async (id, { viewer, apiKeys }) => (viewer.role === 'ADMIN' ? apiKeys.load(id) : null),
  },
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
