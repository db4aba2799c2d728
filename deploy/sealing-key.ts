import { generateSealingKey, type Jwk } from '../functions/sdk/sealing.ts';

/** A new private key, a JWK, for a runtime that has no disk of its own: it is given as `CAUSEWAY_SEALING_KEY`. */
export async function newSealingKey(): Promise<Jwk> {
  const { privateJwk } = await generateSealingKey();
  return privateJwk;
}
