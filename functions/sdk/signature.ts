/**
 * HMAC of a message, as Standard Webhooks 1.0.0 says (https://www.standardwebhooks.com): how a gateway shows a function
 * who is calling, and how webhooks are checked. Web Crypto alone, so that it runs on every platform.
 */

/** How old or how far ahead a signed message may be: what the specification's libraries allow. */
export const SIGNATURE_TOLERANCE_MS = 5 * 60_000;

/** The headers that a signed message carries. */
export interface SignatureHeaders {
  readonly 'webhook-id': string;
  /** Seconds since 1970 (UTC). */
  readonly 'webhook-timestamp': string;
  /** `v1,` and the HMAC in base64; several, separated by spaces, while a secret is being replaced. */
  readonly 'webhook-signature': string;
}

/** Signs a message. `secret` is any text, or `whsec_` and base64. */
export async function sign(secret: string, id: string, body: string, nowMs: number): Promise<SignatureHeaders> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret, 'sign'), bytesOf(id, timestamp, body));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${toBase64(mac)}` };
}

/** Whether the message was signed with this secret just now. Compared in constant time. Never throws. */
export async function isSigned(
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  nowMs: number,
): Promise<boolean> {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !signatures || !/^\d{1,12}$/.test(timestamp ?? '')) return false;
  if (Math.abs(nowMs - Number(timestamp) * 1_000) > SIGNATURE_TOLERANCE_MS) return false;
  const key = await keyOf(secret, 'verify');
  const message = bytesOf(id, timestamp!, body);
  for (const signature of signatures.split(' ').slice(0, 10)) {
    const mac = fromBase64(/^v1,(.+)$/.exec(signature)?.[1] ?? '');
    if (mac && (await crypto.subtle.verify('HMAC', key, mac, message))) return true;
  }
  return false;
}

const encoder = new TextEncoder();

const bytesOf = (id: string, timestamp: string, body: string) => encoder.encode(`${id}.${timestamp}.${body}`);

function keyOf(secret: string, use: 'sign' | 'verify') {
  const decoded = secret.startsWith('whsec_') ? fromBase64(secret.slice('whsec_'.length)) : null;
  return crypto.subtle.importKey('raw', decoded ?? encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    use,
  ]);
}

const toBase64 = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** Null when it is no base64, or empty. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text);
    return binary === '' ? null : Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
