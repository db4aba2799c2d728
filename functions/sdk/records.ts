/** What list functions answer with: the normalised model of resources and alarms, as schemas that every reply is checked with. */
import { z } from 'zod';
import type { AlarmSeverity, FindingVerdict, ResourceState, UpstreamState } from '../../schema/generated/types.ts';

const RESOURCE_STATES = [
  'PENDING',
  'STARTING',
  'RUNNING',
  'REBOOTING',
  'STOPPING',
  'STOPPED',
  'SUSPENDED',
  'PAUSED',
  'MIGRATING',
  'UPDATING',
  'TERMINATED',
  'CREATING',
  'AVAILABLE',
  'ATTACHING',
  'IN_USE',
  'DELETING',
  'DELETED',
  'ACTIVE',
  'ERROR',
  'UNKNOWN',
] as const satisfies readonly ResourceState[];
const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO'] as const satisfies readonly AlarmSeverity[];

const VERDICTS = ['PASS', 'FAIL', 'NOT_APPLICABLE', 'UNKNOWN'] as const satisfies readonly FindingVerdict[];
const UPSTREAM_STATES = [
  'PENDING',
  'SYNCING',
  'SYNCED',
  'FAILED',
  'UNKNOWN',
] as const satisfies readonly UpstreamState[];

const text = z.string().max(4_096);
const moment = z.iso.datetime();

/** The fields that every kind has. `null` means that the kind lacks the field or the provider did not say. */
const common = {
  nativeId: z.string().min(1).max(1_024),
  arn: text.nullish(),
  name: text.nullish(),
  zone: text.nullish(),
  state: z.enum(RESOURCE_STATES).nullish(),
  rawState: text.nullish(),
  /** Null when the provider did not let us read them, which is not the same as none. */
  tags: z.array(z.strictObject({ key: text, value: text })).nullable(),
  createdAt: moment.nullish(),
  /** The provider's own record, as JSON writes it. Fields declared `sensitive` are removed before it leaves the runtime. */
  native: z.unknown().optional(),
};

/** The kinds of the model, each with the names of the SDL. */
const SCHEMAS = {
  Instance: z.strictObject({
    ...common,
    instanceType: text.nullish(),
    vcpus: z.int().nullish(),
    memoryMiB: z.int().nullish(),
    architecture: text.nullish(),
    platform: text.nullish(),
    imageId: text.nullish(),
    publicIps: z.array(text).nullish(),
    privateIps: z.array(text).nullish(),
    networkId: text.nullish(),
    subnetId: text.nullish(),
    securityGroupIds: z.array(text).nullish(),
    keyName: text.nullish(),
    launchedAt: moment.nullish(),
  }),
  Volume: z.strictObject({
    ...common,
    sizeGiB: z.int().nullish(),
    volumeType: text.nullish(),
    iops: z.int().nullish(),
    throughputMiBps: z.int().nullish(),
    encrypted: z.boolean().nullish(),
    kmsKeyId: text.nullish(),
    snapshotId: text.nullish(),
    attachments: z
      .array(z.strictObject({ instanceId: text, device: text.nullish(), deleteOnTermination: z.boolean().nullish() }))
      .nullish(),
  }),
  SecurityGroup: z.strictObject({
    ...common,
    description: text.nullish(),
    networkId: text.nullish(),
    rules: z
      .array(
        z.strictObject({
          direction: z.enum(['INGRESS', 'EGRESS']),
          protocol: text,
          fromPort: z.int().nullish(),
          toPort: z.int().nullish(),
          cidr: text.nullish(),
          peerId: text.nullish(),
          description: text.nullish(),
        }),
      )
      .nullish(),
  }),
  IpAddress: z.strictObject({
    ...common,
    address: text.nullish(),
    instanceId: text.nullish(),
    interfaceId: text.nullish(),
    associationId: text.nullish(),
  }),
};
const GENERIC = z.strictObject({ ...common, attributes: z.record(z.string(), z.json()) });

/** The kinds that the model has a type for. Connectors name any other kind `connector.Kind`. */
export type ModelKind = keyof typeof SCHEMAS;

export function isModelKind(kind: string): kind is ModelKind {
  return Object.hasOwn(SCHEMAS, kind);
}

/** The schema of one record of a kind. Kinds outside the model put what they normalise into `attributes`. */
export function recordSchema(kind: string): z.ZodType<ResourceRecord> {
  return (isModelKind(kind) ? SCHEMAS[kind] : GENERIC) as z.ZodType as z.ZodType<ResourceRecord>;
}

/** A record as a list function returns it, by kind. */
export type RecordOf<Kind extends string> = Kind extends ModelKind
  ? z.output<(typeof SCHEMAS)[Kind]>
  : z.output<typeof GENERIC>;

/** A record of any kind, as the gateway takes it in. */
export type ResourceRecord = z.output<z.ZodObject<typeof common>> & Readonly<Record<string, unknown>>;

/** One alarm of a provider, as `listAlarms` returns it. */
export const alarmSchema = z.strictObject({
  /** The provider's name for what raises it; with the subject it is the alarm's identity. */
  nativeId: z.string().min(1).max(1_024),
  title: text.min(1),
  description: text.nullish(),
  /** UNKNOWN leaves an alarm as it was: not enough data is neither firing nor clear. */
  state: z.enum(['FIRING', 'CLEAR', 'UNKNOWN']),
  severity: z.enum(SEVERITIES),
  /** Kind and native id of the resource it is about. Null when it is about the account. */
  subject: z.strictObject({ kind: text, nativeId: text }).nullable(),
  /**
   * When the provider last changed the state. Null when it does not say: a firing that goes on is then the same firing,
   * and what is new is dated by when it was heard of.
   */
  changedAt: moment.nullable(),
  native: z.unknown().optional(),
});
export type AlarmRecord = z.output<typeof alarmSchema>;

/** An alarm of a provider that says when its state changed. */
export type DatedAlarm = AlarmRecord & { readonly changedAt: string };

/** One best practice that a provider checked on one of its resources, as `listFindings` returns it. */
export const findingSchema = z.strictObject({
  /** With the check and the subject it is the finding's identity: the same for the same finding in every listing. */
  nativeId: z.string().min(1).max(1_024),
  /** The provider's own id of the check, the same for all its findings. */
  checkId: z.string().min(1).max(1_024),
  checkName: text.min(1),
  /** The provider's own grouping, such as `Cost`. */
  category: text.nullish(),
  /** UNKNOWN where the provider could not check, or says something that is not understood; never taken for PASS. */
  verdict: z.enum(VERDICTS),
  severity: z.enum(SEVERITIES),
  /** Kind and native id of the resource it is about. Null when it is about the account, or names no resource. */
  subject: z.strictObject({ kind: text, nativeId: text }).nullable(),
  /** What was found, in one line. */
  summary: text.min(1),
  /** What the provider says of it, in its own words and order. */
  details: z.array(z.strictObject({ key: text, value: text })).max(200),
  native: z.unknown().optional(),
});
export type FindingRecord = z.output<typeof findingSchema>;

/** What `create` answers: what the system behind the connector calls the account that it made. */
export const createdSchema = z.strictObject({ accountId: text.min(1) });
export type Created = z.output<typeof createdSchema>;

/** What `status` answers: how far the system behind the connector is with the account. */
export const upstreamSchema = z.strictObject({
  state: z.enum(UPSTREAM_STATES),
  /** When that system last listed the account with success. Null: never yet, or it does not say. */
  syncedAt: moment.nullable(),
  /** Why, or what is still to do, in words for a person and without secrets. Null when there is nothing to say. */
  reason: text.nullable(),
});
export type UpstreamStatus = z.output<typeof upstreamSchema>;

/** What `verify` answers: which account the credential opens. */
export const identitySchema = z.strictObject({
  accountId: text.min(1),
  regions: z.array(text.min(1)).min(1),
  /**
   * Where the same `accountId` may be another account elsewhere: which system it is in, in words that are the same
   * however its address is written. Absent where an id has one meaning everywhere.
   */
  system: text.min(1).optional(),
});
export type Identity = z.output<typeof identitySchema>;
