import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { countsOf, enter, type Cloud } from './cloud.ts';
import { nativeIdOf } from './ids.ts';
import { hash } from './noise.ts';
import { pageOf } from './pages.ts';
import { addressOf, labelsOf, momentOf, toTags } from './properties.ts';

/** One page of the public addresses of a region: those of every fourth instance, and one that leads nowhere. */
export const listIpAddresses = defineList<'IpAddress', SandboxCredential, SandboxOptions>({
  name: 'sandbox.listIpAddresses',
  kind: 'IpAddress',
  permissions: ['sandbox:ListAddresses'],
  quota: { callsPerSecond: 200, per: ['account', 'region'] },
  async run(input, context) {
    const cloud = await enter(context, 'sandbox:ListAddresses', input.region);
    const { Instance: instances, IpAddress: addresses } = countsOf(cloud.options, input.region);
    return pageOf(cloud, 'IpAddress', addresses, input, (index) => addressAt(cloud, input.region, instances, index));
  },
});

function addressAt(cloud: Cloud, region: string, instances: number, index: number): RecordOf<'IpAddress'> {
  const { seed } = cloud.options;
  const space = hash(`${seed}/${region}/address`);
  const nativeId = nativeIdOf(seed, region, 'IpAddress', index);
  const holder = index * 4;
  const used = holder < instances;
  const labels = labelsOf(cloud, nativeId, space, index);
  const status = used ? 'in-use' : 'available';
  // An instance and its address follow from the same space, so that they agree.
  const address = addressOf(hash(`${seed}/${region}/instance`), holder);
  return {
    nativeId,
    name: labels['name'] ?? null,
    state: used ? 'IN_USE' : 'AVAILABLE',
    rawState: status,
    tags: toTags(labels),
    createdAt: new Date(momentOf(space, index)).toISOString(),
    address,
    instanceId: used ? nativeIdOf(seed, region, 'Instance', holder) : null,
    interfaceId: null,
    associationId: null,
    native: { id: nativeId, status, address, labels },
  };
}
