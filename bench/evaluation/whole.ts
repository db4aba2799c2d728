/** The talk's operations as this gateway has them, with the connector of CloudCheckr on the built-in platform. */
import assert from 'node:assert/strict';
import { ADMIN_KEY } from '../../test/emulators/cloudcheckr/index.ts';
import { LOCAL, type Arm } from './arms.ts';
import type { EvaluatedGateway } from './gateway.ts';

const CREATE = `mutation ($input: CreateProviderInput!) {
  createProvider(input: $input) { provider { id name accountId } }
}`;
const STATUS = `query ($id: ID!) {
  provider(id: $id) { name upstream(maxAge: "0s") { state } }
}`;
const DELETE = `mutation ($input: DeleteProviderInput!) {
  deleteProvider(input: $input) { deletedId }
}`;

export const wholeArm = (gateway: EvaluatedGateway, upstream: string): Arm => ({
  kind: 'W',
  runtime: LOCAL,
  async create(_draw, name) {
    const credential = { plain: { accessKey: ADMIN_KEY } };
    const input = { connector: 'cloudcheckr', name, credential, options: { baseUrl: upstream }, syncInterval: '0s' };
    type Created = { createProvider: { provider: { id: string; name: string; accountId: string } } };
    const { provider } = (await gateway.ask<Created>(CREATE, { input })).createProvider;
    assert.equal(provider.name, name);
    assert.ok(provider.accountId);
    return provider.id;
  },
  async sync(_draw, name, id) {
    // The upstream was given no access to AWS, and says so.
    assert.deepEqual((await gateway.ask<{ provider: unknown }>(STATUS, { id })).provider, {
      name,
      upstream: { state: 'PENDING' },
    });
  },
  async delete(_draw, name, id) {
    assert.deepEqual(await gateway.ask(DELETE, { input: { id, name } }), { deleteProvider: { deletedId: id } });
  },
});
