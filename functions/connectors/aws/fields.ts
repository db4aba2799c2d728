/** Fields of the model out of records of the SDK, whatever the service. */
import type { RecordOf } from '../../sdk/index.ts';

/** How a resource of the model stands. */
export type State = NonNullable<RecordOf<'Instance'>['state']>;

/** Our word for a state. What the table lacks, and what AWS did not say, is UNKNOWN. */
export function stateOf(table: Readonly<Record<string, State>>, rawState: string | undefined): State {
  return rawState !== undefined && Object.hasOwn(table, rawState) ? table[rawState]! : 'UNKNOWN';
}

/** A moment in UTC. Null when AWS did not say. */
export function momentOf(date: Date | undefined): string | null {
  return date?.toISOString() ?? null;
}

/** The ARN of a resource of an account. Null while the account is not known. */
export function arnOf(service: string, region: string, accountId: string | undefined, resource: string): string | null {
  return accountId ? `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}` : null;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
