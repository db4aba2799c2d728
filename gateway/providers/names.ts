import { BadInput, Conflict } from '../errors.ts';

export function checkName(name: string): void {
  if (name.trim().length < 1 || name.length > 100) throw new BadInput('name', 'must have 1 to 100 characters');
}

export const nameTaken = () => new Conflict('a provider of this name exists. Choose another name');

/**
 * SQLite and PostgreSQL name the violated constraint in their own ways; where names are written, the only unique column
 * beside the id is the name.
 */
export function isNameTaken(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === '23505';
}

/** What an account is called upstream: the provider's name, and a mark that no other account there has. */
export const upstreamName = (name: string, providerId: string) =>
  `${name} (causeway ${providerId.replace(/^prv_/, '').slice(0, 8)})`;
