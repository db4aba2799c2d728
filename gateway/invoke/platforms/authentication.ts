/** Headers that show who is calling, made of secrets that settings refer to. */
import { sign } from '../../../functions/sdk/signature.ts';
import { SecretUnavailable } from '../../errors.ts';
import type { Secrets } from '../../secrets/index.ts';

export type Headers = Readonly<Record<string, string>>;

/** What a header can carry; Node would refuse anything else, and say which. */
const HEADER_VALUE = /^[\x20-\x7e]+$/;

/** A secret that is sent as a header. Throws `SecretUnavailable`. */
export async function headerSecret(secrets: Secrets, reference: string): Promise<string> {
  const secret = (await secrets.read(reference)).trim();
  if (!HEADER_VALUE.test(secret))
    throw new SecretUnavailable(reference, 'it is empty, or has characters that no header can carry');
  return secret;
}

export const bearer = async (secrets: Secrets, reference: string): Promise<Headers> => ({
  authorization: `Bearer ${await headerSecret(secrets, reference)}`,
});

/** Of `USER:PASSWORD`. Throws `SecretUnavailable`. */
export async function basic(secrets: Secrets, reference: string): Promise<Headers> {
  const pair = (await secrets.read(reference)).trim();
  if (!/^[^:]+:/.test(pair)) throw new SecretUnavailable(reference, 'it is not written USER:PASSWORD');
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** An HMAC of the body, with the invocation's id. Throws `SecretUnavailable`. */
export async function hmac(secrets: Secrets, reference: string, id: string, body: string): Promise<Headers> {
  const secret = (await secrets.read(reference)).trim();
  return { ...(await sign(secret, id, body, Date.now())) };
}
