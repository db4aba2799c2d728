/** The connector `cloudcheckr` by the numbered rules, through each of CloudCheckr's two interfaces. */
import { afterAll, describe, expect, it } from 'vitest';
import { connector } from '../../functions/connectors/cloudcheckr/connector.ts';
import {
  ADMIN_KEY,
  CMX_CLIENT,
  exampleHoldings,
  exampleInstance,
  startCloudCheckr,
} from '../emulators/cloudcheckr/index.ts';
import { connectorSuite } from './connector-suite.ts';

const NATIVE_SECRET = 'canary-cloudcheckr-aws-secret';
const cloudcheckr = await startCloudCheckr({
  holdingsOf: (account) => {
    const holdings = exampleHoldings(account);
    for (let at = 0; at < 7; at++) holdings.instances.push(exampleInstance(`i-0000000a0000000${at}0`));
    return holdings;
  },
});
afterAll(() => cloudcheckr[Symbol.asyncDispose]());
const { id, cmxId, holdings } = cloudcheckr.addAccount('conformance');
cloudcheckr.synchronise(cmxId);
cloudcheckr.raise(cmxId, 'utilization', { AlertName: 'CPU', InstanceId: 'i-01234567' });
cloudcheckr.raise(cmxId, 'cost', { AlertName: 'Budget' });

const aws = { accessKeyId: 'AKIAEXAMPLEKEY00', secretAccessKey: NATIVE_SECRET };
const unknownId = 'i-ffffffffffffffff0';
const idsOf = (rows: readonly Readonly<Record<string, unknown>>[], field: string) => () =>
  rows.map((row) => row[field] as string);
const expected = {
  'cloudcheckr.listInstances': idsOf(holdings.instances, 'InstanceId'),
  'cloudcheckr.listVolumes': idsOf(holdings.volumes, 'VolumeId'),
  'cloudcheckr.listSecurityGroups': idsOf(holdings.securityGroups, 'GroupId'),
  'cloudcheckr.listIamUsers': idsOf(holdings.iamUsers, 'UserName'),
  'cloudcheckr.listAlarms': () => ['cost/Budget', 'utilization/CPU/i-01234567'],
};

/** Findings have ids that nobody outside can know: the rules that compare ids are shown in their own tests. */
const FINDINGS = { 'C-04 cloudcheckr.listFindings': 'its ids are made by the connector: shown in findings.test.ts' };

describe.each([
  [
    'the older interface',
    String(id),
    { accessKey: ADMIN_KEY, aws },
    { accessKey: 'canary-wrong-key'.repeat(3), aws },
    ADMIN_KEY,
  ],
  [
    'CMx',
    cmxId,
    { ...CMX_CLIENT, aws },
    { ...CMX_CLIENT, clientSecret: 'canary-wrong-secret', aws },
    CMX_CLIENT.clientSecret,
  ],
])('through %s', (_title, accountId, credential, rejectedCredential, secret) => {
  connectorSuite({
    connector,
    account: () => ({ accountId, credential, options: { baseUrl: cloudcheckr.url, pageSize: 4 } }),
    cases: {
      region: 'global',
      expected: { ...expected, 'cloudcheckr.listFindings': () => [] },
      paged: ['cloudcheckr.listInstances'],
      rejectedCredential,
      canaries: [secret, NATIVE_SECRET, 'canary-wrong', 'cmx-token-'],
      unmapped: { list: 'cloudcheckr.listInstances', nativeId: holdings.instances[2]!['InstanceId'] as string },
      unknownId,
      unknownAccountId: '999999',
      events: { 'cloudcheckr.createAlert': { name: 'Too dear', above: 100 } },
    },
    except: FINDINGS,
  });
});

it('nothing was asked that CloudCheckr does not have, and no key stood in an address', () => {
  expect(cloudcheckr.requests.length).toBeGreaterThan(100);
  expect(cloudcheckr.violations).toEqual([]);
});
