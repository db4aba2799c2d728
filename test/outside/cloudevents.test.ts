/** The SDK of CloudEvents for JavaScript (npm `cloudevents` 10.0.0) as the other side: what both understand, and where it departs from the specification. */
import { CloudEvent as SdkEvent, HTTP, type CloudEventV1 } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import type { CloudEvent } from '../../functions/sdk/index.ts';
import { decode, type HttpMessage } from '../../gateway/events/index.ts';
import { encodeBatch, encodeBinary, encodeStructured } from '../support/cloudevents.ts';

const EVENT = {
  specversion: '1.0',
  id: '1',
  source: '/s',
  type: 'com.example.thing',
  subject: 'plain',
  time: '2026-01-31T12:00:00.000Z',
  datacontenttype: 'application/json',
  myextension: 'x',
  data: { a: [1, 'ü'] },
} as const satisfies CloudEvent;

/** What our side wrote, as the SDK's side receives it. */
const received = ({ headers, body }: HttpMessage) => ({
  headers: headers as Record<string, string>,
  body: Buffer.from(body).toString(),
});
const sdkReads = (message: HttpMessage) => {
  const read = HTTP.toEvent(received(message));
  return (Array.isArray(read) ? read : [read]).map(
    (event) => JSON.parse(JSON.stringify(event)) as CloudEventV1<unknown>,
  );
};
/** What the SDK wrote, as our side receives it. */
const weRead = ({ headers, body }: { headers: Record<string, unknown>; body: unknown }) =>
  decode({
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  }).events;

describe('what we write, the SDK reads', () => {
  it.each([
    ['binary', encodeBinary(EVENT)],
    ['structured', encodeStructured(EVENT)],
    ['batch', encodeBatch([EVENT])],
  ])('%s', (_mode, message) => expect(sdkReads(message)).toEqual([EVENT]));
});

describe('what the SDK writes, we read', () => {
  it.each([
    ['binary', HTTP.binary],
    ['structured', HTTP.structured],
  ])('%s', (_mode, write) => expect(weRead(write(new SdkEvent(EVENT)))).toEqual([EVENT]));
});

describe('where the SDK departs from the specification, and we do not', () => {
  it('does not percent-encode headers: they could not be sent, and we refuse them', () => {
    const written = HTTP.binary(new SdkEvent({ ...EVENT, subject: '€' }));
    expect(written.headers['ce-subject']).toBe('€');
    expect(() => weRead(written as never)).toThrow('ce-subject must be percent-encoded');
  });

  it('does not decode them either', () => {
    const message = encodeBinary({ ...EVENT, subject: '€ "x"' });
    expect(sdkReads(message)[0]!.subject).toBe('%E2%82%AC%20%22x%22');
    expect(decode(message).events[0].subject).toBe('€ "x"');
  });

  it('does not unquote them', () => {
    const message = {
      headers: { ...encodeBinary(EVENT).headers, 'ce-subject': '"a b"' },
      body: encodeBinary(EVENT).body,
    };
    expect(sdkReads(message)[0]!.subject).toBe('"a b"');
    expect(decode(message).events[0].subject).toBe('a b');
  });

  it('refuses a media type in upper case', () => {
    const message = { ...encodeStructured(EVENT), headers: { 'content-type': 'Application/CloudEvents+JSON' } };
    expect(() => sdkReads(message)).toThrow('no cloud event detected');
    expect(decode(message).events).toEqual([EVENT]);
  });

  it('makes up a time', () => {
    const { time: _time, ...timeless } = EVENT;
    expect(sdkReads(encodeBinary(timeless as CloudEvent))[0]).toHaveProperty('time');
    expect(decode(encodeBinary(timeless as CloudEvent)).events).toEqual([timeless]);
  });

  it('takes an event without a source', () => {
    const { source: _source, ...rootless } = EVENT;
    const message = encodeStructured(rootless as unknown as CloudEvent);
    expect(sdkReads(message)).toHaveLength(1);
    expect(() => decode(message)).toThrow('event.source is required');
  });

  it('leaves data of a +json type a text', () => {
    const message = encodeBinary({ ...EVENT, datacontenttype: 'application/vnd.x+json' });
    expect(sdkReads(message)[0]!.data).toBeTypeOf('string');
    expect(decode(message).events[0].data).toEqual(EVENT.data);
  });
});
