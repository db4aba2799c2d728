/**
 * Credentials travel sealed: a compact JWE (RFC 7516), ECDH-ES on P-256 and A256GCM, that only the runtime with the
 * private key opens. `jose` is loaded with the first credential, not with the process.
 */
import { CredentialRejected } from './errors.ts';

/** A JSON Web Key. The private one has `d` as well. */
export type Jwk = Readonly<Record<string, unknown>> & { readonly kty: string };

const ALGORITHMS = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;

/** A new key pair; `kid` of both is the thumbprint of the public key (RFC 7638). */
export async function generateSealingKey(): Promise<{ publicJwk: Jwk; privateJwk: Jwk }> {
  const { generateKeyPair, exportJWK, calculateJwkThumbprint } = await import('jose');
  const pair = await generateKeyPair(ALGORITHMS.alg, { crv: 'P-256', extractable: true });
  const privateJwk = await exportJWK(pair.privateKey);
  const kid = await calculateJwkThumbprint(privateJwk);
  const named = { ...privateJwk, kty: 'EC', kid, use: 'enc', alg: ALGORITHMS.alg };
  return { privateJwk: named, publicJwk: publicPart(named) };
}

/** The part of a private key that everybody may know. */
export function publicPart({ d: _private, ...publicJwk }: Jwk): Jwk {
  return publicJwk;
}

/** Seals a credential, any JSON value, to a runtime's public key. */
export async function sealCredential(publicJwk: Jwk, plain: unknown): Promise<string> {
  const { CompactEncrypt, importJWK } = await import('jose');
  const header = { ...ALGORITHMS, ...(typeof publicJwk['kid'] === 'string' && { kid: publicJwk['kid'] }) };
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(plain)))
    .setProtectedHeader(header)
    .encrypt(await importJWK(publicJwk, ALGORITHMS.alg));
}

/** Opens what `sealCredential` sealed. Throws `CredentialRejected` when it was sealed to another key or changed. */
export async function openCredential(privateJwk: Jwk, jwe: string): Promise<unknown> {
  const { compactDecrypt, decodeProtectedHeader, importJWK } = await import('jose');
  const key = await importJWK(privateJwk, ALGORITHMS.alg);
  try {
    const { kid } = decodeProtectedHeader(jwe);
    if (kid !== undefined && kid !== privateJwk['kid']) throw new Error('another key');
    const { plaintext } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: [ALGORITHMS.alg],
      contentEncryptionAlgorithms: [ALGORITHMS.enc],
    });
    return JSON.parse(new TextDecoder().decode(plaintext));
  } catch {
    // The cause is left out on purpose: a parser's message may quote what it read.
    throw new CredentialRejected('it is not sealed to the key of this runtime, or was changed');
  }
}
