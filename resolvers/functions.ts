import { connection } from './connections.ts';
import type { Resolvers } from './generated/resolvers.ts';
import type { ConnectorRow, FunctionRow } from './rows.ts';

/** Connectors and their functions, as they are registered. */
export const functions: Resolvers = {
  Query: {
    connectors: (_root, page, context) => context.connectors.search(page),
    functions: (_root, { connector, ...page }, context) => context.connectors.searchFunctions(connector, page),
  },
  Connector: {
    functions: ({ name }, _args, context) => context.connectors.functionsOf(name),
    sealingKey: ({ name }, _args, context) => context.connectors.sealingKey(name),
  },
  Function: {
    connector: ({ connectorName }, _args, context) => context.connectors.named(connectorName),
    deployment: ({ deploymentName }, _args, context) => context.deployments.required(deploymentName),
    health: ({ deploymentName, name }, _args, context) => context.connectors.health(deploymentName, name),
  },
  ConnectorConnection: connection<ConnectorRow>(),
  FunctionConnection: connection<FunctionRow>(),
};
