/** A small system that keeps accounts of its own, as CloudCheckr or ManageIQ do, over HTTP: real state, and faults on demand. */
import { startEmulator, type Emulator, type EmulatedAnswer, type EmulatedRequest } from '../../emulators/http.ts';

export const TOKEN = 'canary-token-of-the-hall';

/** An account as the system shows it. */
export interface HallAccount {
  readonly id: string;
  readonly name: string;
  state: string;
  syncedAt: string | null;
  reason: string | null;
  /** Names of the machines it holds. */
  machines: string[];
}

export interface Hall extends Emulator {
  readonly accounts: readonly HallAccount[];
  /** What a new account is like from now on, beside its name. */
  template: Partial<HallAccount>;
  /** An account that somebody else made. */
  add(name: string, more?: Partial<HallAccount>): HallAccount;
}

const answer = (status: number, body: unknown): EmulatedAnswer => ({ status, body });
const GONE = answer(404, { error: 'no such account' });

export async function startHall(): Promise<Hall> {
  const accounts = new Map<string, HallAccount>();
  const named = (name: string | null) => [...accounts.values()].filter((account) => account.name === name);
  let made = 0;

  function add(name: string, more: Partial<HallAccount> = {}): HallAccount {
    made += 1;
    const account = {
      id: String(made),
      name,
      state: 'SYNCED',
      syncedAt: '2026-01-30T00:00:00.000Z',
      reason: null,
      machines: ['m-1'],
      ...hall.template,
      ...more,
    };
    accounts.set(account.id, account);
    return account;
  }

  function handle({ method, path, query, headers, body }: EmulatedRequest): EmulatedAnswer {
    if (headers['authorization'] !== `Bearer ${TOKEN}`) return answer(401, { error: 'who are you' });
    const id = path.split('/')[2];
    if (method === 'POST' && path === '/accounts') return answer(201, { id: add((body as { name: string }).name).id });
    if (method === 'GET' && id === undefined) return answer(200, named(query.get('name')));
    if (method === 'DELETE') return accounts.delete(id!) ? answer(204, null) : GONE;
    const account = accounts.get(id!);
    return account ? answer(200, account) : GONE;
  }

  const emulator = await startEmulator({ answer: handle });
  const hall: Hall = {
    ...emulator,
    template: {},
    add,
    get accounts() {
      return [...accounts.values()];
    },
  };
  return hall;
}
