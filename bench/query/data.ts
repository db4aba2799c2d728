/** What every server of this benchmark serves: one schema, one set of data in memory, the same resolvers. */
import { composeSchema, loadTypeDefs } from '../../gateway/compose/index.ts';
import { resolvers } from '../../resolvers/index.ts';
import { ADMIN, memoryGateway } from '../../test/support/memory-gateway.ts';

export const OPERATIONS = {
  tiny: { query: 'query Tiny($id: ID!) { provider(id: $id) { id name } }', variables: { id: 'prv_3' } },
  large: {
    query: `query Large($providers: Int, $instances: Int) {
      providers(first: $providers) {
        nodes {
          id name state
          resources(first: $instances) {
            nodes { id name region state tags { key value } }
          }
        }
      }
    }`,
    variables: { providers: 10, instances: 50 },
  },
} as const;

export type OperationName = keyof typeof OPERATIONS;

export const schema = composeSchema(loadTypeDefs(), resolvers);

const gateway = memoryGateway();
export const viewer = ADMIN;
export const contextFor = gateway.contextFor;
