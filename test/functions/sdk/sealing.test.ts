import { expect, it } from 'vitest';
import { CredentialRejected } from '../../../functions/sdk/index.ts';
import { generateSealingKey, openCredential, sealCredential } from '../../../functions/sdk/sealing.ts';

const SECRET = { token: 'canary-token-7731', nested: { key: 'données €' } };

it('opens what was sealed to its key', async () => {
  const { publicJwk, privateJwk } = await generateSealingKey();
  const sealed = await sealCredential(publicJwk, SECRET);
  expect(sealed).not.toContain('canary');
  expect(JSON.parse(Buffer.from(sealed.split('.')[0]!, 'base64url').toString())).toMatchObject({
    alg: 'ECDH-ES',
    enc: 'A256GCM',
    kid: publicJwk['kid'],
  });
  expect(await openCredential(privateJwk, sealed)).toEqual(SECRET);
});

it('seals the same credential differently each time', async () => {
  const { publicJwk } = await generateSealingKey();
  expect(await sealCredential(publicJwk, SECRET)).not.toBe(await sealCredential(publicJwk, SECRET));
});

it('keeps the private part out of the public key', async () => {
  const { publicJwk, privateJwk } = await generateSealingKey();
  expect(privateJwk['d']).toEqual(expect.any(String));
  expect(publicJwk).not.toHaveProperty('d');
});

it('refuses what was sealed to another key, with or without a key id', async () => {
  const [mine, other] = [await generateSealingKey(), await generateSealingKey()];
  const { kid: _kid, ...anonymous } = other.publicJwk;
  for (const key of [other.publicJwk, anonymous as typeof other.publicJwk])
    await expect(openCredential(mine.privateJwk, await sealCredential(key, SECRET))).rejects.toThrow(
      CredentialRejected,
    );
});

it('refuses what was changed anywhere, and what is no JWE, without quoting it', async () => {
  const { publicJwk, privateJwk } = await generateSealingKey();
  const parts = (await sealCredential(publicJwk, SECRET)).split('.');
  const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
  const tampered = [0, 2, 3, 4].map((at) => parts.map((part, index) => (index === at ? flip(part) : part)).join('.'));
  for (const jwe of [
    ...tampered,
    parts.slice(0, 4).join('.'),
    'canary-token-7731',
    '',
    '{"token":"canary-token-7731"}',
  ]) {
    const error = await openCredential(privateJwk, jwe).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(CredentialRejected);
    expect(`${(error as Error).stack}${String((error as Error).cause)}`).not.toContain('canary');
  }
});

it('refuses other algorithms, also those that jose knows', async () => {
  const { publicJwk, privateJwk } = await generateSealingKey();
  const { CompactEncrypt, importJWK } = await import('jose');
  const weaker = await new CompactEncrypt(new TextEncoder().encode('{}'))
    .setProtectedHeader({ alg: 'ECDH-ES+A128KW', enc: 'A128GCM' })
    .encrypt(await importJWK(publicJwk, 'ECDH-ES+A128KW'));
  await expect(openCredential(privateJwk, weaker)).rejects.toThrow(CredentialRejected);
});
