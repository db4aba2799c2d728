import { describe, expect, it } from 'vitest';
import type { CloudEvent } from '../../../functions/sdk/index.ts';
import { BadInput } from '../../../gateway/errors.ts';
import { decode, MAX_BATCH } from '../../../gateway/events/index.ts';
import { encodeBatch, encodeBinary, encodeStructured } from '../../support/cloudevents.ts';

const REQUIRED = { specversion: '1.0', id: '1', source: '/s', type: 't' } as const;
const CE = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/s', 'ce-type': 't' };

const binary = (headers: Record<string, string | string[]>, body: string | Uint8Array = '') =>
  decode({ headers, body: Buffer.from(body) });
const structured = (event: unknown, contentType = 'application/cloudevents+json') =>
  binary({ 'content-type': contentType }, typeof event === 'string' ? event : JSON.stringify(event));
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(BadInput);
    return (error as BadInput).message;
  }
  throw new Error('it was taken');
};

describe("the conformance project's cases for HTTP", () => {
  const attributes = { id: '1234-1234-1234', type: 'com.example.someevent', source: '/mycontext/subcontext' };
  const headers = {
    'ce-specversion': '1.0',
    'ce-type': attributes.type,
    'ce-id': attributes.id,
    'ce-source': attributes.source,
    'ce-time': '2018-04-05T03:56:24Z',
  };

  it('binary with JSON: the attributes are headers, the body is the data', () => {
    const { events } = binary(
      { ...headers, 'content-type': 'application/json; charset=utf-8' },
      '{"message": "Hello World!"}',
    );
    expect(events[0]).toEqual({
      ...attributes,
      specversion: '1.0',
      time: '2018-04-05T03:56:24Z',
      datacontenttype: 'application/json; charset=utf-8',
      data: { message: 'Hello World!' },
    });
  });

  it('binary with XML: the data is the text', () => {
    const { events } = binary({ ...headers, 'content-type': 'application/xml' }, '<message>hi</message>');
    expect(events[0]).toMatchObject({
      ...attributes,
      datacontenttype: 'application/xml',
      data: '<message>hi</message>',
    });
  });

  it.each([
    ['JSON data', 'application/json', { message: 'hi' }],
    ['XML data', 'application/xml', '<message>hi</message>'],
  ])('structured with %s: the body is the event', (_title, datacontenttype, data) => {
    const event = { ...attributes, specversion: '1.0', datacontenttype, data };
    expect(structured(event, 'application/cloudevents+json; charset=UTF-8')).toEqual({ batch: false, events: [event] });
  });
});

describe('the mode', () => {
  it.each([
    'Application/CloudEvents+JSON',
    'application/cloudevents+json ; charset=utf-8',
    'APPLICATION/CLOUDEVENTS+JSON;charset="UTF-8"',
  ])('%s is structured, however it is written', (contentType) =>
    expect(structured(REQUIRED, contentType).events).toEqual([REQUIRED]),
  );

  it('a batch is a list, which may be empty', () => {
    expect(structured([], 'Application/CloudEvents-Batch+JSON')).toEqual({ batch: true, events: [] });
    expect(structured([REQUIRED, REQUIRED], 'application/cloudevents-batch+json').events).toHaveLength(2);
  });

  it.each([
    ['another format', 'application/cloudevents+xml', REQUIRED, 'content-type'],
    ['no format', 'application/cloudevents', REQUIRED, 'content-type'],
    ['a batch of another format', 'application/cloudevents-batch+avro', [], 'content-type'],
    ['another charset', 'application/cloudevents+json; charset=latin1', REQUIRED, 'content-type'],
    ['a list that is no batch', 'application/cloudevents+json', [REQUIRED], 'event must be a JSON object'],
    ['a batch that is no list', 'application/cloudevents-batch+json', REQUIRED, 'the body must be a JSON array'],
    ['broken JSON', 'application/cloudevents+json', '{"id":', 'the body is no JSON'],
    ['JSON without attributes', 'application/json', { hello: 'world' }, 'the request is no event'],
  ])('refuses %s', (_title, contentType, body, said) =>
    expect(refusal(() => structured(body, contentType))).toContain(said),
  );

  it('one wrong event refuses its batch, and is named', () => {
    const batch = [REQUIRED, { ...REQUIRED, id: '' }];
    expect(refusal(() => structured(batch, 'application/cloudevents-batch+json'))).toContain('events[1].id');
  });

  it(`a batch holds at most ${MAX_BATCH} events`, () => {
    const batch = Array.from({ length: MAX_BATCH + 1 }, () => REQUIRED);
    expect(refusal(() => structured(batch, 'application/cloudevents-batch+json'))).toContain('at most 1000');
  });
});

describe('attributes', () => {
  it.each(['specversion', 'id', 'source', 'type'])('%s is required, in either mode', (name) => {
    expect(refusal(() => structured({ ...REQUIRED, [name]: undefined }))).toBe(`event.${name} is required`);
    expect(refusal(() => structured({ ...REQUIRED, [name]: null }))).toBe(`event.${name} is required`);
    const { [`ce-${name}` as 'ce-id']: _left, ...headers } = CE;
    expect(refusal(() => binary(headers))).toBe(`event.${name} is required`);
  });

  it.each([
    ['specversion', '0.3'],
    ['specversion', 1],
    ['id', ''],
    ['id', 7],
    ['source', ''],
    ['source', 'has space'],
    ['source', '/é'],
    ['source', '/%zz'],
    ['type', ''],
    ['type', 'a\u0000b'],
    ['subject', ''],
    ['subject', '\ud800'],
    ['subject', 'a\uffff'],
    ['time', '2018-04-05'],
    ['time', '2018-02-30T00:00:00Z'],
    ['time', '2018-13-01T00:00:00Z'],
    ['time', '2018-04-05T03:56:24'],
    ['time', '2018-04-05T25:00:00Z'],
    ['datacontenttype', 'json'],
    ['dataschema', '/relative'],
    ['myextension', 1.5],
    ['myextension', 2 ** 31],
    ['myextension', { a: 1 }],
    ['myextension', ['a']],
    ['MyExtension', 'a'],
    ['my_extension', 'a'],
    ['my-extension', 'a'],
    ['data_base64', 'not base64'],
    ['data_base64', 7],
  ])('refuses %s: %j, and names it', (name, value) => {
    expect(refusal(() => structured({ ...REQUIRED, [name]: value }))).toContain(`event.${name} `);
  });

  it.each([
    ['source', 'urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66'],
    ['source', 'mailto:a@example.com'],
    ['source', '../relative?q=%20#f'],
    ['time', '2018-04-05T17:31:00.123456789+01:00'],
    ['time', '2024-02-29T00:00:00Z'],
    ['dataschema', 'urn:x:y'],
    ['subject', 'Grüße 🚀'],
    ['myextension', true],
    ['myextension', -(2 ** 31)],
    ['myextension', ''],
    ['thenameofthisextensionislong', 'a'],
  ])('takes %s: %j as it is', (name, value) => {
    expect(structured({ ...REQUIRED, [name]: value }).events[0]).toEqual({ ...REQUIRED, [name]: value });
  });

  it('those that are null are absent, and nothing is added', () => {
    expect(structured({ ...REQUIRED, subject: null, myextension: null }).events[0]).toEqual(REQUIRED);
  });

  it('a name that objects have by themselves is an extension like any other', () => {
    expect(
      structured('{"specversion":"1.0","id":"1","source":"/s","type":"t","constructor":"x"}').events[0],
    ).toHaveProperty('constructor', 'x');
    expect(
      refusal(() => structured('{"specversion":"1.0","id":"1","source":"/s","type":"t","__proto__":"x"}')),
    ).toContain('__proto__');
  });
});

describe('headers', () => {
  const subject = (value: string) => binary({ ...CE, 'ce-subject': value }).events[0].subject;

  it.each([
    ['Euro%20%E2%82%AC%20%F0%9F%98%80', 'Euro € 😀'],
    ['lower%e2%82%ac', 'lower€'],
    ['"quoted \\"string\\""', 'quoted "string"'],
    ['"quoted%20and encoded"', 'quoted and encoded'],
    ['%2522', '%22'],
    ['%22not unquoted%22', '"not unquoted"'],
    ['  around  ', 'around'],
  ])('%s is read as %s', (given, read) => expect(subject(given)).toBe(read));

  it.each([
    ['invalid UTF-8', '%C3%28'],
    ['half a surrogate pair', '%ED%A0%80'],
    ['an overlong form', '%C0%80'],
    ['a stray percent sign', '100%'],
    ['other than ASCII', 'Gr\u00fc\u00dfe'],
    ['an open quotation', '"open'],
    ['a control character', '%00'],
  ])('refuses %s', (_title, given) => expect(refusal(() => subject(given))).toMatch(/ce-subject|event\.subject/));

  it('refuses an attribute that came twice, `ce-datacontenttype` and `ce-data`', () => {
    expect(refusal(() => binary({ ...CE, 'ce-id': ['1', '2'] }))).toContain('ce-id');
    expect(refusal(() => binary({ ...CE, 'ce-datacontenttype': 'text/plain' }))).toContain('content-type');
    expect(refusal(() => binary({ ...CE, 'ce-data': 'x' }))).toContain('the body is the data');
  });
});

describe('data', () => {
  const dataOf = (contentType: string | null, body: string | Uint8Array) => {
    const { data, data_base64 } = binary({ ...CE, ...(contentType && { 'content-type': contentType }) }, body)
      .events[0];
    return { ...(data !== undefined && { data }), ...(data_base64 !== undefined && { data_base64 }) };
  };

  it.each([
    ['application/json', '{"a":1}', { data: { a: 1 } }],
    ['text/json', '[]', { data: [] }],
    ['application/vnd.x+json; v=2', 'null', { data: null }],
    ['Application/Problem+JSON', '"x"', { data: 'x' }],
    ['text/plain', 'hi', { data: 'hi' }],
    ['text/plain; charset=iso-8859-1', 'hi', { data_base64: 'aGk=' }],
    ['image/svg+xml', '<svg/>', { data: '<svg/>' }],
    ['application/octet-stream', 'hi', { data_base64: 'aGk=' }],
    [null, 'hi', { data_base64: 'aGk=' }],
    ['application/json', '', {}],
  ])('%s %s is %j', (contentType, body, data) => expect(dataOf(contentType, body)).toEqual(data));

  it('refuses what is not what it says', () => {
    expect(refusal(() => dataOf('application/json', '{'))).toBe('the body is no JSON');
    expect(refusal(() => dataOf('text/plain', Uint8Array.of(0xff)))).toBe('the body is no UTF-8');
    expect(refusal(() => dataOf('nonsense', 'x'))).toContain('event.datacontenttype');
    expect(refusal(() => structured({ ...REQUIRED, data: 1, data_base64: 'aGk=' }))).toContain('both');
    expect(refusal(() => structured({ ...REQUIRED, datacontenttype: 'text/plain', data: 1 }))).toContain('event.data ');
  });
});

describe('there and back', () => {
  const EVENTS: readonly CloudEvent[] = [
    REQUIRED,
    {
      ...REQUIRED,
      subject: 'Grüße, "€" 100% 🚀 a+b',
      datacontenttype: 'application/json',
      data: { a: [1, null, 'ü'] },
    },
    { ...REQUIRED, datacontenttype: 'text/plain', data: 'text' },
    { ...REQUIRED, datacontenttype: 'application/octet-stream', data_base64: 'AAEC/w==' },
    { ...REQUIRED, data_base64: 'AAEC/w==' },
    {
      ...REQUIRED,
      time: '2026-01-31T12:00:00.5Z',
      dataschema: 'https://example.com/s',
      ext: 'true',
      datacontenttype: 'application/json',
      data: null,
    },
  ];

  it.each(EVENTS.map((event) => [JSON.stringify(event), event] as const))('binary: %s', (_title, event) => {
    expect(decode(encodeBinary(event)).events).toEqual([event]);
  });

  it('structured and batch', () => {
    for (const event of EVENTS) expect(decode(encodeStructured(event)).events).toEqual([event]);
    expect(decode(encodeBatch(EVENTS))).toEqual({ batch: true, events: EVENTS });
  });

  it('every text without broken Unicode or control characters survives a header', () => {
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const points = Array.from({ length: 12 }, (_, index) => 0x20 + ((seed * 7_919 + index * 104_729) % 0xffdf));
      const subject = String.fromCodePoint(
        ...points.filter((point) => point < 0x7f || (point > 0x9f && point < 0xd800)),
      );
      if (subject.trim() !== subject || subject === '') continue;
      const message = encodeBinary({ ...REQUIRED, subject });
      expect(message.headers['ce-subject']).toMatch(/^[\x21-\x7e]+$/);
      expect(decode(message).events[0].subject).toBe(subject);
    }
  });
});
