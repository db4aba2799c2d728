/** CMx: REST with tokens. Its answers are those of the public client's generated pages. */
import { randomUUID } from 'node:crypto';
import type { EmulatedAnswer, EmulatedRequest } from '../http.ts';
import type { Row } from './holdings.ts';
import { CLOUDCHECKR_AWS_ACCOUNT } from './legacy.ts';
import type { EmulatedAccount, State } from './state.ts';

/** A client of CMx. */
export interface CmxClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly customerId: string;
  /** Whether it may change accounts. */
  readonly isReader?: boolean;
}

/** Tokens that were given and have not ended. */
export interface Tokens {
  give(request: EmulatedRequest): EmulatedAnswer;
  /** Null: none, ended or revoked. */
  clientOf(request: EmulatedRequest): CmxClient | null;
  revoke(): void;
}

export function createTokens(clients: readonly CmxClient[], lifetimeSeconds: number, now: () => number): Tokens {
  const given = new Map<string, { client: CmxClient; endsAt: number }>();
  return {
    give({ headers, body }) {
      const [scheme, encoded = ''] = (headers['authorization'] ?? '').split(' ');
      const [clientId, clientSecret] = Buffer.from(encoded, 'base64').toString().split(':');
      const client = clients.find((one) => one.clientId === clientId && one.clientSecret === clientSecret);
      if (scheme !== 'Basic' || !client) return { status: 401, body: { error: 'invalid_client' } };
      if ((body as Row | undefined)?.['grant_type'] !== 'client_credentials')
        return { status: 400, body: { error: 'unsupported_grant_type' } };
      const token = `cmx-token-${randomUUID()}`;
      given.set(token, { client, endsAt: now() + lifetimeSeconds * 1_000 });
      return { status: 200, body: { access_token: token, expires_in: lifetimeSeconds, token_type: 'Bearer' } };
    },
    clientOf({ headers }) {
      const token = given.get((headers['authorization'] ?? '').replace(/^Bearer /, ''));
      return token && token.endsAt > now() ? token.client : null;
    },
    revoke: () => given.clear(),
  };
}

/** An error of CMx. */
export const cmxError = (status: number, code: string, message: string): EmulatedAnswer => ({
  status,
  body: {
    httpStatusCode: status,
    code,
    message,
    target: null,
    details: [],
    innerError: null,
    correlationId: randomUUID(),
  },
});

interface Route {
  /** For delays and reports. */
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  readonly isWrite?: true;
  answer(parts: { account?: EmulatedAccount | undefined; request: EmulatedRequest; state: State }): EmulatedAnswer;
}

const ACCOUNTS = String.raw`/customer/v1/customers/(?<customer>[^/]+)/account-management/accounts`;
const CREDENTIALS = String.raw`/credential/v1/customers/(?<customer>[^/]+)/accounts/(?<account>[^/]+)`;
const PAGE_SIZE = 2;

const ROUTES: readonly Route[] = [
  {
    name: 'cmx.createAccount',
    method: 'POST',
    path: new RegExp(`^${ACCOUNTS}$`),
    isWrite: true,
    answer({ request, state }) {
      const { item } = (request.body ?? {}) as { item?: Row };
      if (typeof item?.['name'] !== 'string' || item['provider'] !== 'AWS')
        return cmxError(400, 'InvalidRequest', 'name and provider');
      if (state.named(item['name']))
        return cmxError(409, 'Conflict', `An account named ${item['name']} already exists.`);
      return { status: 201, body: shown(state.add(item['name'])) };
    },
  },
  {
    name: 'cmx.listAccounts',
    method: 'GET',
    path: new RegExp(`^${ACCOUNTS}$`),
    answer({ request, state }) {
      const start = Number(request.query.get('$paginationKey') ?? '0');
      if (request.query.get('accountTypes') !== 'General' || !Number.isInteger(start))
        return cmxError(400, 'InvalidRequest', 'query');
      const end = start + PAGE_SIZE;
      const nextKey = end < state.accounts.length ? String(end) : null;
      return { status: 200, body: { items: state.accounts.slice(start, end).map(shown), pagination: { nextKey } } };
    },
  },
  {
    name: 'cmx.getAccount',
    method: 'GET',
    path: new RegExp(`^${ACCOUNTS}/(?<account>[^/]+)$`),
    answer: ({ account }) => ({ status: 200, body: shown(account!) }),
  },
  {
    name: 'cmx.deleteAccount',
    method: 'DELETE',
    path: new RegExp(`^${ACCOUNTS}/(?<account>[^/]+)$`),
    isWrite: true,
    answer({ account, state }) {
      state.remove(account!);
      return { status: 204, body: null };
    },
  },
  {
    name: 'cmx.getExternalId',
    method: 'GET',
    path: new RegExp(`^${CREDENTIALS}/external-id/aws/(Commercial|Gov)$`),
    answer: ({ account }) => ({
      status: 200,
      body: { awsAccountId: CLOUDCHECKR_AWS_ACCOUNT, externalIdValue: account!.externalId },
    }),
  },
  {
    name: 'cmx.setCredential',
    method: 'PUT',
    path: new RegExp(`^${CREDENTIALS}/credentials/aws$`),
    isWrite: true,
    answer({ account, request, state }) {
      const { item } = (request.body ?? {}) as {
        item?: { regionGroup?: string; crossAccountRole?: Row; accessKey?: Row };
      };
      const access = item?.crossAccountRole ?? item?.accessKey;
      if (!item?.regionGroup || !access)
        return cmxError(400, 'InvalidRequest', 'regionGroup and crossAccountRole or accessKey');
      state.attach(account!, access);
      return { status: 200, body: { provider: 'AWS', regionGroup: item.regionGroup } };
    },
  },
];

/** The route of a request. Undefined: CMx has no such. */
export function routeOf({ method, path }: EmulatedRequest): Route | undefined {
  return ROUTES.find((route) => route.method === method && route.path.test(path));
}

export function answerCmx(state: State, tokens: Tokens, request: EmulatedRequest): EmulatedAnswer {
  const client = tokens.clientOf(request);
  if (!client) return cmxError(401, 'Unauthorized', 'The token is missing, wrong or has ended.');
  const route = routeOf(request);
  if (!route) return cmxError(404, 'NotFound', 'There is no such path.');
  const { customer, account: id } = route.path.exec(request.path)!.groups!;
  if (customer !== client.customerId || (route.isWrite && client.isReader))
    return cmxError(403, 'Forbidden', 'Not allowed.');
  const account = id === undefined ? undefined : state.find(decodeURIComponent(id));
  if (id !== undefined && !account) return cmxError(404, 'NotFound', 'There is no such account.');
  return route.answer({ account, request, state });
}

const shown = ({ id, cmxId, name, verification }: EmulatedAccount) => ({
  id: cmxId,
  legacyAccountId: String(id),
  name,
  provider: 'AWS',
  type: 'General',
  credentialVerificationStatus: verification,
});
