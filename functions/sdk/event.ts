/** An event as functions see it: CloudEvents 1.0, whatever carried it. */
import { z } from 'zod';

/** Attributes of CloudEvents 1.0. Further attributes are extensions: lower-case letters and digits. */
export const eventSchema = z.looseObject({
  specversion: z.literal('1.0'),
  /** With `source` it names the event: two events with the same pair are the same event. */
  id: z.string().min(1),
  /** URI reference of where it happened. */
  source: z.string().min(1),
  /** What happened, such as `com.github.push`. */
  type: z.string().min(1),
  subject: z.string().min(1).optional(),
  time: z.iso.datetime({ offset: true }).optional(),
  datacontenttype: z.string().min(1).optional(),
  dataschema: z.string().min(1).optional(),
  /** Any JSON value; a text where `datacontenttype` is no JSON. Not beside `data_base64`. */
  data: z.unknown().optional(),
  /** Bytes that are no text, in base64. */
  data_base64: z.base64().optional(),
});

/** One event. */
export type CloudEvent = z.output<typeof eventSchema>;
