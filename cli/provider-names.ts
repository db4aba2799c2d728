/** Providers as people name them. */
import type { Api } from './api.ts';
import { Refused, WrongUsage } from './failures.ts';
import { FindProviderDocument } from './generated/operations.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The provider with this name or id. Throws `Refused` when there is none. */
export async function findProvider(api: Api, nameOrId: string): Promise<Named> {
  const { byId, byName } = await api.execute(FindProviderDocument, { id: nameOrId, name: nameOrId });
  const named = byName.nodes.find(({ name }) => name === nameOrId) ?? null;
  if (byId && named && byId.id !== named.id) {
    throw new WrongUsage(
      `${nameOrId} is the id of the provider ${byId.name} and the name of another`,
      `Give the other's id: ${named.id}.`,
    );
  }
  const found = byId ?? named;
  if (!found) throw new Refused('NOT_FOUND', `no provider has the name or id ${nameOrId}, or your key may not see it`);
  return found;
}

/** For a filter: the ids of providers given by name or id. Null when none was given. */
export async function providerIds(api: Api, namesOrIds: readonly string[] | undefined): Promise<string[] | null> {
  if (!namesOrIds) return null;
  const found = await Promise.all(namesOrIds.map((nameOrId) => findProvider(api, nameOrId)));
  return found.map(({ id }) => id);
}
