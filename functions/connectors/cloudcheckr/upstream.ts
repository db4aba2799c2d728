/** What can be done with accounts at CloudCheckr, the same through both of its interfaces. */
import type { AwsAccess } from './account.ts';

/** Which account: the one with the id, or all that are called exactly so. */
export type Wanted = { readonly id: string } | { readonly name: string };

/** What CloudCheckr says of how far it is with an account. */
export interface Standing {
  /** When it last listed the account, as it writes times. Null: never yet. */
  readonly lastUpdated: string | null;
  /** How it got on with the account's credential, in its word. Null where this interface does not say. */
  readonly credential: string | null;
}

/** Whom the role in AWS must trust. Null where CloudCheckr does not say. */
export interface Trust {
  readonly awsAccountId: string | null;
  readonly externalId: string | null;
}

export interface Accounts {
  /** Makes an empty account; its id. */
  add(name: string): Promise<string>;
  /** Tells CloudCheckr how to reach the AWS account. */
  attach(accountId: string, aws: AwsAccess): Promise<void>;
  /** Throws `ResourceGone` when there is none. */
  expect(accountId: string): Promise<void>;
  /** Removes it. Nothing happens when there is none. */
  remove(wanted: Wanted): Promise<void>;
  /**
   * Takes back what was just made. Throws unless CloudCheckr says that it removed it: what it does not find yet, it may
   * show later.
   */
  undo(made: { readonly id: string; readonly name: string }): Promise<void>;
  /** Throws `ResourceGone` when there is none. */
  standing(accountId: string): Promise<Standing>;
  trust(accountId: string): Promise<Trust>;
}
