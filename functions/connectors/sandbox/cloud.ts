/** The simulated cloud: how much there is of what, and what a call has to get past before it is answered. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CredentialRejected,
  PermissionDenied,
  ProviderThrottled,
  ProviderUnavailable,
  RequestRejected,
} from '../../sdk/index.ts';
import type { SandboxContext, SandboxOptions } from './account.ts';
import type { SandboxKind } from './ids.ts';
import { memoryOf, type Memory } from './memory.ts';
import { fraction, hash } from './noise.ts';

/** One account at one moment. */
export interface Cloud {
  readonly options: SandboxOptions;
  readonly memory: Memory;
  /** In milliseconds since 1970 (UTC). */
  readonly now: number;
}

/** The region of what an account has once. */
export const GLOBAL = 'global';

/** Stands for the secrets that real instances carry in their start scripts. Declared sensitive, so it never leaves. */
export const USER_DATA_SECRET = 'canary-sandbox-user-data';

const RETRY_AFTER_MS = 200;

/** Enters the cloud as a real one is entered: it takes time, may be refused, throttled, or down. */
export async function enter(context: SandboxContext, permission: string, region: string): Promise<Cloud> {
  const { account, signal } = context;
  const { options } = account;
  const memory = memoryOf(account.providerId);
  if (options.latencyMs > 0) await sleep(options.latencyMs, undefined, { signal });
  const { token } = account.credential;
  if (token === '' || token === 'wrong') throw new CredentialRejected('the sandbox does not know this token');
  if (region !== GLOBAL && !options.regions.includes(region))
    throw new RequestRejected(`the account has no region ${JSON.stringify(region)}`);
  if (options.failingRegions.includes(region)) throw new PermissionDenied(permission);
  const chance = fraction(hash(`${options.seed}/calls`), memory.calls++);
  if (chance < options.throttleRate) throw new ProviderThrottled(RETRY_AFTER_MS);
  if (chance < options.throttleRate + options.failureRate)
    throw new ProviderUnavailable('the sandbox was told to fail');
  return { options, memory, now: Date.now() };
}

type Counts = Readonly<Record<Exclude<SandboxKind, 'Alarm' | 'Finding' | 'sandbox.Bucket'>, number>>;

/** How many resources of each kind a region has. */
export function countsOf({ regions, instancesPerRegion, resourcesTotal }: SandboxOptions, region: string): Counts {
  if (resourcesTotal === null) return countsFor(instancesPerRegion);
  const inRegions = resourcesTotal - bucketCount({ regions, resourcesTotal });
  const at = regions.indexOf(region);
  const share = Math.floor((inRegions * (at + 1)) / regions.length) - Math.floor((inRegions * at) / regions.length);
  // One instance brings about 2.84 resources; the estimate is corrected until it fits, and free volumes fill up the rest.
  let instances = Math.max(0, Math.floor(share / 2.83));
  while (instances > 0 && sum(countsFor(instances)) > share) instances--;
  const counts = instances === 0 ? { Instance: 0, Volume: 0, SecurityGroup: 0, IpAddress: 0 } : countsFor(instances);
  return { ...counts, Volume: counts.Volume + share - sum(counts) };
}

/** How many buckets the account has. */
export function bucketCount({ regions, resourcesTotal }: Pick<SandboxOptions, 'regions' | 'resourcesTotal'>): number {
  const usual = 2 + regions.length;
  return resourcesTotal === null ? usual : Math.min(usual, resourcesTotal);
}

/** Each instance has a root volume and every second one another; some volumes and addresses are free. */
const countsFor = (instances: number): Counts => ({
  Instance: instances,
  Volume: instances + Math.floor(instances / 2) + Math.ceil(instances / 20),
  SecurityGroup: 2 + Math.floor(instances / 25),
  IpAddress: Math.ceil(instances / 4) + 1,
});

const sum = (counts: Counts) => Object.values(counts).reduce((total, count) => total + count, 0);
