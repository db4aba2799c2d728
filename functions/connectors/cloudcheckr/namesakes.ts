/** The older interface deletes by name, so a name must mean one account. */
import { RequestRejected } from '../../sdk/index.ts';

/** An account as the list shows it. */
export interface Listed {
  readonly id: string | null;
  readonly name: string | null;
}

type IsMeant = (account: Listed) => boolean;

/** Another account of the name. Whether names differ by case alone is up to CloudCheckr's database. */
export const namesakeOf = (name: string, all: readonly Listed[], isMeant: IsMeant): Listed | undefined =>
  all.find((account) => account.name?.toLowerCase() === name.toLowerCase() && !isMeant(account));

/** The wrong account must never go. */
export function refuseNamesakes(name: string, all: readonly Listed[], isMeant: IsMeant): void {
  const other = namesakeOf(name, all, isMeant);
  if (other)
    throw new RequestRejected(
      `CloudCheckr deletes by name, and its account ${other.id} is called ${other.name} too. Delete ${name} there`,
    );
}
