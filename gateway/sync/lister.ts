import type { z } from 'zod';
import {
  alarmSchema,
  BadReply,
  findingSchema,
  recordSchema,
  type AlarmRecord,
  type FunctionManifest,
  type OperationKey,
} from '../../functions/sdk/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import type { Alarms } from '../alarms/index.ts';
import type { Clock } from '../clock.ts';
import { failureOf } from '../errors.ts';
import type { Findings } from '../findings/index.ts';
import type { Inventory, SliceKey } from '../inventory/index.ts';
import type { Functions } from '../invoke/index.ts';
import type { Account } from '../providers/index.ts';
import type { Registry } from '../registry/index.ts';
import { ALARM_KIND, FINDING_KIND } from '../slice-kinds.ts';

/** More pages than this is a cursor that never ends, not an account. */
const MAX_PAGES = 10_000;
/** Alarms are held until all pages came; more than this of one region is no account either. */
const MAX_ALARMS = 100_000;

/** How one slice's listing ended. */
export type ListingEnd = { readonly count: number } | { readonly failure: Failure };

/** Lists one slice: calls its function page by page and hands what comes to the inventory, the alarms or the findings. */
export interface Lister {
  /** Rejects only when the store does. The signal ends it without a mark on the slice: what cut it short was not the provider. */
  list(slice: SliceKey, account: Account, signal: AbortSignal): Promise<ListingEnd>;
}

export interface ListerPorts {
  readonly registry: Registry;
  readonly functions: Functions;
  readonly inventory: Inventory;
  readonly alarms: Alarms;
  readonly findings: Findings;
  readonly clock: Clock;
  /** How long one page may take, retries included. */
  readonly pageTimeoutMs: number;
  readonly onUnexpected: (error: unknown) => void;
}

export function createLister({
  registry,
  functions,
  inventory,
  alarms,
  findings,
  clock,
  pageTimeoutMs,
  onUnexpected,
}: ListerPorts): Lister {
  /** The checked pages of a slice. A cursor that comes twice would go round for ever, so it ends the listing as a failure. */
  async function* pages<Item>(
    operation: OperationKey,
    schema: z.ZodType<Item>,
    { region }: SliceKey,
    account: Account,
    signal: AbortSignal,
  ) {
    const fn = registry.require(account.connector, operation, account.deployment);
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const deadlineAt = clock.now() + pageTimeoutMs;
      const page = await functions.call({
        fn,
        input: { region, ...(cursor && { cursor }) },
        account: account.call,
        deadlineAt,
        signal,
      });
      if (!Array.isArray(page.data)) throw new BadReply(`${fn.name}: a list answers with an array`);
      yield page.data.map((item) => checked(fn, schema, item));
      cursor = page.cursor;
      if (cursor && (seen.has(cursor) || seen.size >= MAX_PAGES))
        throw new BadReply(`${fn.name}: its pages do not end`);
      if (cursor) seen.add(cursor);
    } while (cursor);
  }

  /** Alarms are folded in only when all pages came: one that is missing from a cut listing is not resolved. */
  async function listAlarms(slice: SliceKey, account: Account, signal: AbortSignal): Promise<number> {
    const beganAt = clock.now();
    const records: AlarmRecord[] = [];
    for await (const page of pages({ type: 'LIST_ALARMS' }, alarmSchema, slice, account, signal)) {
      for (const record of page) records.push(record);
      if (records.length > MAX_ALARMS) throw new BadReply(`more than ${MAX_ALARMS} alarms in one region`);
    }
    return alarms.observeListing(slice, records, beganAt);
  }

  /** Findings are taken in page by page: what a listing shows is so, and only a complete one clears what it lacks. */
  async function listFindings(slice: SliceKey, account: Account, signal: AbortSignal): Promise<number> {
    const listing = findings.beginListing(slice);
    for await (const page of pages({ type: 'LIST_FINDINGS' }, findingSchema, slice, account, signal))
      await listing.add(page);
    return listing.complete();
  }

  const special: Readonly<Record<string, typeof listAlarms>> = {
    [ALARM_KIND]: listAlarms,
    [FINDING_KIND]: listFindings,
  };

  return {
    async list(slice, account, signal) {
      const listing = inventory.beginListing(slice);
      try {
        const listSpecial = special[slice.kind];
        if (listSpecial) {
          const count = await listSpecial(slice, account, signal);
          await listing.complete();
          return { count };
        }
        const operation = { type: 'LIST', kind: slice.kind } as const;
        for await (const page of pages(operation, recordSchema(slice.kind), slice, account, signal))
          await listing.add(page);
        return { count: await listing.complete() };
      } catch (error) {
        const failure = failureOf(error, onUnexpected);
        if (!signal.aborted) await listing.fail(failure);
        return { failure };
      }
    },
  };
}

/** The record, or an error that names the field and never its value. */
function checked<Item>(fn: FunctionManifest, schema: z.ZodType<Item>, item: unknown): Item {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  throw new BadReply(
    `${fn.name}: a record's ${parsed.error.issues[0]?.path.join('.') || 'shape'} does not fit its schema`,
  );
}
