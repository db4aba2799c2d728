import { afterAll, beforeAll, expect, it } from 'vitest';
import { connector as sandbox } from '../../../functions/connectors/sandbox/connector.ts';
import { asking, CHANGE, CREATE, REMOVE, type Asking } from '../../support/deployments.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import type { Fault } from '../../emulators/http.ts';
import { connector } from '../../support/hall/connector.ts';
import { startHall, TOKEN } from '../../support/hall/system.ts';
import { serveOverHttp, type HttpDeployment } from '../../support/http-deployment.ts';
import { until } from '../../support/until.ts';

const REFUSED: Fault = { type: 'answer', answer: { status: 403, body: { error: 'no' } } };

let gateway: TestGateway;
let asked: Asking;
let there: HttpDeployment;
/** What happens while the deployment is asked for the so-manieth time from now. */
let meanwhile: { at: number; work: () => Promise<unknown> } | null = null;

beforeAll(async () => {
  gateway = await startGateway({ flags: { 'private-function-addresses': 'allow' } });
  asked = asking(gateway);
  there = await serveOverHttp(sandbox, {
    async before() {
      if (!meanwhile || (meanwhile.at -= 1) > 0) return;
      const { work } = meanwhile;
      meanwhile = null;
      await work();
    },
  });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await there[Symbol.asyncDispose]();
});

const NAMES = '{ providers { nodes { name deployment { name } } } }';
const providers = async () => (await gateway.data(NAMES)).providers.nodes;
const credential = { plain: { token: 'any' } };
/** The deployment is asked for its sealing key first, then whose account it is. */
const removeWhileVerified = (name: string) =>
  (meanwhile = { at: 2, work: () => asked.data(REMOVE, { input: { name } }) });

it('a provider is not made with a deployment that was removed while the provider was verified', async () => {
  await asked.register('going', there);
  removeWhileVerified('going');
  const input = { connector: 'sandbox', name: 'new', deployment: 'going', credential, syncInterval: '0s' };
  expect(await asked.refused(CREATE, { input })).toEqual([
    'CONFLICT',
    'the deployment going was removed meanwhile. Register it again, or choose another',
  ]);
  expect(meanwhile).toBeNull();
  expect(await providers()).toEqual([]);
});

it('a provider is not moved to a deployment that was removed while the provider was verified there', async () => {
  const { createProvider } = await asked.data(CREATE, {
    input: { connector: 'sandbox', name: 'staying', credential, syncInterval: '0s' },
  });
  await asked.register('going', there);
  removeWhileVerified('going');
  const input = { id: createProvider.provider.id, deployment: 'going', credential };
  expect((await asked.refused(CHANGE, { input }))[0]).toBe('CONFLICT');
  expect(meanwhile).toBeNull();
  expect(await providers()).toEqual([{ name: 'staying', deployment: null }]);
});

it('a deployment stays that a provider was moved to before', async () => {
  const [{ id }] = (await gateway.data('{ providers { nodes { id } } }')).providers.nodes;
  await asked.register('kept', there);
  await asked.data(CHANGE, { input: { id, deployment: 'kept', credential } });
  expect((await asked.refused(REMOVE, { input: { name: 'kept' } }))[0]).toBe('CONFLICT');
});

it('a deployment stays while an account that it made is still to be removed upstream', async () => {
  await using hall = await startHall();
  await using halls = await serveOverHttp(connector);
  await asked.register('halls', halls);
  hall.inject(({ method, path }) => method === 'GET' && path !== '/accounts', REFUSED);
  hall.inject(({ method }) => method === 'DELETE', REFUSED);
  const input = {
    connector: 'hall',
    name: 'left',
    deployment: 'halls',
    credential: { plain: { token: TOKEN } },
    options: { url: hall.url },
  };
  expect((await asked.refused(CREATE, { input }))[1]).toContain('is being removed');
  const why = async () => asked.refused(REMOVE, { input: { name: 'halls' } });
  expect(await why()).toEqual(['CONFLICT', expect.stringContaining('which is being made or removed upstream')]);
  await until(() => hall.accounts.length === 0);
  await until(async () => !(await why())[1].includes('upstream')); // that its connector is bound to it still keeps it
});
