import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  CALL_TYPE,
  decodeCall,
  decodeReply,
  descriptionSchema,
  encodeCall,
  encodeReply,
  errorReply,
  manifestOf,
  MAX_MESSAGE_BYTES,
  ProviderThrottled,
  REPLY_CODES,
} from '../../../functions/sdk/index.ts';
import { callOf, fixtureConnector } from './fixture.ts';

const page = readFileSync(new URL('../../../functions/sdk/PROTOCOL.md', import.meta.url), 'utf8');
const examples = (kind: string) =>
  [...page.matchAll(new RegExp(`\`\`\`json ${kind}\n(.*?)\`\`\``, 'gs'))].map((match) => match[1]!);
const changed = (text: string, change: (event: Record<string, never>) => void) => {
  const event = JSON.parse(text) as Record<string, never>;
  change(event);
  return JSON.stringify(event);
};

describe('the page that other languages implement', () => {
  it('shows a call that is one', () => {
    const [call] = examples('call').map(decodeCall);
    expect(call).toMatchObject({ functionName: 'sandbox.listInstances', attempt: 1, input: { region: 'eu-north' } });
  });

  it('shows a reply of each sort', () => {
    const replies = examples('reply').map((text) => decodeReply(text, JSON.parse(text).id as string));
    expect(replies.map(({ ok }) => ok)).toEqual([true, false]);
  });

  it('shows a description with every field that a manifest has', () => {
    const description = JSON.parse(examples('describe')[0]!) as { manifest: { functions: object[] } };
    const { manifest } = descriptionSchema.parse(description);
    expect(Object.keys(description)).toEqual(['manifest', 'sealingKey', 'version']);
    const real = manifestOf(fixtureConnector({}));
    expect(Object.keys(manifest).toSorted()).toEqual(Object.keys(real).toSorted());
    expect(Object.keys(manifest.functions[0]!).toSorted()).toEqual(Object.keys(real.functions[0]!).toSorted());
  });

  it('lists every code that a function may report, and no other', () => {
    const table = page.slice(page.indexOf('**Errors.**'), page.indexOf('**Retry.**'));
    expect([...table.matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1])).toEqual([...REPLY_CODES]);
    expect(page).toContain(MAX_MESSAGE_BYTES.toLocaleString('en'));
  });
});

describe('a call as text', () => {
  it('comes out as it went in, as a CloudEvent', () => {
    const call = callOf('fixture.verify', {
      input: { text: 'données €' },
      traceparent: '00-1-2-01',
      idempotencyKey: 'k',
    });
    const text = encodeCall(call, Date.UTC(2026, 0, 31));
    expect(decodeCall(text)).toEqual(call);
    expect(JSON.parse(text)).toMatchObject({
      specversion: '1.0',
      id: 'call-1',
      source: 'causeway/gateway',
      type: CALL_TYPE,
      subject: 'fixture.verify',
      time: '2026-01-31T00:00:00.000Z',
    });
  });

  it('may carry extensions of those it passed', () => {
    expect(
      decodeCall(changed(encodeCall(callOf('f.g')), (event) => Object.assign(event, { partition: '7' }))).functionName,
    ).toBe('f.g');
  });

  it.each([
    ['nothing', '', 'event: Invalid input'],
    ['no JSON', '{"specversion"', 'event: Invalid input'],
    ['a list', '[]', 'event: Invalid input'],
    [
      'another version',
      changed(encodeCall(callOf('f.g')), (event) => Object.assign(event, { specversion: '0.3' })),
      'event.specversion',
    ],
    ['a reply', encodeReply(callOf('f.g'), { ok: true, data: 1 }), 'event.type'],
    [
      'a wrong attempt',
      changed(encodeCall(callOf('f.g')), (event) => Object.assign(event.data!, { attempt: 0 })),
      'event.data.attempt',
    ],
    [
      'an unknown field',
      changed(encodeCall(callOf('f.g')), (event) => Object.assign(event.data!, { extra: 1 })),
      'extra',
    ],
  ])('is refused when it is %s, and the message says where', (_what, text, where) => {
    expect(() => decodeCall(text)).toThrow(where);
  });

  it('is refused before it is sent when it is too large', () => {
    expect(() => encodeCall(callOf('f.g', { input: 'x'.repeat(MAX_MESSAGE_BYTES) }))).toThrow(/at most 1000000/);
  });
});

describe('a reply as text', () => {
  it('says when to try again', () => {
    const reply = errorReply(new ProviderThrottled(1_500.2));
    expect(decodeReply(encodeReply(callOf('f.g'), reply), 'call-1')).toEqual({
      ok: false,
      error: { code: 'PROVIDER_THROTTLED', message: expect.any(String), retryable: true, retryAfterMs: 1_501 },
    });
  });

  it('becomes the error that says so when it is too large, counted in bytes', () => {
    const text = encodeReply(callOf('f.g'), { ok: true, data: '€'.repeat(400_000) });
    expect(decodeReply(text, 'call-1')).toMatchObject({ ok: false, error: { code: 'PAYLOAD_TOO_LARGE' } });
  });

  it.each([
    ['a loop', loop()],
    ['a bigint', 1n],
  ])('becomes an error when it holds %s, which JSON cannot write', (_what, data) => {
    expect(decodeReply(encodeReply(callOf('f.g'), { ok: true, data }), 'call-1')).toMatchObject({
      ok: false,
      error: { code: 'FUNCTION_BAD_REPLY' },
    });
  });

  it.each([
    ['to another call', encodeReply(callOf('f.g', { invocationId: 'other' }), { ok: true, data: 1 }), 'another call'],
    [
      'of neither shape',
      changed(encodeReply(callOf('f.g'), { ok: true, data: 1 }), (event) =>
        Object.assign(event, { data: { done: 1 } }),
      ),
      'event.data',
    ],
    [
      'with a code of the gateway alone',
      encodeReply(callOf('f.g'), { ok: false, error: { code: 'UNAUTHENTICATED', message: 'x', retryable: false } }),
      'event.data.error.code',
    ],
    ['in HTML', '<html>502 Bad Gateway</html>', 'event'],
  ])('is refused when it is one %s', (_what, text, where) => {
    expect(() => decodeReply(text, 'call-1')).toThrow(where);
  });
});

function loop() {
  const knot: { self?: unknown } = {};
  knot.self = knot;
  return knot;
}
