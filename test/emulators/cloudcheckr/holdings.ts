/** An object as CloudCheckr shows it. */
export type Row = Readonly<Record<string, unknown>>;

/** What CloudCheckr found in an AWS account, in its own fields. */
export interface Holdings {
  readonly instances: Row[];
  readonly volumes: Row[];
  readonly securityGroups: Row[];
  readonly iamUsers: Row[];
  /** Best practices: `CheckId`, `Name`, `Results`, ... */
  readonly checks: Row[];
}
