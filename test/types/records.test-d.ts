/** The fields that connectors fill are those that the schema shows. Checked by the compiler alone. */
import type { ErrorCode } from '../../schema/generated/types.ts';
import type * as Schema from '../../schema/generated/types.ts';
import type { AlarmRecord, RecordOf, REPLY_CODES } from '../../functions/sdk/index.ts';

/** What the gateway adds to a record. */
type OfTheGateway =
  | 'id'
  | 'kind'
  | 'provider'
  | 'region'
  | 'firstSeenAt'
  | 'lastSeenAt'
  | 'missingSince'
  | 'observedAt'
  | 'source'
  | 'allowedActions'
  | 'changes'
  | 'alarms'
  | 'findings';

type Same<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? true
    : { onlyIn: 'B'; fields: Exclude<B, A> }
  : { onlyIn: 'A'; fields: Exclude<A, B> };
type FieldsMatch<Record, Type> = Same<keyof Record, Exclude<keyof Type, OfTheGateway>>;
const proven = <_Claim extends true>() => {};

proven<FieldsMatch<RecordOf<'Instance'>, Schema.Instance>>();
proven<FieldsMatch<RecordOf<'Volume'>, Schema.Volume>>();
proven<FieldsMatch<RecordOf<'SecurityGroup'>, Schema.SecurityGroup>>();
proven<FieldsMatch<RecordOf<'IpAddress'>, Schema.IpAddress>>();
proven<FieldsMatch<RecordOf<'sandbox.Bucket'>, Schema.GenericResource>>();

/** Fields whose type in the schema is the very type of the record; moments are text here and numbers there. */
type Plain<Type> = {
  [
    Field in keyof Type as NonNullable<Type[Field]> extends string | number | boolean
      ? Field extends `${string}At`
        ? never
        : Field
      : never
  ]-?: NonNullable<Type[Field]>;
};
type PlainFieldsMatch<Record, Type> = Same<
  { [Field in keyof Plain<Type> & keyof Record]-?: NonNullable<Record[Field]> },
  { [Field in keyof Plain<Type> & keyof Record]: Plain<Type>[Field] }
>;
proven<PlainFieldsMatch<RecordOf<'Instance'>, Schema.Instance>>();
proven<PlainFieldsMatch<RecordOf<'Volume'>, Schema.Volume>>();
proven<PlainFieldsMatch<RecordOf<'SecurityGroup'>, Schema.SecurityGroup>>();
proven<PlainFieldsMatch<RecordOf<'IpAddress'>, Schema.IpAddress>>();

/** Parts of records. */
type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;
proven<Same<keyof ItemOf<RecordOf<'Volume'>['attachments']>, keyof Schema.VolumeAttachment>>();
proven<Same<keyof ItemOf<RecordOf<'SecurityGroup'>['rules']>, keyof Schema.FirewallRule>>();
proven<Same<keyof ItemOf<RecordOf<'Instance'>['tags']>, keyof Schema.Tag>>();
proven<Same<ItemOf<RecordOf<'SecurityGroup'>['rules']>['direction'], Schema.TrafficDirection>>();

/** Enums are complete on both sides. */
proven<Same<NonNullable<RecordOf<'Instance'>['state']>, Schema.ResourceState>>();
proven<Same<AlarmRecord['severity'], Schema.AlarmSeverity>>();
proven<(typeof REPLY_CODES)[number] extends ErrorCode ? true : false>();
