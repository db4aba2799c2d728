/** Every connector that can run with Node alone. Those that need a cloud, or one that stands in for it, have a suite of their own. */
import { countsOf, USER_DATA_SECRET, bucketCount } from '../../functions/connectors/sandbox/cloud.ts';
import { alarmCount } from '../../functions/connectors/sandbox/alarms.ts';
import { options as optionsSchema } from '../../functions/connectors/sandbox/account.ts';
import { connector as sandbox } from '../../functions/connectors/sandbox/connector.ts';
import { nativeIdOf, type SandboxKind } from '../../functions/connectors/sandbox/ids.ts';
import { connectorSuite } from './connector-suite.ts';

const OPTIONS = {
  seed: 'conformance',
  regions: ['north', 'south'],
  instancesPerRegion: 101,
  pageSize: 50,
  alarmsPerMinute: 200,
};
const options = optionsSchema.parse(OPTIONS);
const counts = countsOf(options, 'north');
const ids =
  (kind: SandboxKind, count: number, region = 'north') =>
  () =>
    Array.from({ length: count }, (_, index) => nativeIdOf(options.seed, region, kind, index));

// One more than two pages of instances and exactly two of alarms: where a cursor is easily one too few or too many.
connectorSuite({
  connector: sandbox,
  account: () => ({ credential: { token: 'canary-sandbox-token' }, options: OPTIONS }),
  cases: {
    region: 'north',
    expected: {
      'sandbox.listInstances': ids('Instance', counts.Instance),
      'sandbox.listVolumes': ids('Volume', counts.Volume),
      'sandbox.listSecurityGroups': ids('SecurityGroup', counts.SecurityGroup),
      'sandbox.listIpAddresses': ids('IpAddress', counts.IpAddress),
      'sandbox.listBuckets': ids('sandbox.Bucket', bucketCount(options), 'global'),
      'sandbox.listAlarms': ids('Alarm', alarmCount(options) / 2),
      'sandbox.listFindings': ids('Finding', 42, 'global'), // each fifth of 101 instances in two regions
    },
    paged: ['sandbox.listInstances', 'sandbox.listVolumes', 'sandbox.listAlarms'],
    rejectedCredential: { token: 'wrong' },
    canaries: ['canary-sandbox-token', USER_DATA_SECRET],
    unmapped: { list: 'sandbox.listInstances', nativeId: nativeIdOf(options.seed, 'north', 'Instance', 96) },
    unknownId: 'i-0000000000000000',
  },
});
