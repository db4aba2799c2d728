import { defineListFindings, type FindingRecord } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { countsOf, enter, type Cloud } from './cloud.ts';
import { nativeIdOf } from './ids.ts';
import { instanceAt, type SandboxInstance } from './instances.ts';
import { fraction, hash, mix, pick } from './noise.ts';
import { pageOf } from './pages.ts';

/** One instance in so many has a finding. */
const EVERY = 5;

const CHECKS: readonly [Check, ...Check[]] = [
  {
    id: 'open-to-world',
    name: 'Instances that the whole internet reaches',
    category: 'Security',
    severity: 'CRITICAL',
    says: ({ name }) => `${name} answers the whole internet on port 22`,
  },
  {
    id: 'idle-instance',
    name: 'Idle instances',
    category: 'Cost',
    severity: 'LOW',
    says: ({ name, size }) => `${name} (${size}) did nothing for 30 days`,
  },
  {
    id: 'no-backup',
    name: 'Instances without a backup',
    category: 'Availability',
    severity: 'HIGH',
    says: ({ name }) => `${name} was not backed up for a week`,
  },
  {
    id: 'old-image',
    name: 'Instances of an old image',
    category: 'Security',
    severity: 'MEDIUM',
    says: ({ name, image }) => `${name} runs an old build of ${image}`,
  },
];
interface Check {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly severity: FindingRecord['severity'];
  readonly says: (instance: SandboxInstance) => string;
}

/** One page of the findings of the account: most fail, some pass, and a few could not be checked. */
export const listFindings = defineListFindings<SandboxCredential, SandboxOptions>({
  name: 'sandbox.listFindings',
  permissions: ['sandbox:ListFindings'],
  quota: { callsPerSecond: 20, per: ['account'] },
  sensitive: ['userData'],
  async run(input, context) {
    const cloud = await enter(context, 'sandbox:ListFindings', input.region);
    return pageOf(cloud, 'Finding', findingCount(cloud.options), input, (index) => findingAt(cloud, index));
  },
});

/** How many findings the account has. */
export const findingCount = (options: SandboxOptions) =>
  options.regions.reduce((sum, region) => sum + inRegion(options, region), 0);

const inRegion = (options: SandboxOptions, region: string) => Math.ceil(countsOf(options, region).Instance / EVERY);

function findingAt(cloud: Cloud, index: number): FindingRecord {
  const { options } = cloud;
  const space = hash(`${options.seed}/finding`);
  const instance = instanceOf(cloud, index);
  const { id, name, category, severity, says } = pick(CHECKS, space, index);
  const chance = fraction(space ^ 1, index);
  const verdict = chance < 0.8 ? 'FAIL' : chance < 0.9 ? 'PASS' : 'UNKNOWN';
  return {
    nativeId: nativeIdOf(options.seed, 'global', 'Finding', index),
    checkId: id,
    checkName: name,
    category,
    verdict,
    severity: verdict === 'FAIL' ? severity : 'INFO',
    subject: { kind: 'Instance', nativeId: instance.id },
    summary: verdict === 'FAIL' ? says(instance) : `${name}: ${instance.name}`,
    details: [
      { key: 'Instance', value: instance.id },
      { key: 'Zone', value: instance.zone },
      { key: 'Checks', value: String(1 + (mix(space ^ 2, index) % 30)) },
    ],
    native: instance,
  };
}

/** The instance that a finding of the account is about: regions follow each other. */
function instanceOf(cloud: Cloud, index: number): SandboxInstance {
  let at = index;
  for (const region of cloud.options.regions) {
    const count = inRegion(cloud.options, region);
    if (at < count) return instanceAt(cloud, region, at * EVERY);
    at -= count;
  }
  throw new Error(`the account has no finding ${index}`);
}
