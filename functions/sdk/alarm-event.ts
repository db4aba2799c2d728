/** How a function, or a webhook through one, raises alarms: it answers with an event of this type. */
import { z } from 'zod';
import { alarmSchema } from './records.ts';

/** The type of an event that the gateway takes as the state of alarms, beside delivering it to whoever subscribed. */
export const ALARM_EVENT_TYPE = 'dev.causeway.alarm.v1';

/**
 * The data of such an event: alarms of one provider in one region, as `listAlarms` would show them at that moment. It says
 * nothing of alarms that it does not name. A listing that shows the same alarm names it by the same `nativeId` and subject.
 */
export const alarmEventData = z.strictObject({
  providerId: z.string().min(1),
  region: z.string().min(1),
  alarms: z.array(alarmSchema).min(1).max(100),
});
export type AlarmEventData = z.output<typeof alarmEventData>;
