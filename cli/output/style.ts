/** Colours, where they help to see what needs a look. */
import { styleText } from 'node:util';

export type Paint = (colour: 'red' | 'yellow' | 'green' | 'dim' | 'bold' | 'cyan', text: string) => string;

export const paintWith =
  (colours: boolean): Paint =>
  (colour, text) =>
    colours ? styleText(colour, text, { validateStream: false }) : text;

const LOOKS: Record<string, 'red' | 'yellow' | 'green' | 'dim'> = {
  READY: 'green',
  RUNNING: 'green',
  ACTIVE: 'green',
  IN_USE: 'green',
  SUCCEEDED: 'green',
  DELIVERED: 'green',
  RESOLVED: 'green',
  PASS: 'green',
  CREATED: 'yellow',
  VERIFYING: 'yellow',
  SYNCING: 'yellow',
  DEGRADED: 'yellow',
  PENDING: 'yellow',
  PARTIAL: 'yellow',
  STARTING: 'yellow',
  STOPPING: 'yellow',
  REBOOTING: 'yellow',
  ACKNOWLEDGED: 'yellow',
  ACCEPTED: 'yellow',
  UNKNOWN: 'yellow',
  MEDIUM: 'yellow',
  UNCERTAIN: 'yellow',
  UPDATED: 'yellow',
  INTERRUPTED: 'yellow',
  HALF_OPEN: 'yellow',
  OPEN: 'red',
  DEAD: 'red',
  FAILED: 'red',
  FAIL: 'red',
  ERROR: 'red',
  FIRING: 'red',
  RAISED: 'red',
  CRITICAL: 'red',
  HIGH: 'red',
  DISABLED: 'dim',
  PAUSED: 'dim',
  STOPPED: 'dim',
  TERMINATED: 'dim',
  SUPPRESSED: 'dim',
  CLEARED: 'dim',
  NOT_APPLICABLE: 'dim',
  LOW: 'dim',
  INFO: 'dim',
  SKIPPED: 'dim',
};

/** A word of one of the API's enums in the colour of its meaning. Other words stay as they are. */
export function paintWord(paint: Paint, word: string): string {
  const look = LOOKS[word];
  return look === undefined ? word : paint(look, word);
}
