/** Operations of the main job that several tests ask. */
import type { TestGateway } from './gateway.ts';

/** An action by the name of its mutation. */
export const ACT = (
  name: string,
) => `mutation ($ids: [ID!]!) { ${name}(input: { ids: $ids }) { operation { id type state done total
  items { resourceId outcome error { code message } resource { state } } } } }`;
/** Resources with all that tests look at. */
export const RESOURCES = `query ($filter: ResourceFilter, $first: Int, $after: String, $orderBy: ResourceOrder) {
  resources(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
    totalCount complete missing { kind region code } pageInfo { hasNextPage endCursor }
    nodes { id kind name region state tags { key value } allowedActions provider { name } } } }`;

/** Follows an operation to its end; all that it said on the way. */
export async function ended(gateway: TestGateway, id: string) {
  const steps = [];
  for await (const { operationProgress } of gateway.subscribe(
    'subscription ($id: ID!) { operationProgress(id: $id) { state done total items { outcome error { code } resource { state } } } }',
    { id },
  )) {
    steps.push(operationProgress);
    if (operationProgress.state !== 'RUNNING') break;
  }
  return steps;
}

/** The instances of a provider in a state. */
export const instances = async (gateway: TestGateway, provider: string, state: string) =>
  (await gateway.data(RESOURCES, { filter: { providerIds: [provider], kinds: ['Instance'], states: [state] } }))
    .resources.nodes as { id: string; name: string }[];
