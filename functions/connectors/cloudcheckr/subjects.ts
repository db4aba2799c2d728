/** Which resource a best practice is about. */
import { IAM_USER } from './list-iam-users.ts';
import type { Detail } from './result-text.ts';

export interface Subject {
  readonly kind: string;
  readonly nativeId: string;
}

/** Ids of EC2 say what they name, whatever they are called. Kinds that this connector does not list are called after it. */
const IDS: readonly (readonly [kind: string, id: RegExp])[] = [
  ['Instance', /\bi-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/],
  ['Volume', /\bvol-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/],
  ['SecurityGroup', /\bsg-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/],
  ['cloudcheckr.Snapshot', /\bsnap-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/],
  ['cloudcheckr.Image', /\bami-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/],
  ['cloudcheckr.Network', /\bvpc-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/],
];

/** Names say what they name by their key alone. */
const KEYS: readonly (readonly [kind: string, key: RegExp])[] = [
  ['Instance', /^instance\W?id$/i],
  ['Volume', /^volume\W?id$/i],
  ['SecurityGroup', /^(security\W?)?group\W?id$/i],
  [IAM_USER, /^(iam\W?)?user(\W?name)?$/i],
  ['IpAddress', /^(elastic\W?ip|allocation\W?id)(\W?address)?$/i],
  ['cloudcheckr.Bucket', /^(s3\W?)?bucket(\W?name)?$/i],
  ['cloudcheckr.Database', /^(rds\W?|db\W?)+(instance)?(\W?(id|identifier|name))?$/i],
  ['cloudcheckr.LoadBalancer', /^(elb|load\W?balancer)(\W?name)?$/i],
];

/** The first resource that is named: CloudCheckr begins with what the check is about. Null where none is. */
export function subjectOf(details: readonly Detail[]): Subject | null {
  for (const { key, value } of details) {
    for (const [kind, id] of IDS) {
      const nativeId = id.exec(value)?.[0];
      if (nativeId !== undefined) return { kind, nativeId };
    }
    const [kind] = KEYS.find(([, pattern]) => pattern.test(key)) ?? [];
    const name = value.replace(/ \(https?:\S*\)$/, '');
    if (kind !== undefined && name !== '') return { kind, nativeId: name.slice(0, 1_024) };
  }
  return null;
}
