/** Tokens of `/api/auth`, with their time to live. */
import { randomUUID } from 'node:crypto';
import type { EmulatedAnswer, EmulatedRequest } from '../http.ts';

export interface Tokens {
  /** Answers a login or a logout. */
  answer(request: EmulatedRequest): EmulatedAnswer;
  /** Whether a request may be answered: by a token that lives, or by user and password. */
  accepts(request: EmulatedRequest): boolean;
  /** Ends all of them, as a restart of the appliance does. */
  revoke(): void;
  /** Every token ever given, to look for in places where none belongs. */
  readonly given: readonly string[];
}

export interface TokenPorts {
  now(): number;
  readonly userid: string;
  readonly password: string;
  readonly ttlSeconds: number;
}

export function createTokens({ now, userid, password, ttlSeconds }: TokenPorts): Tokens {
  const living = new Map<string, number>();
  const given: string[] = [];
  const basic = `Basic ${Buffer.from(`${userid}:${password}`).toString('base64')}`;
  const isLiving = (token: string | undefined) => token !== undefined && (living.get(token) ?? 0) > now();
  const accepts = ({ headers }: EmulatedRequest) =>
    headers['authorization'] === basic || isLiving(headers['x-auth-token']);
  return {
    given,
    accepts,
    revoke: () => living.clear(),
    answer(request) {
      if (!accepts(request)) return unauthorized();
      if (request.method === 'DELETE') {
        living.delete(request.headers['x-auth-token'] ?? '');
        return { status: 204, body: null };
      }
      const token = randomUUID();
      const expiresAt = now() + ttlSeconds * 1_000;
      living.set(token, expiresAt);
      given.push(token);
      return {
        status: 200,
        body: { auth_token: token, token_ttl: ttlSeconds, expires_on: new Date(expiresAt).toISOString() },
      };
    },
  };
}

export function unauthorized(): EmulatedAnswer {
  const error = { kind: 'unauthorized', message: 'Authentication failed', klass: 'Api::AuthenticationError' };
  return { status: 401, body: { error } };
}
