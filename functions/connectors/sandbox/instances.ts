/** Instances as the simulated cloud itself speaks of them. */
import { countsOf, USER_DATA_SECRET, type Cloud } from './cloud.ts';
import { nativeIdOf } from './ids.ts';
import type { PowerStatus } from './memory.ts';
import { fraction, hash, mix, pick } from './noise.ts';
import { addressOf, labelsOf, momentOf } from './properties.ts';

export interface SandboxInstance {
  readonly id: string;
  readonly name: string;
  readonly status: PowerStatus;
  readonly size: string;
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly architecture: string;
  readonly zone: string;
  readonly image: string;
  readonly network: string;
  readonly firewalls: readonly string[];
  readonly publicAddress: string | null;
  readonly privateAddress: string;
  readonly sshKey: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly startedAt: string;
  readonly userData: string;
}

const SIZES = [
  { size: 's1.small', cpus: 1, memoryMiB: 2_048, architecture: 'x86_64' },
  { size: 's1.medium', cpus: 2, memoryMiB: 4_096, architecture: 'x86_64' },
  { size: 'a1.medium', cpus: 2, memoryMiB: 4_096, architecture: 'arm64' },
  { size: 'm1.large', cpus: 4, memoryMiB: 16_384, architecture: 'x86_64' },
  { size: 'c1.xlarge', cpus: 16, memoryMiB: 32_768, architecture: 'x86_64' },
] as const;
const IMAGES = ['debian-13', 'ubuntu-24.04', 'rocky-9', 'windows-2022'] as const;
const ROLES = ['web', 'api', 'db', 'worker', 'cache', 'build'] as const;

/** Every so many instances one is in a state that no model knows, as real clouds invent them. */
const RECOVERING_EVERY = 97;

export function instanceAt(cloud: Cloud, region: string, index: number): SandboxInstance {
  const { seed } = cloud.options;
  const space = hash(`${seed}/${region}/instance`);
  const id = nativeIdOf(seed, region, 'Instance', index);
  const createdAt = momentOf(space, index);
  const labels = labelsOf(cloud, id, space, index);
  const change = cloud.memory.power.get(id);
  const groups = countsOf(cloud.options, region).SecurityGroup;
  return {
    id,
    name: nameAt(space, index),
    status: statusOf(cloud, id, space, index),
    ...pick(SIZES, space ^ 1, index),
    zone: `${region}-${pick(['a', 'b', 'c'], space ^ 2, index)}`,
    image: pick(IMAGES, space ^ 3, index),
    network: `net-${space.toString(16)}`,
    firewalls: [nativeIdOf(seed, region, 'SecurityGroup', mix(space ^ 4, index) % groups)],
    publicAddress: index % 4 === 0 ? addressOf(space, index) : null,
    privateAddress: `10.${((index + 1) >> 16) & 255}.${((index + 1) >> 8) & 255}.${(index + 1) & 255}`,
    sshKey: 'ops',
    labels,
    createdAt: new Date(createdAt).toISOString(),
    startedAt: new Date(change?.startedAt ?? createdAt + 60_000).toISOString(),
    userData: `#!/bin/sh\nexport DATABASE_PASSWORD=${USER_DATA_SECRET}`,
  };
}

export const nameAt = (space: number, index: number) =>
  `${pick(ROLES, space, index)}-${String(index + 1).padStart(4, '0')}`;

/** How an instance stands now. */
export function statusOf({ memory, now }: Cloud, id: string, space: number, index: number): PowerStatus {
  const change = memory.power.get(id);
  if (change) return now < change.until ? change.status : change.settled;
  if (index % RECOVERING_EVERY === RECOVERING_EVERY - 1) return 'recovering';
  return fraction(space ^ 5, index) < 0.87 ? 'running' : 'stopped';
}
