import { describe, expect, it } from 'vitest';
import { registry } from '../../../functions/registry.gen.ts';
import { describeIssues } from '../../../functions/sdk/codec.ts';
import { descriptionSchema } from '../../../functions/sdk/description.ts';
import { generateSealingKey } from '../../../functions/sdk/sealing.ts';

const { publicJwk, privateJwk } = await generateSealingKey();

const fn = (more: object = {}) => ({
  name: 'shop.listOrders',
  operation: { type: 'LIST', kind: 'shop.Order' },
  effect: 'READ',
  idempotent: true,
  permissions: ['orders:read'],
  quota: { callsPerSecond: 5, per: ['account'] },
  sensitive: ['card'],
  scope: 'ACCOUNT',
  allowedFrom: null,
  settlesAt: null,
  inputSchema: { type: 'object' },
  outputSchema: true,
  ...more,
});
const description = (manifest: object = {}, more: object = {}) => ({
  manifest: {
    name: 'shop',
    title: 'Shop',
    description: '',
    credentialSchema: null,
    optionsSchema: {},
    functions: [fn()],
    ...manifest,
  },
  sealingKey: null,
  version: null,
  ...more,
});
const withFunction = (more: object) => description({ functions: [fn(more)] });

/** What is wrong with it. Empty: nothing. */
const faults = (value: unknown) => {
  const read = descriptionSchema.safeParse(value);
  return read.success ? '' : describeIssues(read.error, 'description');
};

describe('control characters, which stores refuse and terminals obey, are refused', () => {
  it.each([
    ['title', description({ title: 'Shop\u0000' })],
    ['version', description({}, { version: '\u001b[2J1' })],
    ['permissions', withFunction({ permissions: ['orders\n:read'] })],
  ])('in the %s', (_field, value) => {
    expect(faults(value)).toContain('must be one line without control characters');
  });
});

describe('a description is believed', () => {
  it.each(Object.keys(registry))('of the connector %s', (name) => {
    const { manifest } = registry[name]!;
    const sealingKey = manifest.credentialSchema === null ? null : publicJwk;
    expect(faults({ manifest, sealingKey, version: '1' })).toBe('');
    expect(descriptionSchema.parse({ manifest, sealingKey, version: '1' }).manifest).toEqual(manifest);
  });

  it('of a newer runtime, without what is not known of yet', () => {
    const read = descriptionSchema.parse({ ...withFunction({ colour: 'red' }), mood: 'good' });
    expect(JSON.stringify(read)).not.toMatch(/colour|mood/);
  });

  it.each([
    ['VERIFY', { type: 'VERIFY' }, 'READ'],
    ['an ACT on every kind', { type: 'ACT', action: 'STOP', kind: null }, 'WRITE'],
    ['a LIST of a common kind', { type: 'LIST', kind: 'Instance' }, 'READ'],
    ['a handler that writes', { type: 'HANDLE', handler: 'listOrders' }, 'WRITE'],
  ])('with %s', (_what, operation, effect) => {
    expect(faults(withFunction({ operation, effect }))).toBe('');
  });
});

describe('a description is refused', () => {
  const ROWS: readonly [what: string, value: unknown, where: RegExp][] = [
    ['nothing', null, /description: /],
    [
      'a function of another connector',
      withFunction({ name: 'aws.stop' }),
      /functions\[0\]\.name: must begin with `shop\.`/,
    ],
    ['a name with no connector', withFunction({ name: 'list' }), /functions\[0\]\.name/],
    ['a name with more than one point', withFunction({ name: 'shop.list.all' }), /functions\[0\]\.name/],
    ['a name of another alphabet', withFunction({ name: 'shop.liѕt' }), /functions\[0\]\.name/],
    ['a name of a line and more', withFunction({ name: 'shop.list\nshop.stop' }), /functions\[0\]\.name/],
    ['a name without end', withFunction({ name: `shop.${'x'.repeat(64)}` }), /functions\[0\]\.name/],
    ['a connector called like a path', description({ name: '../aws' }), /manifest\.name/],
    [
      'the same function twice',
      description({ functions: [fn(), fn()] }),
      /functions\[1\]\.name: is that of functions\[0\]/,
    ],
    [
      'two functions for one operation',
      description({ functions: [fn(), fn({ name: 'shop.listAgain' })] }),
      /functions\[1\]\.operation: is that of functions\[0\]/,
    ],
    [
      'a kind of another connector',
      withFunction({ operation: { type: 'LIST', kind: 'aws.Vpc' } }),
      /another connector/,
    ],
    ['an operation that there is not', withFunction({ operation: { type: 'EXPLODE' } }), /functions\[0\]\.operation/],
    [
      'a handler of another name',
      withFunction({ operation: { type: 'HANDLE', handler: 'other' } }),
      /must name as handler/,
    ],
    ['a list that says it writes', withFunction({ effect: 'WRITE' }), /effect: must be READ for LIST/],
    [
      'an action that says it only reads',
      withFunction({ operation: { type: 'ACT', action: 'STOP', kind: null } }),
      /effect: must be WRITE for ACT/,
    ],
    ['a quota of nothing', withFunction({ quota: { callsPerSecond: 0, per: [] } }), /quota\.callsPerSecond/],
    ['a quota without end', withFunction({ quota: { callsPerSecond: 1e300, per: [] } }), /quota\.callsPerSecond/],
    ['an unstated quota', withFunction({ quota: undefined }), /functions\[0\]\.quota/],
    ['no word on repetition', withFunction({ idempotent: undefined }), /functions\[0\]\.idempotent/],
    ['a schema that is none', withFunction({ inputSchema: 'any' }), /functions\[0\]\.inputSchema/],
    ['no function', description({ functions: [] }), /manifest\.functions/],
    [
      'more functions than a connector has',
      description({ functions: Array.from({ length: 501 }, (_none, at) => fn({ name: `shop.f${at}` })) }),
      /manifest\.functions/,
    ],
    ['a title as long as a book', description({ title: 'x'.repeat(201) }), /manifest\.title/],
    ['a credential without a key to seal it to', description({ credentialSchema: {} }), /sealingKey: is needed/],
    ['a private key', description({}, { sealingKey: privateJwk }), /sealingKey: must not hold a private key/],
    ['a key of another kind', description({}, { sealingKey: { kty: 'oct', k: 'abc' } }), /sealingKey\.kty/],
    ['half a key', description({}, { sealingKey: { ...publicJwk, y: 'short' } }), /sealingKey\.y/],
    ['a version as long as a book', description({}, { version: 'x'.repeat(201) }), /description\.version/],
  ];
  it.each(ROWS)('with %s', (_what, value, where) => {
    expect(faults(value)).toMatch(where);
  });

  it('and its words are not repeated, since anybody may have written them', () => {
    expect(faults(withFunction({ name: 'canary-7731', effect: 'canary-7731' }))).not.toContain('canary');
  });
});
