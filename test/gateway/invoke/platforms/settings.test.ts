import { buildASTSchema, isInputObjectType, isNonNullType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { loadTypeDefs } from '../../../../gateway/compose/index.ts';
import { createInvokers } from '../../../../gateway/invoke/platforms/index.ts';
import { portsWith } from './platform-server.ts';

const schema = buildASTSchema(parse(loadTypeDefs().join('\n')), { assumeValid: true, assumeValidSDL: true });
const invokers = createInvokers({
  local: { hostPath: '/nonexistent.mjs', keyDirectory: '/nonexistent', log: () => {} },
  secrets: portsWith().secrets,
  privateAddresses: 'refuse',
});
type Name = Exclude<keyof typeof invokers, 'LOCAL'>;

/** The input type of a platform: `LAMBDA_URL` has `LambdaUrlTarget`. */
const inputOf = (platform: string) =>
  schema.getType(
    `${platform
      .toLowerCase()
      .split('_')
      .map((word) => word[0]!.toUpperCase() + word.slice(1))
      .join('')}Target`,
  );

const url = 'https://fn.example.com/causeway';
const role = 'arn:aws:iam::123456789012:role/causeway';
/** The least that each platform needs, all that it takes, and what is refused, with the place. */
const CASES: Readonly<Record<Name, { least: object; most: object; bad: readonly (readonly [object, string])[] }>> = {
  LAMBDA: {
    least: { function: 'causeway-aws' },
    most: {
      function: 'causeway-aws',
      region: 'eu-central-1',
      qualifier: 'live',
      endpoint: 'https://vpce.example.com',
      assumeRole: { arn: role, externalId: 'x-1' },
      accessKeyId: 'env:ID',
      secretAccessKey: 'env:KEY',
    },
    bad: [[{ function: '../x' }, 'function']],
  },
  LAMBDA_URL: {
    least: { url },
    most: {
      url,
      authentication: 'IAM',
      region: 'eu-central-1',
      assumeRole: { arn: role, externalId: null },
      accessKeyId: 'env:ID',
      secretAccessKey: 'env:KEY',
      signingSecret: 'file:hmac',
    },
    bad: [
      [{ url, accessKeyId: 'env:ID' }, 'secretAccessKey'],
      [{ url, authentication: 'BASIC' }, 'authentication'],
      [{ url, region: 'Frankfurt' }, 'region'],
      [{ url, assumeRole: { arn: 'causeway' } }, 'assumeRole.arn'],
      [{ url, assumeRole: { arn: role, externalId: 'ö' } }, 'assumeRole.externalId'],
    ],
  },
  GCF: {
    least: { url },
    most: {
      url,
      audience: 'https://other.example.com',
      serviceAccount: 'file:key.json',
      anonymous: false,
      signingSecret: 'env:HMAC',
    },
    bad: [
      [{ url, serviceAccount: 'env:A', anonymous: true }, 'anonymous'],
      [{ url, audience: 'https://other.example.com' }, 'audience'],
      [{ url, audience: 'another-audience' }, 'audience'],
    ],
  },
  AZURE: {
    least: { url },
    most: { url, key: 'env:KEY', signingSecret: 'env:HMAC' },
    bad: [
      [{ url: `${url}?code=canary` }, 'url'],
      [{ url, key: 'canary==' }, 'key'],
    ],
  },
  OPENWHISK: {
    least: { apiHost: 'https://ow.example.com', action: 'causeway', auth: 'env:AUTH' },
    most: { apiHost: 'https://ow.example.com', namespace: 'guest', package: 'p', action: 'causeway', auth: 'env:AUTH' },
    bad: [
      [{ apiHost: 'https://ow.example.com', action: 'causeway' }, 'auth'],
      [{ apiHost: 'https://ow.example.com', action: '../../x', auth: 'env:A' }, 'action'],
      [{ apiHost: 'https://ow.example.com', action: 'a?b', auth: 'env:A' }, 'action'],
      [{ apiHost: 'https://ow.example.com', action: 'a', namespace: '..', auth: 'env:A' }, 'namespace'],
      [{ apiHost: 'ow.example.com', action: 'a', auth: 'env:A' }, 'apiHost'],
      [{ apiHost: 'https://ow.example.com/?x=1', action: 'a', auth: 'env:A' }, 'apiHost'],
    ],
  },
  KNATIVE: {
    least: { url },
    most: { url, host: 'fn.default.example.com', token: 'env:TOKEN', signingSecret: 'env:HMAC' },
    bad: [
      [{ url, host: 'a\r\nx: y' }, 'host'],
      [{ url: `${url}?access_token=canary` }, 'url'],
      [{ url: `${url}?v=1&X-Amz-Signature=canary` }, 'url'],
      [{ url: 'https://user:canary@fn.example.com/' }, 'url'],
    ],
  },
  KUBELESS: {
    least: { url: 'http://10.0.0.1:8080' },
    most: { url, host: 'fn.example.com:8080', basicAuth: 'env:USER', signingSecret: 'env:HMAC' },
    bad: [[{ url, host: 'http://fn' }, 'host']],
  },
  OPENFAAS: {
    least: { gateway: 'https://faas.example.com', function: 'causeway' },
    most: {
      gateway: 'https://faas.example.com',
      function: 'causeway',
      namespace: 'team',
      basicAuth: 'env:USER',
      signingSecret: 'env:HMAC',
    },
    bad: [
      [{ gateway: 'https://faas.example.com', function: '../system/functions' }, 'function'],
      [{ gateway: 'https://faas.example.com', function: 'a', namespace: 'b/c' }, 'namespace'],
      [{ gateway: 'https://faas.example.com?x=1', function: 'a' }, 'gateway'],
    ],
  },
  WORKER: {
    least: { url },
    most: { url, signingSecret: 'env:HMAC' },
    bad: [[{ url, signingSecret: 'canary' }, 'signingSecret']],
  },
  HTTP: {
    least: { url },
    most: { url, signingSecret: 'env:HMAC', token: 'env:TOKEN', basicAuth: null },
    bad: [
      [{ url, token: 'env:A', basicAuth: 'env:B' }, 'basicAuth'],
      [{ url: 'ftp://fn.example.com' }, 'url'],
      [{ url: 'file:///etc/passwd' }, 'url'],
      [{ url: 'https://user:canary@fn.example.com' }, 'url'],
      [{ url: 'https://fn.example.com/#part' }, 'url'],
      [{ url: 'fn.example.com' }, 'url'],
      [{ url: '' }, 'url'],
      [{}, 'url'],
      [{ url, colour: 'red' }, ''],
    ],
  },
};

describe.each(Object.entries(CASES))('the settings of %s', (platform, { least, most, bad }) => {
  const { settings, address } = invokers[platform as Name];

  it('are those of its input in the schema, as are those that must be there', () => {
    const input = inputOf(platform);
    if (!isInputObjectType(input)) throw new Error(`${platform} has no input type`);
    const fields = Object.values(input.getFields());
    const needed = fields.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
    expect(Object.keys(most).toSorted()).toEqual(fields.map(({ name }) => name).toSorted());
    expect(Object.keys(least).toSorted()).toEqual(needed.map(({ name }) => name).toSorted());
  });

  it('may be all there, the least, or null where they are optional, with the defaults of the schema', () => {
    const fields = Object.values((inputOf(platform) as { getFields(): object } | undefined)?.getFields() ?? {}) as {
      name: string;
      defaultValue: unknown;
    }[];
    const nulls = Object.fromEntries(fields.map(({ name }) => [name, null]));
    const defaults = Object.fromEntries(
      fields.filter(({ defaultValue }) => defaultValue !== undefined).map((f) => [f.name, f.defaultValue]),
    );
    expect(settings.parse(most)).toBeTruthy();
    expect(settings.parse(least)).toMatchObject(defaults);
    expect(settings.parse({ ...nulls, ...least })).toMatchObject(defaults);
  });

  it('have an address for people, without a secret', () => {
    expect(address(settings.parse(least))).toMatch(/^(https?:\/\/|causeway-aws$)/);
  });

  it.each(bad)('are not %j: %s is wrong', (wrong, place) => {
    const { error } = (settings as z.ZodType).safeParse(wrong);
    expect(error?.issues.map(({ path }) => path.join('.'))).toContain(place);
    expect(error?.issues.map(({ message }) => message).join()).not.toContain('canary');
  });
});

it('the local platform takes the name of a connector', () => {
  const { settings, address } = invokers.LOCAL;
  expect(address(settings.parse({ connector: 'echo' }))).toContain('echo');
  expect((settings as z.ZodType).safeParse({ connector: '' }).success).toBe(false);
});
