/** CloudEvents 1.0 as senders put them into HTTP: binary, structured and as a batch. */
import type { CloudEvent } from '../../functions/sdk/index.ts';
import type { HttpMessage } from '../../gateway/events/index.ts';

const STRUCTURED = 'application/cloudevents+json; charset=utf-8';
const BATCH = 'application/cloudevents-batch+json; charset=utf-8';

/** The event in headers and body. */
export function encodeBinary(event: CloudEvent): HttpMessage {
  const { data, data_base64: bytes, datacontenttype, ...attributes } = event;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) headers[`ce-${name}`] = encodeHeaderValue(String(value));
  if (bytes !== undefined) {
    if (datacontenttype !== undefined) headers['content-type'] = datacontenttype;
    return { headers, body: Buffer.from(bytes, 'base64') };
  }
  if (data === undefined && datacontenttype === undefined) return { headers, body: new Uint8Array() };
  headers['content-type'] = datacontenttype ?? 'application/json';
  if (data === undefined) return { headers, body: new Uint8Array() };
  const text = isJson(datacontenttype) ? JSON.stringify(data) : (data as string);
  return { headers, body: Buffer.from(text) };
}

/** The event as JSON. */
export const encodeStructured = (event: CloudEvent): HttpMessage => json(STRUCTURED, event);

/** The events as a JSON array. */
export const encodeBatch = (events: readonly CloudEvent[]): HttpMessage => json(BATCH, events);

const json = (contentType: string, content: unknown): HttpMessage => ({
  headers: { 'content-type': contentType },
  body: Buffer.from(JSON.stringify(content)),
});

const isJson = (contentType = 'application/json') => /^[^;]+[/+]json\s*(?:;|$)/i.test(contentType);

/** Space, quotation mark, percent sign and all that is not printable ASCII. */
const ENCODED = /[^\u0021\u0023\u0024\u0026-\u007e]/gu;

/** Any text without halves of surrogate pairs. */
const encodeHeaderValue = (value: string): string => value.replace(ENCODED, (char) => percent(char));

const percent = (char: string) =>
  Array.from(Buffer.from(char), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
