/** What an event must be beyond CloudEvents for this gateway to take it. */
import {
  ALARM_EVENT_TYPE,
  alarmEventData,
  MAX_MESSAGE_BYTES,
  type AlarmEventData,
  type CloudEvent,
} from '../../functions/sdk/index.ts';
import { BadInput } from '../errors.ts';
import { EventCycle, EventTooLarge } from '../event-errors.ts';

/** The extension that counts the functions on an event's way: those that answer with further events hand it on. */
export const HOPS = 'causewayhops';

/** Through how many functions an event may come: more is a cycle. */
export const MAX_HOPS = 8;

/** What a call may weigh, less what it carries beside the event: options, a sealed credential, the envelope. */
export const MAX_EVENT_BYTES = MAX_MESSAGE_BYTES - 100_000;

/** How deep data may be nested: far more than people write, and far less than what breaks who reads it by recursion. */
const MAX_DEPTH = 200;

/** Types of events that are the gateway's own; but for the one by which others raise alarms. */
const RESERVED = 'dev.causeway.';

/** Both together are a key of the store, and PostgreSQL's keys have at most 2,704 bytes. */
const MAX_NAME_BYTES = { id: 1_000, source: 1_000, type: 500 } as const;

/** An event that may be taken. */
export interface Incoming {
  /** As functions see it. */
  readonly event: CloudEvent;
  /** `event` as JSON. */
  readonly json: string;
  /** Through how many functions it came. */
  readonly hops: number;
  /** What it says of alarms. Null: it is no event of that type. */
  readonly alarms: AlarmEventData | null;
}

/**
 * `hops`: through how many functions it came at least; its own count may be higher. `at` names it in errors. Throws
 * `BadInput`, `EventCycle` and `EventTooLarge`.
 */
export function toIncoming(
  event: CloudEvent,
  at: string,
  { hops: least, ours }: { hops: number; ours: boolean },
): Incoming {
  for (const [name, maxBytes] of Object.entries(MAX_NAME_BYTES))
    if (Buffer.byteLength(event[name] as string) > maxBytes)
      throw new BadInput(`${at}.${name}`, `must have at most ${maxBytes} bytes`);
  if (!ours && event.type !== ALARM_EVENT_TYPE && event.type.startsWith(RESERVED))
    throw new BadInput(`${at}.type`, `must not begin with \`${RESERVED}\`, which are the gateway's own events`);
  if (isDeeper(event.data, MAX_DEPTH))
    throw new BadInput(`${at}.data`, `must not be nested deeper than ${MAX_DEPTH} levels`);
  const hops = Math.max(least, hopsOf(event, at));
  if (hops > MAX_HOPS) throw new EventCycle(event.type, hops);
  const seen = { ...event, [HOPS]: hops + 1 };
  const json = JSON.stringify(seen);
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_EVENT_BYTES) throw new EventTooLarge(bytes, MAX_EVENT_BYTES);
  return { event: seen, json, hops, alarms: event.type === ALARM_EVENT_TYPE ? alarmsOf(event, at) : null };
}

/** The first thing that is wrong refuses all of it: names where, never the value. */
function alarmsOf({ data }: CloudEvent, at: string): AlarmEventData {
  const parsed = alarmEventData.safeParse(data);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new BadInput([at, 'data', ...path.map(String)].join('.').slice(0, 100), `is wrong: ${message}`);
}

/** A number in JSON, digits in a header. */
function hopsOf(event: CloudEvent, at: string): number {
  const given = event[HOPS] ?? 0;
  const hops = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given;
  if (typeof hops === 'number' && hops >= 0) return hops;
  throw new BadInput(`${at}.${HOPS}`, `must be a whole number from 0 to ${MAX_HOPS}`);
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((part) => isDeeper(part, depth - 1));
}
