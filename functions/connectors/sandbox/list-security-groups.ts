import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { countsOf, enter, type Cloud } from './cloud.ts';
import { nativeIdOf } from './ids.ts';
import { hash, mix } from './noise.ts';
import { pageOf } from './pages.ts';
import { labelsOf, momentOf, toTags } from './properties.ts';

const PORTS = [22, 80, 443, 5432, 6379] as const;

/** One page of the firewalls of a region. A few let the whole world in, as in real accounts. */
export const listSecurityGroups = defineList<'SecurityGroup', SandboxCredential, SandboxOptions>({
  name: 'sandbox.listSecurityGroups',
  kind: 'SecurityGroup',
  permissions: ['sandbox:ListFirewalls'],
  quota: { callsPerSecond: 200, per: ['account', 'region'] },
  async run(input, context) {
    const cloud = await enter(context, 'sandbox:ListFirewalls', input.region);
    const count = countsOf(cloud.options, input.region).SecurityGroup;
    return pageOf(cloud, 'SecurityGroup', count, input, (index) => groupAt(cloud, input.region, index));
  },
});

function groupAt(cloud: Cloud, region: string, index: number): RecordOf<'SecurityGroup'> {
  const { seed } = cloud.options;
  const space = hash(`${seed}/${region}/group`);
  const nativeId = nativeIdOf(seed, region, 'SecurityGroup', index);
  const ports = PORTS.filter((_port, at) => at === 0 || mix(space ^ at, index) % 2 === 0);
  const open = mix(space ^ 9, index) % 6 === 0;
  const labels = labelsOf(cloud, nativeId, space, index);
  return {
    nativeId,
    name: `firewall-${index + 1}`,
    tags: toTags(labels),
    createdAt: new Date(momentOf(space, index)).toISOString(),
    description: index === 0 ? 'the default of the network' : null,
    networkId: `net-${hash(`${seed}/${region}/instance`).toString(16)}`,
    rules: [
      ...ports.map((port) => ({
        direction: 'INGRESS' as const,
        protocol: 'tcp',
        fromPort: port,
        toPort: port,
        cidr: open || port === 443 ? '0.0.0.0/0' : '10.0.0.0/8',
        peerId: null,
        description: null,
      })),
      {
        direction: 'EGRESS',
        protocol: 'all',
        fromPort: null,
        toPort: null,
        cidr: '0.0.0.0/0',
        peerId: null,
        description: null,
      },
    ],
    native: { id: nativeId, ports, open, labels },
  };
}
