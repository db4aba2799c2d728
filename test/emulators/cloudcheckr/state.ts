/** What the emulated CloudCheckr knows: accounts, what they hold, and what was alerted. */
import { randomUUID } from 'node:crypto';
import { exampleHoldings } from './example.ts';
import type { Holdings, Row } from './holdings.ts';

/** The kinds of alerts, as the names of their calls have them. */
export const ALERT_KINDS = ['cost', 'cloudtrail', 'utilization', 'resources'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** An alert on the cost. */
export interface EmulatedAlert {
  readonly name: string;
  readonly budget: number;
  readonly percent: number;
  /** Such as `monthly`. */
  readonly period: string;
}

export interface EmulatedAccount {
  /** Of the older interface. */
  readonly id: number;
  /** Of CMx. */
  readonly cmxId: string;
  readonly name: string;
  readonly externalId: string;
  /** How CloudCheckr reaches AWS. Null: it was not told. */
  access: Row | null;
  /** Null: never listed. */
  lastUpdated: string | null;
  verification: 'NotConfigured' | 'Pending' | 'Verified' | 'Failed';
  /** How often its status was read since it has an access. */
  statusReads: number;
  /** Shown once it was listed. */
  readonly holdings: Holdings;
  readonly alerts: EmulatedAlert[];
  readonly results: Record<AlertKind, Row[]>;
}

export interface StateSettings {
  /** After how many reads of its status an account with an access counts as listed. Null: only `synchronise` does it. */
  readonly syncAfterReads: number | null;
  /** Whether a cost alert raises its first result as soon as it is made. */
  readonly raiseWhenMade: boolean;
  /** What the AWS account behind a new account holds. */
  holdingsOf(account: { readonly id: number; readonly name: string }): Holdings;
  /** Milliseconds since 1970 (UTC). */
  now(): number;
}

export const DEFAULTS: StateSettings = {
  syncAfterReads: null,
  raiseWhenMade: false,
  holdingsOf: exampleHoldings,
  now: Date.now,
};

/** CloudCheckr writes times without a zone, and means UTC. */
export const timeOf = (now: number) => new Date(now).toISOString().slice(0, 19);

export type State = ReturnType<typeof createState>;

export function createState(settings: StateSettings) {
  const accounts: EmulatedAccount[] = [];
  let nextId = 1_001;

  function add(name: string): EmulatedAccount {
    const id = nextId++;
    const account: EmulatedAccount = {
      id,
      cmxId: randomUUID(),
      name,
      externalId: `CC-${id.toString(16).toUpperCase().padStart(12, '0')}`,
      access: null,
      lastUpdated: null,
      verification: 'NotConfigured',
      statusReads: 0,
      holdings: settings.holdingsOf({ id, name }),
      alerts: [],
      results: { cost: [], cloudtrail: [], utilization: [], resources: [] },
    };
    accounts.push(account);
    return account;
  }

  function attach(account: EmulatedAccount, access: Row) {
    account.access = access;
    account.verification = 'Pending';
    account.statusReads = 0;
  }

  function synchronise(account: EmulatedAccount) {
    account.lastUpdated = timeOf(settings.now());
    account.verification = 'Verified';
  }

  function raise(account: EmulatedAccount, kind: AlertKind, result: Row) {
    account.results[kind].push({ Created: timeOf(settings.now()), AlertStatus: 'Enabled', ...result });
  }

  return {
    accounts,
    now: settings.now,
    find: (id: unknown) => accounts.find((account) => String(account.id) === String(id) || account.cmxId === id),
    named: (name: unknown) => accounts.find((account) => account.name === name),
    add,
    attach,
    synchronise,
    raise,
    remove: (account: EmulatedAccount) => void accounts.splice(accounts.indexOf(account), 1),
    /** Somebody asks how far the account is. */
    read(account: EmulatedAccount) {
      if (!account.access || account.verification === 'Failed') return;
      account.statusReads += 1;
      if (account.lastUpdated === null && account.statusReads >= (settings.syncAfterReads ?? Infinity))
        synchronise(account);
    },
    addAlert(account: EmulatedAccount, alert: EmulatedAlert) {
      account.alerts.push(alert);
      if (settings.raiseWhenMade) raiseCost(account, alert.name, alert.budget * 1.25);
    },
    raiseCost,
  };

  /** The month's cost of the account is `cost` now, which is above the alert's budget. */
  function raiseCost(account: EmulatedAccount, alertName: string, cost: number) {
    const budget = account.alerts.find(({ name }) => name === alertName)?.budget ?? null;
    raise(account, 'cost', { AlertName: alertName, Budget: budget, Cost: cost, BudgetPeriod: 'Monthly' });
  }
}
