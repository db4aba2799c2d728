/** `causeway events webhooks`. */
import type { WebhookKind } from '../../schema/generated/types.ts';
import { enumValue, type Work } from '../command.ts';
import {
  CreateWebhookDocument,
  DeleteWebhookDocument,
  ListWebhooksDocument,
  type WebhookRowFragment,
} from '../generated/operations.ts';
import { relative } from '../output/time.ts';
import { secretReference } from '../targets.ts';

export const listWebhooks: Work<unknown, []> = async ({ api, terminal }) => {
  const { webhooks } = await api.execute(ListWebhooksDocument, {});
  if (terminal.json) return terminal.printJson(webhooks);
  if (webhooks.length === 0) return terminal.note('No webhooks. Add one with `causeway events webhooks add`.');
  terminal.printTable<WebhookRowFragment>(
    [
      { title: 'NAME', cell: ({ name }) => name },
      { title: 'KIND', cell: ({ kind }) => kind },
      { title: 'SEND TO', cell: ({ path }) => new URL(path.slice(1), api.settings.url).href, whole: true },
      { title: 'SECRET', cell: ({ secret }) => secret },
      { title: 'CREATED', cell: ({ createdAt }) => relative(createdAt), whole: true, spare: true },
    ],
    webhooks,
  );
};

export const addWebhook: Work<{ kind: string; secret: string }, [string]> = async (
  { api, terminal },
  options,
  name,
) => {
  const input = {
    name,
    kind: enumValue<WebhookKind>(options.kind),
    secret: secretReference(options.secret, '--secret'),
  };
  const { createWebhook } = await api.execute(CreateWebhookDocument, { input });
  if (terminal.json) return terminal.printJson(createWebhook);
  terminal.printText(`Send to ${new URL(createWebhook.webhook.path.slice(1), api.settings.url).href}`);
};

export const removeWebhook: Work<unknown, [string]> = async ({ api, terminal }, _options, name) => {
  const { deleteWebhook } = await api.execute(DeleteWebhookDocument, { input: { name } });
  if (terminal.json) terminal.printJson(deleteWebhook);
  else terminal.printText(`Removed ${name}.`);
};
