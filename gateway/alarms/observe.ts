/** From a provider's listing, or single alarms that were pushed, to observations, and from these to transitions. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { AlarmEventData, AlarmRecord } from '../../functions/sdk/index.ts';
import type { Clock } from '../clock.ts';
import { resourceId } from '../inventory/index.ts';
import { allOf, storable, type AlarmsTable, type Store, type Tables } from '../store/index.ts';
import type { AlarmLog } from './log.ts';
import { isBehind, transition, type AlarmFacts, type Observation, type Transition } from './transitions.ts';

/** How many alarms one transaction takes in: few enough that neither the event loop nor the log waits long. */
const BATCH = 100;

/** One region of a provider: where alarms are listed or pushed. */
export interface AlarmSlice {
  readonly providerId: string;
  readonly region: string;
}

interface Seen {
  readonly id: string;
  readonly observation: Observation;
  /** Whether what is known of the alarm is newer than this, which therefore says nothing. */
  isOld(alarm: AlarmsTable, now: number): boolean;
}

/**
 * Takes in one complete listing: what it shows is observed in the order of the provider's moments, and what it lacks
 * and we hold is clear since the listing began. An alarm that changed here after that, such as by a push or another
 * listing, is newer than the listing: what the listing lacks of it says nothing, and what it shows counts by the
 * provider's moment. How many alarms were listed.
 */
export async function observeListing(
  { store, clock, log }: { store: Store; clock: Clock; log: AlarmLog },
  slice: AlarmSlice,
  records: readonly AlarmRecord[],
  beganAt: number,
): Promise<number> {
  const changedSince = (alarm: AlarmsTable) => alarm.seen_at > beganAt;
  const listed = observations(slice, records, beganAt);
  const held = await store.db
    .selectFrom('alarms')
    .select('id')
    .where('provider_id', '=', slice.providerId)
    .where('region', '=', slice.region)
    .where('state', '<>', 'RESOLVED')
    .execute();
  const lacking = held
    .filter(({ id }) => !listed.has(id))
    .map(({ id }): Seen => ({ id, observation: { type: 'CLEAR', at: beganAt }, isOld: changedSince }));
  const shown = [...listed].map(([id, { observation }]): Seen => ({
    id,
    observation,
    isOld: (alarm, now) => changedSince(alarm) && isBehind(alarm, observation, now),
  }));

  const seen = [...shown, ...lacking];
  for (let start = 0; start < seen.length; start += BATCH) {
    const batch = seen.slice(start, start + BATCH);
    // Most polls change nothing: they end here, without a write.
    const changes = await transitions(store, store.db, batch, clock.now());
    if (changes.length > 0) await log.append((trx, now) => transitions(store, trx, batch, now));
    await setImmediate();
  }
  return listed.size;
}

/**
 * Takes in single alarms, as a part of a transaction; what they do not name is untouched. Nothing is taken of a provider
 * that is gone or going. The regions are the caller's to check.
 */
export async function observePushed(
  { store, clock, log }: { store: Store; clock: Clock; log: AlarmLog },
  trx: Transaction<Tables>,
  { alarms, ...slice }: AlarmEventData,
): Promise<void> {
  const provider = await trx
    .selectFrom('providers')
    .select('id')
    .where('id', '=', slice.providerId)
    .where('state', '<>', 'DELETING')
    .$if(store.dialect === 'postgres', (query) => query.forShare()) // its removal waits, then removes these as well
    .executeTakeFirst();
  if (!provider) return;
  const seen = [...observations(slice, alarms, clock.now())].map(([id, { observation, facts }]): Seen => {
    const pushed = observation.type === 'CLEAR' ? { ...observation, facts } : observation;
    return { id, observation: pushed, isOld: (alarm, now) => isBehind(alarm, pushed, now) };
  });
  await log.appendWithin(trx, (_trx, now) => transitions(store, trx, seen, now));
}

interface Observed {
  readonly facts: AlarmFacts;
  readonly observation: Observation;
}

/**
 * By alarm, in the order of the provider's moments, `undatedAt` where it says none. Of two records of one alarm the later
 * counts.
 */
function observations(
  slice: AlarmSlice,
  records: readonly AlarmRecord[],
  undatedAt: number,
): ReadonlyMap<string, Observed> {
  const dated = records
    .map((record) => ({ record, at: record.changedAt === null ? undatedAt : Date.parse(record.changedAt) }))
    .sort((a, b) => a.at - b.at);
  const observed = new Map<string, Observed>();
  for (const { record, at } of dated) {
    const facts = factsOf(slice, record);
    observed.delete(facts.id); // so that it stands where its later record stands
    const observation: Observation =
      record.state === 'FIRING'
        ? { type: 'FIRING', at, isDated: record.changedAt !== null, facts }
        : { type: record.state, at };
    observed.set(facts.id, { facts, observation });
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
    .where(allOf(store, { id: seen.map(({ id }) => id) }))
    .execute();
  const alarms = new Map(stored.map((alarm) => [alarm.id, alarm]));
  return seen.flatMap(({ id, observation, isOld }) => {
    const alarm = alarms.get(id) ?? null;
    return alarm !== null && isOld(alarm, now) ? [] : (transition(alarm, observation, now) ?? []);
  });
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
