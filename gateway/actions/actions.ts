import { actOutput, BadReply, type FunctionManifest } from '../../functions/sdk/index.ts';
import type { ResourceWish } from '../../resolvers/context.ts';
import type { OperationRow, ProviderRow, ResourceRow } from '../../resolvers/rows.ts';
import type { ErrorCode, ResourceAction } from '../../schema/generated/types.ts';
import type { Clock } from '../clock.ts';
import { mayHaveActed } from '../effect.ts';
import { BadInput, failureOf } from '../errors.ts';
import type { Inventory, Scope } from '../inventory/index.ts';
import type { Functions } from '../invoke/index.ts';
import type { Operations, Settlement } from '../operations/index.ts';
import type { Directory } from '../providers/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Reader } from '../sync/index.ts';
import { groupBy } from './group-by.ts';
import { settle } from './settle.ts';
import type { Target } from './target.ts';

const MAX_RESOURCES = 100;

/** Acts on resources: groups them by function, account and region, and follows each to where it settles. */
export interface Actions {
  /** Answers when every provider accepted or refused and showed what follows; the operation goes on until all have settled. */
  act(wish: ResourceWish, ids: readonly string[], actor: string, scope: Scope): Promise<OperationRow>;
  /** The actions that a resource's kind and state allow now. */
  allowed(resource: ResourceRow, provider: ProviderRow): readonly ResourceAction[];
  /** Gives up waiting for what has not settled yet. */
  close(): Promise<void>;
}

export interface ActionPorts {
  readonly directory: Directory;
  readonly registry: Registry;
  readonly functions: Functions;
  readonly inventory: Inventory;
  readonly operations: Operations;
  readonly reader: Reader;
  readonly clock: Clock;
  /** How long a provider may take to accept. */
  readonly callTimeoutMs: number;
  readonly onUnexpected: (error: unknown) => void;
}

const ACTIONS: readonly ResourceAction[] = ['START', 'STOP', 'REBOOT', 'TAG'];

/** A state that is not known allows everything: the provider decides. */
const allows = ({ allowedFrom }: FunctionManifest, { state, missingSince }: ResourceRow) =>
  missingSince === null &&
  (allowedFrom === null || state === null || state === 'UNKNOWN' || allowedFrom.includes(state));

export function createActions(ports: ActionPorts): Actions {
  const { directory, registry, functions, inventory, operations, reader, clock, onUnexpected } = ports;
  const functionFor = ({ connectorName, deploymentName }: ProviderRow, action: ResourceAction, kind: string) =>
    registry.findAction(connectorName, action, kind, deploymentName);
  const closing = new AbortController();
  const settling = new Set<Promise<unknown>>();

  /** Records that look as if they forbade the action may be old, so those are read again before they are refused. */
  async function readDoubtful(targets: readonly Target[]): Promise<Target[]> {
    const groups = groupBy(targets, ({ resource }) => `${resource.providerId} ${resource.kind} ${resource.region}`);
    const read = await Promise.all(
      groups.map(async (group) => {
        if (group.every(({ fn, resource }) => allows(fn, resource))) return group;
        const rows = await reader
          .read(
            group.map(({ resource }) => resource),
            clock.now() + ports.callTimeoutMs,
          )
          .catch(() => []);
        const fresh = new Map(rows.map((row) => [row.id, row]));
        return group.map((target) => ({ ...target, resource: fresh.get(target.resource.id) ?? target.resource }));
      }),
    );
    return read.flat();
  }

  /** Calls one function for resources of one account and region. Which of them were accepted. */
  async function call(operation: OperationRow, wish: ResourceWish, group: readonly Target[]): Promise<Target[]> {
    const [{ fn, resource }] = group as [Target];
    const end = (target: Target, settlement: Settlement) =>
      operations.settle(operation.id, target.position, settlement);
    let outcomes;
    try {
      const account = await directory.activeAccount(resource.providerId);
      const { data } = await functions.call({
        fn,
        input: {
          region: resource.region,
          nativeIds: group.map((target) => target.resource.nativeId),
          ...(wish.action === 'TAG' && { set: wish.set, remove: wish.remove }),
        },
        account: account.call,
        deadlineAt: clock.now() + ports.callTimeoutMs,
        idempotencyKey: operation.id,
      });
      const parsed = actOutput.safeParse(data);
      if (!parsed.success) throw new BadReply(`${fn.name}: its outcomes do not fit their schema`);
      outcomes = new Map(parsed.data.map((outcome) => [outcome.nativeId, outcome]));
    } catch (error) {
      const outcome = mayHaveActed(error) ? 'UNCERTAIN' : 'FAILED';
      await Promise.all(group.map((target) => end(target, { outcome, error: failureOf(error, onUnexpected) })));
      return [];
    }

    const accepted: Target[] = [];
    for (const target of group) {
      const outcome = outcomes.get(target.resource.nativeId);
      if (outcome?.ok) {
        await end(target, { outcome: 'ACCEPTED' });
        accepted.push(target);
      } else {
        const error = outcome
          ? { code: outcome.code, message: outcome.message }
          : { code: 'FUNCTION_BAD_REPLY' as const, message: `${fn.name} did not say what became of it` };
        await end(target, { outcome: outcome ? 'FAILED' : 'UNCERTAIN', error });
      }
    }
    return accepted;
  }

  /** Asks for all that may be done, and skips the rest. Ends when each was read once. */
  async function perform(
    wish: ResourceWish,
    operation: OperationRow,
    resources: readonly (ResourceRow | null)[],
    scope: Scope,
  ): Promise<void> {
    const skip = (position: number, code: ErrorCode, message: string) =>
      operations.settle(operation.id, position, { outcome: 'SKIPPED', error: { code, message } });

    const targets: Target[] = [];
    for (const [position, resource] of resources.entries()) {
      const provider = resource && (await directory.load(resource.providerId, scope));
      if (!resource || !provider) {
        await skip(position, 'NOT_FOUND', 'no resource has this id, or your key may not see it');
        continue;
      }
      const fits = wish.action === 'TAG' || resource.kind === wish.kind;
      const fn = fits ? functionFor(provider, wish.action, resource.kind) : null;
      if (!fn)
        await skip(
          position,
          'UNSUPPORTED_OPERATION',
          `the connector ${provider.connectorName} cannot do this to resources of the kind ${resource.kind}`,
        );
      else if (provider.state === 'PAUSED')
        await skip(position, 'INVALID_STATE', 'its provider is paused. Resume it first');
      else if (provider.state === 'DELETING') await skip(position, 'INVALID_STATE', 'its provider is being removed');
      else targets.push({ position, resource, fn });
    }

    const ready: Target[] = [];
    for (const target of await readDoubtful(targets)) {
      const { resource, fn, position } = target;
      if (allows(fn, resource)) ready.push(target);
      else if (resource.missingSince !== null)
        await skip(position, 'RESOURCE_GONE', 'the provider does not show it any more');
      else await skip(position, 'INVALID_STATE', `it is ${resource.state}; allowed from ${fn.allowedFrom?.join(', ')}`);
    }

    const groups = groupBy(ready, ({ resource, fn }) => `${fn.name} ${resource.providerId} ${resource.region}`);
    const accepted = (await Promise.all(groups.map((group) => call(operation, wish, group)))).flat();
    const { seen, ended } = settle(accepted, {
      reader,
      operations,
      clock,
      operationId: operation.id,
      signal: closing.signal,
      onUnexpected,
    });
    settling.add(ended);
    void ended.finally(() => {
      settling.delete(ended);
      operations.giveUp(operation.id);
    });
    await seen;
  }

  return {
    async act(wish, ids, actor, scope) {
      if (ids.length < 1 || ids.length > MAX_RESOURCES) throw new BadInput('ids', `must be 1 to ${MAX_RESOURCES}`);
      if (new Set(ids).size < ids.length) throw new BadInput('ids', 'must not repeat');
      checkTags(wish);

      const resources = await inventory.load(ids, scope);
      const providerIds = [...new Set(resources.flatMap((resource) => resource?.providerId ?? []))];
      const operation = await operations.begin({
        type: wish.action,
        providerId: null,
        providerIds,
        items: ids.map((resourceId) => ({ resourceId })),
        requestedBy: actor,
      });
      await perform(wish, operation, resources, scope).catch((error: unknown) => {
        operations.giveUp(operation.id);
        throw error;
      });
      return (await operations.load(operation.id, null)) ?? operation;
    },

    allowed(resource, provider) {
      return ACTIONS.filter((action) => {
        const fn = functionFor(provider, action, resource.kind);
        return fn !== null && allows(fn, resource);
      });
    },

    async close() {
      closing.abort();
      await Promise.all(settling);
    },
  };
}

function checkTags(wish: ResourceWish): void {
  if (wish.action !== 'TAG') return;
  if (wish.set.length + wish.remove.length === 0) throw new BadInput('set', 'or remove must name a tag');
  if (wish.set.length > 50 || wish.remove.length > 50) throw new BadInput('set', 'and remove take 50 tags at most');
  for (const { key, value } of wish.set) {
    if (key.length < 1 || key.length > 128) throw new BadInput('set.key', 'must have 1 to 128 characters');
    if (value.length > 256) throw new BadInput('set.value', 'must have at most 256 characters');
  }
  const keys = [...wish.set.map(({ key }) => key), ...wish.remove];
  if (new Set(keys).size < keys.length) throw new BadInput('set', 'and remove must not name a key twice');
}
