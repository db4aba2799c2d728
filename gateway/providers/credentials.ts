import { sealCredential, type Jwk } from '../../functions/sdk/sealing.ts';
import type { CredentialInput } from '../../schema/generated/types.ts';
import { BadInput } from '../errors.ts';

/** A compact JWE: five base64url parts, the second empty with ECDH-ES. */
const COMPACT_JWE = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** What a connector and this gateway ask of credentials. */
export interface CredentialRules {
  /** Whether the connector needs one. */
  readonly needed: boolean;
  /** What is done with those that come in clear. */
  readonly plain: 'seal' | 'refuse';
  sealingKey(): Promise<Jwk | null>;
}

/** What a credential becomes before anything is written: text that only the connector's runtime can open. */
export async function seal(input: CredentialInput | null | undefined, rules: CredentialRules): Promise<string | null> {
  if (!rules.needed) {
    if (input) throw new BadInput('credential', 'must be null: this connector needs none');
    return null;
  }
  if (!input) throw new BadInput('credential', 'is needed. `Connector.credentialSchema` says what it holds');
  if (typeof input.sealed === 'string') {
    if (!COMPACT_JWE.test(input.sealed))
      throw new BadInput('credential.sealed', "must be a compact JWE, made with the connector's `sealingKey`");
    return input.sealed;
  }
  if (rules.plain === 'refuse')
    throw new BadInput('credential.plain', "is refused by this gateway. Seal it to the connector's `sealingKey`");
  const { plain } = input;
  if (plain === null || typeof plain !== 'object' || Array.isArray(plain)) {
    throw new BadInput('credential.plain', "must be an object as in the connector's `credentialSchema`");
  }
  const key = await rules.sealingKey();
  if (!key) throw new BadInput('credential', 'cannot be sealed: the connector offers no key');
  return sealCredential(key, plain);
}
