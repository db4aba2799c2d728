/** Functions and deployments as resolvers see them, and pages of what lies in memory. */
import type { PageArgs } from '../../resolvers/context.ts';
import type { FunctionRow, Page } from '../../resolvers/rows.ts';
import type { DeployedFunction } from '../invoke/index.ts';
import { decodeAfter, encodeCursor, pageOf, pageSize } from '../paging.ts';
import { toOperation, type Registry } from '../registry/index.ts';

export function toFunction(registry: Registry, fn: DeployedFunction): FunctionRow {
  const { deployment } = fn;
  return {
    id: `fn_${deployment.name}/${fn.name}`,
    name: fn.name,
    connectorName: deployment.connector,
    operation: toOperation(fn.operation),
    platform: deployment.platform,
    deploymentName: deployment.name,
    bound: registry.find(deployment.connector, fn.operation)?.deployment.name === deployment.name,
    effect: fn.effect,
    idempotent: fn.idempotent,
    permissions: fn.permissions,
    callsPerSecond: fn.quota?.callsPerSecond ?? null,
    sensitive: fn.sensitive,
    inputSchema: fn.inputSchema,
    outputSchema: fn.outputSchema,
  };
}

/** A page of a list that lies in memory, by the key that orders it. */
export function pageBy<Row>(
  list: string,
  rows: readonly Row[],
  page: PageArgs,
  keyOf: (row: Row) => string,
): Page<Row> {
  const size = pageSize(page, 50, 200);
  const sorted = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const [afterKey] = decodeAfter(list, page, 1) ?? [null];
  const rest = afterKey === null ? sorted : sorted.filter((row) => keyOf(row) > String(afterKey));
  return pageOf(rest.slice(0, size + 1), size, page, (row) => encodeCursor(list, [keyOf(row)]));
}
