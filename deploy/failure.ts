/** Something that whoever builds or deploys can mend. The message says what happened and what to do, and holds no secret. */
export class DeployFailure extends Error {
  override name = 'DeployFailure';
}

/** A new function needs a role, and none was given. It carries the one to make. */
export class RoleNeeded extends DeployFailure {
  override name = 'RoleNeeded';
  readonly role: { readonly roleName: string; readonly trustPolicy: object; readonly policy: object };
  constructor(functionName: string, role: RoleNeeded['role']) {
    super(`${functionName} is new, so it needs a role`);
    this.role = role;
  }
}
