import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { bucketCount, enter, type Cloud } from './cloud.ts';
import { nativeIdOf } from './ids.ts';
import { fraction, hash, mix } from './noise.ts';
import { pageOf } from './pages.ts';
import { labelsOf, momentOf, toTags } from './properties.ts';

const USES = ['logs', 'backups', 'assets', 'exports'] as const;

/** One page of the buckets of the account: a kind beyond the model. */
export const listBuckets = defineList<'sandbox.Bucket', SandboxCredential, SandboxOptions>({
  name: 'sandbox.listBuckets',
  kind: 'sandbox.Bucket',
  scope: 'ACCOUNT',
  permissions: ['sandbox:ListBuckets'],
  quota: { callsPerSecond: 20, per: ['account'] },
  async run(input, context) {
    const cloud = await enter(context, 'sandbox:ListBuckets', input.region);
    return pageOf(cloud, 'sandbox.Bucket', bucketCount(cloud.options), input, (index) =>
      bucketAt(cloud, input.region, index),
    );
  },
});

function bucketAt(cloud: Cloud, region: string, index: number): RecordOf<'sandbox.Bucket'> {
  const { seed, regions } = cloud.options;
  const space = hash(`${seed}/bucket`);
  const nativeId = nativeIdOf(seed, region, 'sandbox.Bucket', index);
  const attributes = {
    region: regions[index % regions.length] ?? null,
    versioning: mix(space ^ 1, index) % 2 === 0,
    encrypted: mix(space ^ 2, index) % 4 !== 0,
    publicAccess: mix(space ^ 3, index) % 8 === 0,
    objectCount: mix(space ^ 4, index) % 100_000,
    bytes: Math.floor(fraction(space ^ 5, index) * 2 ** 40),
  };
  const labels = labelsOf(cloud, nativeId, space, index);
  return {
    nativeId,
    name: `${USES[index % USES.length]}-${hash(seed).toString(16)}-${index + 1}`,
    tags: toTags(labels),
    createdAt: new Date(momentOf(space, index)).toISOString(),
    attributes,
    native: { id: nativeId, ...attributes, labels },
  };
}
