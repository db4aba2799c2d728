/** Slices that hold no resources: they are listed, and may fail, like those of resources. */

/** The provider's own alarms. */
export const ALARM_KIND = 'Alarm';
/** The best practices that the provider checks itself. */
export const FINDING_KIND = 'Finding';

/** All kinds of slices that hold no resources. */
export const SPECIAL_KINDS: readonly string[] = [ALARM_KIND, FINDING_KIND];
