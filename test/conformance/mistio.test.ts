/** The connector of Mist.io, on an emulated Mist with one account that has two pages and a row more of machines. */
import { afterAll } from 'vitest';
import { connector } from '../../functions/connectors/mistio/connector.ts';
import { startMist } from '../emulators/mistio/mist.ts';
import type { CloudCollection } from '../emulators/mistio/state.ts';
import { connectorSuite } from './connector-suite.ts';

const TOKEN = 'canary-mist-token';
const SECRET = 'canary-mist-cloud-secret';
const WEBHOOK_SECRET = 'canary-mist-webhook-secret';

const mist = await startMist({ token: TOKEN, machines: 161 });
afterAll(() => mist[Symbol.asyncDispose]());
const accountId = mist.addCloud('conformance');
mist.discover(accountId);
mist.discover(mist.addCloud('somebody else'));

const ownIds = (collection: CloudCollection) => () =>
  mist.rows(collection).flatMap(({ id, cloud }) => (cloud === accountId ? String(id) : []));
const [machine, another] = mist.rows('machines').filter(({ cloud }) => cloud === accountId);
mist.put('machines', { ...another, state: 'dreaming' });
mist.put('clusters', {
  id: 'c-1',
  name: 'k8s',
  cloud: accountId,
  state: 'RUNNING',
  credentials: { token: 'canary-mist-kubernetes' },
});
const condition = { data_type: 'metrics', query: { target: 'load.shortterm', operator: 'gt', threshold: 5 } };
for (let n = 0; n < 3; n++) {
  mist.put('rules', { id: `r-${n}`, name: `rule ${n}`, conditions: [condition], actions: [] });
  await mist.breach(`r-${n}`, String(machine!['id']));
}

connectorSuite({
  connector,
  account: () => ({
    accountId,
    credential: { token: TOKEN, cloud: { apikey: 'AKIAEMULATED', apisecret: SECRET }, webhookSecret: WEBHOOK_SECRET },
    options: { baseUrl: mist.url, region: 'eu-west-1' },
  }),
  cases: {
    region: 'eu-west-1',
    expected: {
      'mistio.listInstances': ownIds('machines'),
      'mistio.listVolumes': ownIds('volumes'),
      'mistio.listNetworks': ownIds('networks'),
      'mistio.listImages': ownIds('images'),
      'mistio.listSizes': ownIds('sizes'),
      'mistio.listLocations': ownIds('locations'),
      'mistio.listClusters': ownIds('clusters'),
      'mistio.listZones': ownIds('zones'),
      'mistio.listAlarms': () => ['r-0', 'r-1', 'r-2'],
    },
    paged: ['mistio.listInstances', 'mistio.listVolumes'],
    rejectedCredential: { token: 'canary-mist-wrong-token', cloud: { apikey: 'AKIA', apisecret: SECRET } },
    canaries: [
      TOKEN,
      SECRET,
      WEBHOOK_SECRET,
      'canary-mist-wrong-token',
      'canary-mist-user-data',
      'canary-mist-kubernetes',
    ],
    unmapped: { list: 'mistio.listInstances', nativeId: String(another!['id']) },
    unknownId: 'f'.repeat(32),
    unknownAccountId: 'e'.repeat(32),
    events: {
      'mistio.createAlert': { name: 'conformance', above: 5 },
      'mistio.receiveAlarm': { action: 'rule_triggered', rule_name: 'rule 0', machine_id: String(machine!['id']) },
    },
  },
});
