/** What whoever gives a credential or options is told about them. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openAccount } from '../../../functions/sdk/account.ts';
import { defineConnector } from '../../../functions/sdk/index.ts';

const role = z.strictObject({ role: z.string(), externalId: z.string() });
const connector = defineConnector({
  name: 'shop',
  title: 'Shop',
  description: 'For tests.',
  credential: z.union([z.strictObject({ id: z.string(), key: z.string().min(8), base: role.optional() }), role]),
  options: z.strictObject({ url: z.string() }),
  functions: [],
});

const told = (credential: unknown, options: unknown = { url: 'x' }) =>
  openAccount(
    connector,
    { providerId: 'p', accountId: null, options, credential: 'sealed' },
    async () => credential,
  ).then(
    () => 'nothing',
    (error: unknown) => (error as Error).message,
  );

it.each([
  [{ role: 'r' }, 'credential.externalId: it is missing'],
  [{ id: 'i', key: 'short' }, 'credential.key: Too small: expected string to have >=8 characters'],
  [{ id: 'i', key: 'long enough', base: { role: 'r' } }, 'credential.base.externalId: it is missing'],
  ['a text', 'credential: Invalid input: expected object, received string'],
])('of a credential that may have several forms, what keeps it from the nearest: %j', async (credential, expected) => {
  expect(await told(credential)).toBe(`the credential does not fit: ${expected}`);
});

it('not the name of a field that is unknown in every form: a secret may stand there', async () => {
  const message = await told({ role: 'r', externalId: 'e', 'canary-0123456789': 'x' });
  expect(message).toBe('the credential does not fit: credential: it has a field that the connector does not know');
});

it('an option that is missing', async () => {
  expect(await told({ role: 'r', externalId: 'e' }, {})).toBe('the options do not fit: options.url: it is missing');
});
