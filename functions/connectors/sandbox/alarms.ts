/**
 * Alarms that come and go by the clock alone. Transition number `k` of the account happens at `k` times the time between
 * two, and toggles the alarms in turn. So the same moment always shows the same alarms, whatever restarted in between.
 */
import type { SandboxOptions } from './account.ts';
import { hash, mix } from './noise.ts';

/** One alarm of the account at one moment. */
export interface AlarmPhase {
  readonly firing: boolean;
  /** When it last toggled, in milliseconds since 1970 (UTC). */
  readonly changedAt: number;
}

const ALARMS_PER_REGION = 4;
const QUIET_SINCE = Date.UTC(2026, 0, 1);

/** At least so many that none toggles more than once a minute: who polls that often misses nothing. */
export const alarmCount = ({ regions, alarmsPerMinute }: SandboxOptions) =>
  Math.max(ALARMS_PER_REGION * regions.length, Math.ceil(alarmsPerMinute));

export function alarmPhase(options: SandboxOptions, alarm: number, now: number): AlarmPhase {
  const { seed, alarmsPerMinute } = options;
  if (alarmsPerMinute === 0) return { firing: false, changedAt: QUIET_SINCE };
  const betweenMs = 60_000 / alarmsPerMinute;
  const count = alarmCount(options);
  // The last transition so far that was this alarm's: the latest number not above `last` that is `alarm` modulo `count`.
  const last = Math.floor(now / betweenMs);
  const round = Math.floor((last - alarm) / count);
  const toggledAt = Math.floor((round * count + alarm) * betweenMs);
  const firing = (round + mix(hash(`${seed}/alarms`), alarm)) % 2 === 0;
  // A rate may not divide evenly: rounding must not put a change into the future.
  return { firing, changedAt: Math.min(toggledAt, now) };
}
