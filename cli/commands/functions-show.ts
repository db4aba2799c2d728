/** `causeway functions ls` and `show`. */
import type { Context, Work } from '../command.ts';
import { Refused } from '../failures.ts';
import {
  DeploymentSettingsDocument,
  ListDeploymentsDocument,
  ShowDeploymentDocument,
  WhoAmIDocument,
  type DeploymentRowFragment,
} from '../generated/operations.ts';
import { operationText } from '../operation-text.ts';
import { paintWord } from '../output/style.ts';
import type { Column } from '../output/table.ts';
import { relative } from '../output/time.ts';
import { collect } from '../paging.ts';

export const listDeployments: Work<{ connector?: string }, []> = async ({ api, terminal }, { connector = null }) => {
  const found = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(ListDeploymentsDocument, { connector, ...page })).deployments,
  );
  if (terminal.json) return terminal.printJson(found);
  if (found.nodes.length === 0) return terminal.note('No deployments. Add one with `causeway functions add`.');
  const columns: Column<DeploymentRowFragment>[] = [
    { title: 'NAME', cell: ({ name }) => name, whole: true },
    { title: 'CONNECTOR', cell: (one) => one.connector.name },
    { title: 'PLATFORM', cell: ({ platform }) => platform, whole: true },
    { title: 'STATE', cell: stateOf, paint: (text) => paintWord(terminal.paint, text), whole: true },
    { title: 'VERSION', cell: ({ version }) => version ?? '-', spare: true },
    { title: 'BOUND', cell: boundOf, right: true, whole: true },
    { title: 'P50', cell: (one) => milliseconds(slowest(one, 'p50Ms')), right: true, spare: true },
    { title: 'P95', cell: (one) => milliseconds(slowest(one, 'p95Ms')), right: true, spare: true },
    {
      title: 'LAST ERROR',
      cell: (one) => lastError(one)?.code ?? '',
      paint: (text) => terminal.paint('red', text),
      whole: true,
    },
  ];
  const errors = found.nodes.some((one) => lastError(one) !== null);
  terminal.printTable(errors ? columns : columns.slice(0, -1), found.nodes);
};

export const showDeployment: Work<unknown, [string]> = async (context, _options, name) => {
  const { api, terminal } = context;
  const { deployment } = await api.execute(ShowDeploymentDocument, { name });
  if (!deployment) throw new Refused('UNKNOWN_DEPLOYMENT', `no deployment has the name ${name}`);
  // Where it is called is for administrators alone.
  const { viewer } = await api.execute(WhoAmIDocument, {});
  const target =
    viewer.role === 'ADMIN' ? (await api.execute(DeploymentSettingsDocument, { name })).deployment : undefined;
  if (terminal.json) return terminal.printJson({ ...deployment, ...target });
  describe(context, deployment, target ?? null);
};

function describe(
  { terminal }: Context,
  deployment: DeploymentRowFragment,
  target: { address: string; settings: unknown } | null,
): void {
  const { condition, maxConcurrency } = deployment;
  const { lastProbe } = condition;
  const word = (text: string) => paintWord(terminal.paint, text);
  const retry = condition.breakerRetryAt === null ? '' : `; tried again ${relative(condition.breakerRetryAt)}`;
  terminal.printPairs([
    ['Name', `${deployment.name}${deployment.builtIn ? ' (built in)' : ''}`],
    ['Connector', `${deployment.connector.name} (${deployment.connector.title})`],
    ['Platform', deployment.platform],
    ...(target === null ? [] : [['Address', target.address] as const]),
    ...(target?.settings ? [['Settings', JSON.stringify(target.settings)] as const] : []),
    ['State', `${stateOf(deployment)}${retry}`, (text) => text.replace(/^[A-Z_]+/, word)],
    ['Version', deployment.version ?? 'nobody named it'],
    [
      'Calls',
      `${condition.callsInFlight} now, ${condition.callsQueued} waiting; at most ${condition.concurrencyLimit} now, ${maxConcurrency} ever`,
    ],
    ['Described', deployment.describedAt === null ? 'with the gateway' : relative(deployment.describedAt)],
    ['Last probe', lastProbe === null ? 'none since the gateway started' : probeText(lastProbe)],
  ]);
  terminal.print('');
  const columns: Column<DeploymentRowFragment['functions'][number]>[] = [
    { title: 'FUNCTION', cell: ({ name }) => name, whole: true },
    { title: 'OPERATION', cell: ({ operation }) => operationText(operation) },
    { title: 'BOUND', cell: ({ bound }) => (bound ? 'yes' : '-') },
    { title: 'EFFECT', cell: ({ effect, idempotent }) => (idempotent ? effect : `${effect} ONCE`), spare: true },
    { title: 'CALLS', cell: ({ health }) => String(health.calls), right: true },
    { title: 'FAILED', cell: ({ health }) => String(health.failures), right: true, spare: true },
    { title: 'P50', cell: ({ health }) => milliseconds(health.p50Ms), right: true, spare: true },
    { title: 'P95', cell: ({ health }) => milliseconds(health.p95Ms), right: true, spare: true },
    {
      title: 'LAST ERROR',
      cell: ({ health }) => health.lastError?.code ?? '',
      paint: (text) => terminal.paint('red', text),
      whole: true,
    },
  ];
  const failed = deployment.functions.filter(({ health }) => health.lastError !== null);
  terminal.printTable(failed.length > 0 ? columns : columns.slice(0, -1), deployment.functions);
  if (failed.length > 0) terminal.print('');
  for (const { name, health } of failed)
    terminal.printText(`${name} ${relative(health.lastErrorAt)}: ${health.lastError!.message}`);
}

/** Whether calls get through: DISABLED, or what the breaker says; READY when it is closed. */
export function stateOf({ enabled, condition }: Pick<DeploymentRowFragment, 'enabled' | 'condition'>): string {
  if (!enabled) return 'DISABLED';
  return condition.breaker === 'CLOSED' ? 'READY' : condition.breaker;
}

/** The last thing that went wrong in its functions, or in asking it who it is. Null when nothing did. */
export function lastError({ functions, condition }: DeploymentRowFragment): { code: string; message: string } | null {
  const { lastProbe } = condition;
  const errors = [
    ...functions.map(({ health }) => ({ error: health.lastError, at: health.lastErrorAt ?? '' })),
    { error: lastProbe?.error ?? null, at: lastProbe?.at ?? '' },
  ].filter(({ error }) => error !== null);
  return errors.toSorted((a, b) => b.at.localeCompare(a.at))[0]?.error ?? null;
}

export const probeText = ({
  at,
  durationMs,
  error,
}: NonNullable<DeploymentRowFragment['condition']['lastProbe']>): string =>
  `${relative(at)}, ${milliseconds(durationMs)}${error ? `: ${error.code} ${error.message}` : ''}`;

const boundOf = ({ functions }: DeploymentRowFragment) =>
  `${functions.filter(({ bound }) => bound).length}/${functions.length}`;

/** Of the function that takes longest: a mean over functions would hide it. */
function slowest({ functions }: DeploymentRowFragment, field: 'p50Ms' | 'p95Ms'): number | null {
  const times = functions.map(({ health }) => health[field]).filter((time) => time !== null);
  return times.length === 0 ? null : Math.max(...times);
}

function milliseconds(time: number | null): string {
  if (time === null) return '-';
  return time < 10
    ? `${time.toFixed(1)} ms`
    : time < 10_000
      ? `${Math.round(time)} ms`
      : `${(time / 1000).toFixed(1)} s`;
}
