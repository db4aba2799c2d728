/**
 * ID tokens of Google: what a function that asks who is calling takes. Minted for a service account's key that is
 * referred to, else for the gateway's own Google identity; kept until it nears its end, whoever asks.
 */
import { importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import { parseJson } from '../../../functions/sdk/parse-json.ts';
import { SecretUnavailable } from '../../errors.ts';
import type { Secrets } from '../../secrets/index.ts';
import type { Http } from '../http/http.ts';
import type { Outcome } from '../outcome.ts';

export interface TokenTarget {
  readonly audience: string;
  /** The reference to the key. Null: the gateway's own identity. */
  readonly serviceAccount: string | null;
}

export interface GoogleIdentities {
  /** An ID token, or the outcome that there is none. Throws `SecretUnavailable`. */
  idToken(target: TokenTarget): Promise<string | Outcome>;
  /** The function refused it. True when a new one is worth a try: this one had been kept for a while. */
  forget(target: TokenTarget): boolean;
}

interface Kept {
  /** The service account's key that it was minted with: when the secret changes, so does the token. */
  readonly keyText: string | null;
  readonly mintedAt: number;
  readonly minting: Promise<string | Outcome>;
  /** Null until it is there. */
  expiresAt: number | null;
}

/** Tokens last an hour; they are renewed this long before their end. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** A refused token that is younger than this would only be followed by one that is refused as well. */
const WORTH_RENEWING_MS = 60_000;

const MINT_TIMEOUT_MS = 10_000;

const never = new AbortController().signal;

export function createGoogleIdentities({ secrets, http }: { secrets: Secrets; http: Http }): GoogleIdentities {
  const kept = new Map<string, Kept>();
  const keyOf = ({ audience, serviceAccount }: TokenTarget) => JSON.stringify([audience, serviceAccount]);

  return {
    async idToken(target) {
      const { audience, serviceAccount } = target;
      const keyText = serviceAccount === null ? null : await secrets.read(serviceAccount);
      const known = kept.get(keyOf(target));
      const isFresh = known && (known.expiresAt === null || known.expiresAt - Date.now() > RENEW_BEFORE_MS);
      if (isFresh && known.keyText === keyText) return known.minting;
      const minting =
        keyText === null ? mintAsOurselves(audience) : mintWithKey(keyText, serviceAccount!, audience, http);
      const entry: Kept = { keyText, minting, mintedAt: Date.now(), expiresAt: null };
      kept.set(keyOf(target), entry);
      const drop = () => kept.get(keyOf(target)) === entry && kept.delete(keyOf(target));
      minting.then((token) => (typeof token === 'string' ? (entry.expiresAt = expiryOf(token)) : drop()), drop);
      return minting;
    },
    forget(target) {
      const known = kept.get(keyOf(target));
      if (!known || Date.now() - known.mintedAt < WORTH_RENEWING_MS) return false;
      return kept.delete(keyOf(target));
    },
  };
}

const keySchema = z.looseObject({
  // Other types of Google's credential files name programs to run and addresses to ask.
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
  token_uri: z.url().default('https://oauth2.googleapis.com/token'),
});

/** RFC 7523, as Google does it: https://developers.google.com/identity/protocols/oauth2/service-account. */
async function mintWithKey(text: string, reference: string, audience: string, http: Http): Promise<string | Outcome> {
  const { client_email, private_key_id, token_uri, ...key } = parseKey(text, reference);
  const privateKey = await importPKCS8(key.private_key, 'RS256').catch(() => {
    throw new SecretUnavailable(reference, 'its `private_key` is no key for RS256');
  });
  const assertion = await new SignJWT({ target_audience: audience })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(private_key_id !== undefined && { kid: private_key_id }) })
    .setIssuer(client_email)
    .setSubject(client_email)
    .setAudience(token_uri)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  const end = await http.send({
    method: 'POST',
    url: token_uri,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }).toString(),
    deadlineAt: Date.now() + MINT_TIMEOUT_MS,
    signal: never,
    maxResponseBytes: 100_000,
  });
  if (end.type === 'refused') return { type: 'unauthorized', ran: 'no', reason: end.error.message, error: end.error };
  if (end.type !== 'answer') return { type: 'unavailable', ran: 'no', reason: `no token endpoint: ${end.type}` };
  const token = end.status === 200 ? tokenIn(end.body) : null;
  if (token !== null) return token;
  const isRefused = end.status >= 400 && end.status < 500 && end.status !== 429;
  const reason = `the token endpoint answered ${end.status} without a token`;
  return { type: isRefused ? 'unauthorized' : 'unavailable', ran: 'no', reason };
}

/** By the environment: a key file, workload identity, or the metadata server. */
async function mintAsOurselves(audience: string): Promise<string | Outcome> {
  try {
    const { GoogleAuth } = await import('google-auth-library');
    const client = await new GoogleAuth().getIdTokenClient(audience);
    return await client.idTokenProvider.fetchIdToken(audience);
  } catch (error) {
    const { code, status } = error as { code?: unknown; status?: unknown };
    // Messages of the library may quote files of this machine: what kind of failure it was has to do.
    const isNetwork = /^E[A-Z]+$/.test(String(code)) || Number(status) >= 500;
    return {
      type: isNetwork ? 'unavailable' : 'unauthorized',
      ran: 'no',
      reason: 'the gateway has no Google identity that can mint ID tokens. Give the deployment a `serviceAccount`',
    };
  }
}

function parseKey(text: string, reference: string): z.output<typeof keySchema> {
  const key = keySchema.safeParse(parseJson(text));
  if (!key.success) throw new SecretUnavailable(reference, 'it is no JSON key of a Google service account');
  return key.data;
}

function tokenIn(body: string): string | null {
  const answer = z.looseObject({ id_token: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/) }).safeParse(parseJson(body));
  return answer.success ? answer.data.id_token : null;
}

/** In milliseconds since 1970 (UTC). A token that does not say is used once. */
function expiryOf(token: string): number {
  const claims = parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const { exp } = (claims ?? {}) as { exp?: unknown };
  return typeof exp === 'number' ? exp * 1_000 : 0;
}
