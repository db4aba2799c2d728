/**
 * CloudEvents 1.0 as they come over HTTP: binary (attributes are headers), structured (the event is JSON) and batch (a
 * list of such). Our own, since the SDK does not decode headers and adds what the sender did not say.
 * See https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
 */
import type { CloudEvent } from '../../functions/sdk/index.ts';
import { BadInput } from '../errors.ts';
import { checkEvent, isJson } from './attributes.ts';
import { decodeHeaderValue } from './header-values.ts';

/** A request or an answer. Names of headers are lower-case; one that came several times has several values. */
export interface HttpMessage {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** What came: one event, or a list to be taken as a whole. */
export type Decoded =
  | { readonly batch: false; readonly events: readonly [CloudEvent] }
  | { readonly batch: true; readonly events: readonly CloudEvent[] };

/** The most events that one batch may hold. */
export const MAX_BATCH = 1_000;

/** Reads events. Throws `BadInput` that names what is wrong; of a batch one wrong event refuses all. */
export function decode(message: HttpMessage): Decoded {
  const contentType = single(message, 'content-type') ?? null;
  const format = contentType?.split(';', 1)[0]!.trim().toLowerCase() ?? '';
  if (format.startsWith('application/cloudevents-batch')) {
    const list = parse(jsonOf(message, format, contentType!, '-batch'), 'the body');
    if (!Array.isArray(list)) throw new BadInput('the body', 'must be a JSON array of events');
    if (list.length > MAX_BATCH)
      throw new BadInput('the body', `must hold at most ${MAX_BATCH} events, has ${list.length}`);
    return { batch: true, events: list.map((event, index) => checkEvent(event, `events[${index}]`)) };
  }
  if (format.startsWith('application/cloudevents')) {
    const event = parse(jsonOf(message, format, contentType!, ''), 'the body');
    return { batch: false, events: [checkEvent(event, 'event')] };
  }
  return { batch: false, events: [decodeBinary(message, contentType)] };
}

function decodeBinary(message: HttpMessage, contentType: string | null): CloudEvent {
  const attributes: Record<string, unknown> = {};
  for (const header of Object.keys(message.headers)) {
    if (!header.startsWith('ce-')) continue;
    const name = header.slice('ce-'.length);
    if (name === 'datacontenttype') throw new BadInput(header, 'must not be sent: `content-type` says it');
    if (name === 'data' || name === 'data_base64') throw new BadInput(header, 'must not be sent: the body is the data');
    attributes[name] = decodeHeaderValue(header, single(message, header)!);
  }
  if (Object.keys(attributes).length === 0)
    throw new BadInput(
      'the request',
      'is no event: send `application/cloudevents+json`, or attributes as `ce-` headers',
    );
  if (contentType !== null) attributes['datacontenttype'] = contentType;
  return checkEvent({ ...attributes, ...dataOf(message.body, contentType) }, 'event');
}

/** JSON as what it says, text as text, all else as bytes. */
function dataOf(body: Uint8Array, contentType: string | null): { data?: unknown; data_base64?: string } {
  if (body.length === 0) return {};
  if (contentType !== null && isJson(contentType)) return { data: parse(textOf(body), 'the body') };
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  const isText = /^(?:text\/|application\/(?:xml|x-www-form-urlencoded|javascript)\b|[^;]+\+xml\b)/i.test(
    contentType ?? '',
  );
  if (isText && /^(?:utf-?8|us-ascii)$/i.test(charset)) return { data: textOf(body) };
  return { data_base64: Buffer.from(body).toString('base64') };
}

function jsonOf({ body }: HttpMessage, format: string, contentType: string, suffix: string): string {
  if (format !== `application/cloudevents${suffix}+json`)
    throw new BadInput(
      'content-type',
      `names a format that is not taken: send \`application/cloudevents${suffix}+json\``,
    );
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) throw new BadInput('content-type', 'must have no charset but utf-8');
  return textOf(body);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new BadInput('the body', 'is no UTF-8');
  }
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(what, 'is no JSON');
  }
}

function single({ headers }: HttpMessage, name: string): string | undefined {
  const value = headers[name];
  if (value === undefined || typeof value === 'string') return value;
  if (value.length > 1) throw new BadInput(name, 'was sent several times');
  return value[0];
}
