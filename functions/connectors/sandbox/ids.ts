/** Native ids that look random and tell their index, so that a resource is found by its id without a table. */
import { hash } from './noise.ts';

const PREFIXES = {
  Instance: 'i-',
  Volume: 'vol-',
  SecurityGroup: 'sg-',
  IpAddress: 'ip-',
  'sandbox.Bucket': 'bucket-',
  Alarm: 'alarm-',
  Finding: 'finding-',
} as const;

export type SandboxKind = keyof typeof PREFIXES;

/** Odd, so multiplying by it modulo 2^32 mixes up the indexes and can be undone. */
const SCRAMBLE = 0x9e3779b1;
const UNSCRAMBLE = 0x0e8b2f51;

const hex = (value: number) => value.toString(16).padStart(8, '0');
const spaceOf = (seed: string, region: string, kind: SandboxKind) => hex(hash(`${seed}/${region}/${kind}`));

export function nativeIdOf(seed: string, region: string, kind: SandboxKind, index: number): string {
  return PREFIXES[kind] + spaceOf(seed, region, kind) + hex(Math.imul(index, SCRAMBLE) >>> 0);
}

/** -1 when no resource of this kind and region could have the id. */
export function indexOf(seed: string, region: string, kind: SandboxKind, nativeId: string): number {
  const start = PREFIXES[kind] + spaceOf(seed, region, kind);
  const rest = nativeId.slice(start.length);
  if (!nativeId.startsWith(start) || !/^[0-9a-f]{8}$/.test(rest)) return -1;
  return Math.imul(Number.parseInt(rest, 16), UNSCRAMBLE) >>> 0;
}
