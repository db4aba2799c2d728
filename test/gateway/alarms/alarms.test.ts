import { describe } from 'vitest';
import { alarmLogSuite } from '../../conformance/alarm-log-suite.ts';
import { alarmsSuite } from '../../conformance/alarms-suite.ts';
import { pushedAlarmsSuite } from '../../conformance/pushed-alarms-suite.ts';
import { emptyDirectory } from '../../support/places.ts';

describe('alarms on SQLite', () => {
  alarmsSuite(emptyDirectory);
  pushedAlarmsSuite(emptyDirectory);
  alarmLogSuite(emptyDirectory);
});
