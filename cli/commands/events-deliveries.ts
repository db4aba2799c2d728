/** `causeway events deliveries` and `redrive`. */
import type { DeliveryState } from '../../schema/generated/types.ts';
import type { Work } from '../command.ts';
import { WrongUsage } from '../failures.ts';
import {
  ListDeliveriesDocument,
  RedriveDeliveriesDocument,
  type DeliveryRowFragment,
} from '../generated/operations.ts';
import { paintWord } from '../output/style.ts';
import type { Column } from '../output/table.ts';
import { plural } from '../output/text.ts';
import { relative } from '../output/time.ts';
import { collect } from '../paging.ts';

interface Options {
  readonly dead?: boolean;
  readonly pending?: boolean;
  readonly subscription?: string;
  readonly limit: number;
  readonly after?: string;
}

export const listDeliveries: Work<Options, []> = async ({ api, terminal }, options) => {
  const states: DeliveryState[] = [
    ...(options.dead ? ['DEAD' as const] : []),
    ...(options.pending ? ['PENDING' as const] : []),
  ];
  const filter = { subscription: options.subscription ?? null, states: states.length === 0 ? null : states };
  const found = await collect(
    { limit: options.limit, after: options.after, largest: 200 },
    async (page) => (await api.execute(ListDeliveriesDocument, { filter, ...page })).deliveries,
  );
  if (terminal.json) return terminal.printJson(found);
  if (found.nodes.length === 0) return terminal.note('No deliveries fit.');
  const columns: Column<DeliveryRowFragment>[] = [
    { title: 'ID', cell: ({ id }) => id, whole: true },
    { title: 'STATE', cell: ({ state }) => state, paint: (text) => paintWord(terminal.paint, text), whole: true },
    { title: 'EVENT', cell: ({ event }) => typeOf(event) },
    { title: 'FUNCTION', cell: ({ functionName }) => functionName },
    { title: 'SUBSCRIPTION', cell: ({ subscription }) => subscription?.name ?? '(removed)', spare: true },
    { title: 'TRIES', cell: ({ attempts }) => String(attempts), right: true, spare: true },
    { title: 'ACCEPTED', cell: ({ createdAt }) => relative(createdAt), whole: true, spare: true },
    {
      title: 'NEXT',
      cell: ({ nextAttemptAt }) => (nextAttemptAt === null ? '-' : relative(nextAttemptAt)),
      spare: true,
    },
    {
      title: 'ERROR',
      cell: ({ error }) => error?.code ?? '',
      paint: (text) => terminal.paint('red', text),
      whole: true,
    },
  ];
  const errors = found.nodes.some(({ error }) => error !== null);
  terminal.printTable(errors ? columns : columns.slice(0, -1), found.nodes);
  if (found.pageInfo.hasNextPage) terminal.note(`more with --limit all, or --after ${found.pageInfo.endCursor}`);
};

export const redrive: Work<{ subscription?: string }, [string[]]> = async (
  { api, terminal },
  { subscription },
  ids,
) => {
  if ((ids.length === 0) === (subscription === undefined))
    throw new WrongUsage(
      'give either the ids of deliveries, or --subscription',
      'See `causeway events deliveries ls --dead`.',
    );
  const input = ids.length === 0 ? { subscription } : { ids };
  const { redriveDeliveries } = await api.execute(RedriveDeliveriesDocument, { input });
  if (terminal.json) terminal.printJson(redriveDeliveries);
  else
    terminal.printText(`${plural(redriveDeliveries.redrivenCount, 'delivery is', 'deliveries are')} on the way again.`);
};

function typeOf(event: unknown): string {
  const type = (event as { type?: unknown } | null)?.type;
  return typeof type === 'string' ? type : '-';
}
