/** CloudCheckr as its public pages, samples and listing describe it: both interfaces, on one address. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator, type EmulatedAnswer, type EmulatedRequest, type Emulator } from '../http.ts';
import { answerCmx, createTokens, routeOf, type CmxClient } from './cmx.ts';
import { legacyCalls, refused, selectedAccount } from './legacy.ts';
import { faultsOf, legacyCallOf } from './rules.ts';
import type { Row } from './holdings.ts';
import { createState, DEFAULTS, type AlertKind, type EmulatedAccount, type StateSettings } from './state.ts';

export { exampleHoldings, exampleInstance } from './example.ts';
export type { EmulatedAccount } from './state.ts';

/** A key that may do everything. */
export const ADMIN_KEY = 'ADMIN0KEY0CANARY0'.padEnd(64, 'A');
/** A key that is good and may not do anything here: it is of another account. */
export const ACCOUNT_KEY = 'ACCOUNT0KEY0CANARY0'.padEnd(64, 'B');
/** A client of CMx that may do everything in its customer. */
export const CMX_CLIENT = {
  clientId: 'client-1',
  clientSecret: 'client-secret-canary-0123456789',
  customerId: 'customer-1',
};

export interface CloudCheckrOptions extends Partial<StateSettings> {
  readonly clients?: readonly CmxClient[];
  readonly tokenLifetimeSeconds?: number;
  /**
   * How long a call takes before it has an effect, in milliseconds. Calls are named `account/get_account` and so on in small
   * letters, `cmx.createAccount` and so on, and `token`.
   */
  delayMs?(call: string): number;
}

/** What a test, the demo or a bench does at CloudCheckr's side. An account is named by its id in either interface. */
export interface CloudCheckr extends Emulator {
  readonly accounts: readonly EmulatedAccount[];
  /** Throws when there is none. */
  account(id: string): EmulatedAccount;
  /** Somebody makes an account at CloudCheckr itself. */
  addAccount(name: string): EmulatedAccount;
  /** CloudCheckr lists the AWS account with success. */
  synchronise(id: string): void;
  /** AWS refuses the role or the keys of the account. */
  failCredential(id: string): void;
  /** Somebody removes the account at CloudCheckr itself. */
  removeAccount(id: string): void;
  /** An alert has a result now, or at its `Created`. */
  raise(id: string, kind: AlertKind, result: Row): void;
  /** The month's cost of an account goes above the budget of an alert. */
  raiseCost(id: string, alertName: string, cost: number): void;
  /** All tokens of CMx end before their time. */
  revokeTokens(): void;
}

export async function startCloudCheckr(options: CloudCheckrOptions = {}): Promise<CloudCheckr> {
  const { clients = [CMX_CLIENT], tokenLifetimeSeconds = 3_600, delayMs = () => 0, ...settings } = options;
  const state = createState({ ...DEFAULTS, ...settings });
  const tokens = createTokens(clients, tokenLifetimeSeconds, state.now);
  const calls = legacyCalls(state);

  function callLegacy(request: EmulatedRequest, call: string): EmulatedAnswer {
    const key = request.headers['access_key'];
    if (key === ACCOUNT_KEY) return refused(403, 'FORBIDDEN', 'The access_key may not do this.');
    if (key !== ADMIN_KEY && !tokens.clientOf(request))
      return refused(401, 'UNAUTHORIZED', 'The access_key is not valid.');
    const [fault] = faultsOf(request);
    if (fault !== undefined) return refused(400, 'INVALID_REQUEST', fault);
    const handler = calls[call];
    if (!handler) return refused(404, 'UNKNOWN_CALL', `There is no ${call}.`);
    return handler(request.body as Row, selectedAccount(state, request));
  }

  async function answer(request: EmulatedRequest): Promise<EmulatedAnswer> {
    const call = legacyCallOf(request);
    const isToken = request.path === '/auth/connect/token' && request.method === 'POST';
    const ms = delayMs(call ?? (isToken ? 'token' : (routeOf(request)?.name ?? 'unknown')));
    if (ms > 0) await sleep(ms);
    if (isToken) return tokens.give(request);
    return call === null ? answerCmx(state, tokens, request) : callLegacy(request, call);
  }

  function check(request: EmulatedRequest): string[] {
    const isKnown = legacyCallOf(request) !== null || request.path === '/auth/connect/token' || routeOf(request);
    return [...faultsOf(request), ...(isKnown ? [] : ['there is no such path'])];
  }

  const emulator = await startEmulator({ answer, check });
  const account = (id: string) => {
    const found = state.find(id);
    if (!found) throw new Error(`the emulator has no account ${id}`);
    return found;
  };
  return {
    ...emulator,
    accounts: state.accounts,
    account,
    addAccount: state.add,
    synchronise: (id) => state.synchronise(account(id)),
    failCredential: (id) => void (account(id).verification = 'Failed'),
    removeAccount: (id) => state.remove(account(id)),
    raise: (id, kind, result) => state.raise(account(id), kind, result),
    raiseCost: (id, alertName, cost) => state.raiseCost(account(id), alertName, cost),
    revokeTokens: tokens.revoke,
  };
}
