/** From a provider's listing to observations, and from these to transitions. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { AlarmRecord } from '../../functions/sdk/index.ts';
import type { Clock } from '../clock.ts';
import { resourceId } from '../inventory/index.ts';
import type { AlarmsTable, Store, Tables } from '../store/index.ts';
import { allOf } from './conditions.ts';
import type { AlarmLog } from './log.ts';
import { transition, type AlarmFacts, type Observation, type Transition } from './transitions.ts';

/** How many alarms one transaction takes in: few enough that neither the event loop nor the log waits long. */
const BATCH = 100;

/** One region of a provider: what a listing of alarms covers. */
export interface AlarmSlice {
  readonly providerId: string;
  readonly region: string;
}

type Seen = readonly [id: string, observation: Observation];

/**
 * Takes in one complete listing: what it shows is observed in the order of the provider's moments, and what it lacks
 * and we hold is clear from now on. How many alarms were listed.
 */
export async function observeListing(
  { store, clock, log }: { store: Store; clock: Clock; log: AlarmLog },
  slice: AlarmSlice,
  records: readonly AlarmRecord[],
): Promise<number> {
  const listed = observations(slice, records);
  const held = await store.db
    .selectFrom('alarms')
    .select('id')
    .where('provider_id', '=', slice.providerId)
    .where('region', '=', slice.region)
    .where('state', '<>', 'RESOLVED')
    .execute();
  const lacking = held
    .filter(({ id }) => !listed.has(id))
    .map(({ id }): Seen => [id, { type: 'CLEAR', at: clock.now() }]);

  const seen = [...listed, ...lacking];
  for (let start = 0; start < seen.length; start += BATCH) {
    const batch = seen.slice(start, start + BATCH);
    // Most polls change nothing: they end here, without a write.
    const changes = await transitions(store, store.db, batch, clock.now());
    if (changes.length > 0) await log.append((trx, now) => transitions(store, trx, batch, now));
    await setImmediate();
  }
  return listed.size;
}

/** By alarm, in the order of the provider's moments. Of two records of one alarm the later counts. */
function observations(slice: AlarmSlice, records: readonly AlarmRecord[]): ReadonlyMap<string, Observation> {
  const dated = records.map((record) => ({ record, at: Date.parse(record.changedAt) })).sort((a, b) => a.at - b.at);
  const observed = new Map<string, Observation>();
  for (const { record, at } of dated) {
    const facts = factsOf(slice, record);
    observed.delete(facts.id); // so that it stands where its later record stands
    observed.set(facts.id, record.state === 'FIRING' ? { type: 'FIRING', at, facts } : { type: record.state, at });
  }
  return observed;
}

async function transitions(
  store: Store,
  db: Kysely<Tables>,
  seen: readonly Seen[],
  now: number,
): Promise<readonly Transition[]> {
  const stored = await db
    .selectFrom('alarms')
    .selectAll()
    .where(allOf(store, { id: seen.map(([id]) => id) }))
    .execute();
  const alarms = new Map(stored.map((alarm) => [alarm.id, alarm]));
  return seen.flatMap(([id, observation]) => transition(alarms.get(id) ?? null, observation, now) ?? []);
}

function factsOf(
  { providerId, region }: AlarmSlice,
  { nativeId, subject, title, description, severity, native }: AlarmRecord,
): AlarmFacts {
  return {
    id: alarmId(providerId, nativeId, region, subject),
    provider_id: providerId,
    rule: storable(nativeId),
    subject_kind: storable(subject?.kind ?? ''),
    subject_native_id: storable(subject?.nativeId ?? ''),
    resource_id: subject && resourceId({ providerId, kind: subject.kind, region }, subject.nativeId),
    region,
    title: storable(title),
    description: (description ?? null) === null ? null : storable(description!),
    severity,
    native: native === undefined ? null : JSON.stringify(native),
  };
}

/** Stable over restarts and stores. A subject is a thing in a region: names repeat in others. */
function alarmId(providerId: string, rule: string, region: string, subject: AlarmRecord['subject']): AlarmsTable['id'] {
  const identity = JSON.stringify([providerId, rule, region, subject?.kind ?? null, subject?.nativeId ?? null]);
  return `alm_${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}`;
}

/** PostgreSQL's text has every character but this. */
const storable = (text: string) => text.replaceAll('\0', '\ufffd');
