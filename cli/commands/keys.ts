/** `causeway keys`: who may use the API. */
import type { Command } from 'commander';
import type { Role } from '../../schema/generated/types.ts';
import type { Api } from '../api.ts';
import { action, enumValue, repeated, type Work } from '../command.ts';
import { parseDuration } from '../duration.ts';
import { Refused, WrongUsage } from '../failures.ts';
import {
  CreateApiKeyDocument,
  ListApiKeysDocument,
  RevokeApiKeyDocument,
  type ApiKeyRowFragment,
} from '../generated/operations.ts';
import { plural } from '../output/text.ts';
import { relative } from '../output/time.ts';
import { askText } from '../prompts.ts';
import { providerIds } from '../provider-names.ts';

export function keys(program: Command): void {
  const group = program.command('keys').description('who may use the API');

  group
    .command('add')
    .argument('<name>', 'a name for people, unique in the gateway')
    .description('make a key; its secret is printed this once, alone on stdout')
    .requiredOption('--role <role>', 'what its holder may do: viewer, operator or admin')
    .option('--provider <name>', 'only this provider, by name or id; may be repeated', repeated)
    .option('--expires-in <duration>', 'how long it works, such as 12h or 90d; for ever when left out')
    .action(action(addKey));

  group.command('ls').description('list the keys').action(action(listKeys));

  group
    .command('rm')
    .argument('<key>', 'name or id')
    .description('revoke a key at once')
    .option('-y, --yes', 'do not ask for the name')
    .action(action(removeKey));
}

const addKey: Work<{ role: string; provider?: string[]; expiresIn?: string }, [string]> = async (
  { api, terminal },
  options,
  name,
) => {
  const input = {
    name,
    role: enumValue<Role>(options.role),
    providerIds: await providerIds(api, options.provider),
    expiresAt: options.expiresIn === undefined ? null : new Date(Date.now() + expiry(options.expiresIn)).toISOString(),
  };
  const { createApiKey } = await api.execute(CreateApiKeyDocument, { input });
  if (terminal.json) return terminal.printJson(createApiKey);
  terminal.print(createApiKey.secret);
  terminal.note(`This is the secret of ${name} (${input.role}). Keep it now: it is not shown again.`);
};

const listKeys: Work<unknown, []> = async ({ api, terminal }) => {
  const { apiKeys } = await api.execute(ListApiKeysDocument, {});
  if (terminal.json) return terminal.printJson(apiKeys);
  terminal.printTable<ApiKeyRowFragment>(
    [
      { title: 'NAME', cell: ({ name }) => name },
      { title: 'ID', cell: ({ id }) => id, whole: true },
      { title: 'ROLE', cell: ({ role }) => role },
      { title: 'PROVIDERS', cell: (key) => (key.providerIds ? plural(key.providerIds.length, 'provider') : 'all') },
      { title: 'CREATED', cell: ({ createdAt }) => relative(createdAt), whole: true, spare: true },
      { title: 'USED', cell: ({ lastUsedAt }) => relative(lastUsedAt), whole: true, spare: true },
      { title: 'EXPIRES', cell: ({ expiresAt }) => relative(expiresAt), whole: true },
    ],
    apiKeys,
  );
};

const removeKey: Work<{ yes?: boolean }, [string]> = async ({ api, terminal }, options, nameOrId) => {
  const { id, name } = await findKey(api, nameOrId);
  if (!options.yes) {
    const typed = await askText(terminal, { message: `Type ${name} to revoke it`, flag: '--yes' });
    if (typed !== name) throw new WrongUsage(`the name is ${name}; nothing was revoked`);
  }
  const { revokeApiKey } = await api.execute(RevokeApiKeyDocument, { input: { id } });
  if (terminal.json) terminal.printJson(revokeApiKey);
  else terminal.printText(`Revoked ${name}.`);
};

async function findKey(api: Api, nameOrId: string): Promise<ApiKeyRowFragment> {
  const { apiKeys } = await api.execute(ListApiKeysDocument, {});
  const found = apiKeys.find(({ id }) => id === nameOrId) ?? apiKeys.find(({ name }) => name === nameOrId);
  if (!found) throw new Refused('NOT_FOUND', `no key has the name or id ${nameOrId}`);
  return found;
}

function expiry(text: string): number {
  const durationMs = parseDuration(text);
  if (durationMs === null || durationMs === 0)
    throw new WrongUsage('--expires-in takes a number and a unit: s, m, h or d', 'As in --expires-in 90d.');
  return durationMs;
}
