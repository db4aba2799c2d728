import { defineAct, type ActOutcome, type FunctionSpec } from '../../sdk/index.ts';
import type { MistContext, MistCredential, MistOptions } from './account.ts';
import { ask } from './client.ts';
import { outcomes } from './outcomes.ts';

interface Tags {
  readonly set: readonly { readonly key: string; readonly value: string }[];
  readonly remove: readonly string[];
}

/** The kinds that Mist lets be tagged. */
const KINDS = {
  Instances: { kind: 'Instance', type: 'machines' },
  Volumes: { kind: 'Volume', type: 'volumes' },
  Networks: { kind: 'mistio.Network', type: 'networks' },
  Images: { kind: 'mistio.Image', type: 'images' },
  Clusters: { kind: 'mistio.Cluster', type: 'clusters' },
  Zones: { kind: 'mistio.Zone', type: 'zones' },
};

/** Sets and removes tags; one function for each kind, all alike. Mist keeps them itself, the cloud does not see them. */
export const tagResources: readonly FunctionSpec[] = Object.entries(KINDS).map(([plural, { kind, type }]) =>
  defineAct<MistCredential, MistOptions>({
    name: `mistio.tag${plural}`,
    action: 'TAG',
    kind,
    permissions: [`edit_tags:${type.slice(0, -1)}`],
    quota: null,
    idempotent: true,
    allowedFrom: null,
    settlesAt: null,
    run: ({ nativeIds, set = [], remove = [] }, context) => tagAll(context, type, nativeIds, { set, remove }),
  }),
);

/** All in one request. Mist refuses it whole when one is gone, without saying which, so then each goes by itself. */
async function tagAll(
  context: MistContext,
  type: string,
  nativeIds: readonly string[],
  tags: Tags,
): Promise<readonly ActOutcome[]> {
  const [together] = nativeIds.length > 1 ? await outcomes(['all'], () => tag(context, type, nativeIds, tags)) : [];
  if (together?.ok) return nativeIds.map((nativeId) => ({ nativeId, ok: true }));
  return outcomes(nativeIds, (id) => tag(context, type, [id], tags));
}

async function tag(context: MistContext, type: string, ids: readonly string[], { set, remove }: Tags): Promise<void> {
  const resources = ids.map((id) => ({ resource_type: type, resource_id: id }));
  const operations = [
    { operation: 'add', tags: set, resources },
    { operation: 'remove', tags: remove.map((key) => ({ key })), resources },
  ].filter((operation) => operation.tags.length > 0);
  if (operations.length === 0) return;
  await ask(context, {
    method: 'POST',
    path: '/api/v2/tags',
    json: { operations },
    permission: `edit_tags:${type.slice(0, -1)}`,
    about: ids.join(', '),
  });
}
