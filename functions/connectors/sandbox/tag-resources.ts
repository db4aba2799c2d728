import { defineAct, ResourceGone, type ActInput, type ActOutcome } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { bucketCount, countsOf, enter, GLOBAL, type Cloud } from './cloud.ts';
import { indexOf } from './ids.ts';
import { refusal } from './power.ts';

const REGIONAL_KINDS = ['Instance', 'Volume', 'SecurityGroup', 'IpAddress'] as const;

/** Sets and removes labels of resources of any kind. */
export const tagResources = defineAct<SandboxCredential, SandboxOptions>({
  name: 'sandbox.tagResources',
  action: 'TAG',
  kind: null,
  permissions: ['sandbox:SetLabels'],
  quota: { callsPerSecond: 50, per: ['account'] },
  idempotent: true,
  allowedFrom: null,
  settlesAt: null,
  async run(input, context) {
    const cloud = await enter(context, 'sandbox:SetLabels', input.region);
    return input.nativeIds.map((nativeId) => tagOne(cloud, input, nativeId));
  },
});

function tagOne(cloud: Cloud, { region, set = [], remove = [] }: ActInput, nativeId: string): ActOutcome {
  if (!exists(cloud, region, nativeId)) return refusal(nativeId, new ResourceGone(nativeId));
  const { tags } = cloud.memory;
  const changed = tags.get(nativeId) ?? new Map<string, string | null>();
  for (const key of remove) changed.set(key, null);
  for (const { key, value } of set) changed.set(key, value);
  tags.set(nativeId, changed);
  return { nativeId, ok: true };
}

function exists({ options }: Cloud, region: string, nativeId: string): boolean {
  const within = (index: number, count: number) => index >= 0 && index < count;
  if (region === GLOBAL) return within(indexOf(options.seed, region, 'sandbox.Bucket', nativeId), bucketCount(options));
  const counts = countsOf(options, region);
  return REGIONAL_KINDS.some((kind) => within(indexOf(options.seed, region, kind, nativeId), counts[kind]));
}
