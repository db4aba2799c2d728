import { connection } from './connections.ts';
import type { Resolvers } from './generated/resolvers.ts';
import type { DeploymentRow } from './rows.ts';

/** Deployments and bindings: look, register, change, and call what reacts to events. */
export const deployments: Resolvers = {
  Query: {
    deployments: (_root, { connector, ...page }, context) => context.deployments.search(connector, page),
    deployment: (_root, { name }, context) => context.deployments.named(name),
    bindings: (_root, { connector }, context) => context.deployments.bindings(connector),
    registryRevision: (_root, _args, context) => context.deployments.revision(),
    callFunction: (_root, { input }, context) => context.deployments.ask(input),
  },
  Mutation: {
    registerDeployment: (_root, { input }, context) => context.deployments.register(input),
    updateDeployment: (_root, { input }, context) => context.deployments.update(input),
    removeDeployment: (_root, { input }, context) => context.deployments.remove(input.name),
    probeDeployment: (_root, { input }, context) => context.deployments.probe(input.name),
    bindOperations: (_root, { input }, context) => context.deployments.bind(input),
    unbindOperations: (_root, { input }, context) => context.deployments.unbind(input),
    callFunction: (_root, { input }, context) => context.deployments.call(input),
  },
  Deployment: {
    connector: ({ connectorName }, _args, { connectors }) => connectors.named(connectorName),
    sealingKey: ({ name }, _args, context) => context.deployments.sealingKey(name),
    functions: ({ name }, _args, context) => context.deployments.functionsOf(name),
    condition: ({ name }, _args, context) => context.deployments.condition(name),
  },
  Binding: {
    connector: ({ connectorName }, _args, { connectors }) => connectors.named(connectorName),
    deployment: ({ deploymentName }, _args, context) => context.deployments.required(deploymentName),
  },
  DeploymentConnection: connection<DeploymentRow>(),
};
