import { alarmSchema, BadReply, recordSchema, type AlarmRecord, type FunctionManifest } from '../../functions/sdk/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import type { Alarms } from '../alarms/index.ts';
import type { Clock } from '../clock.ts';
import { failureOf } from '../errors.ts';
import type { Inventory, SliceKey } from '../inventory/index.ts';
import type { Functions } from '../invoke/index.ts';
import type { Account } from '../providers/index.ts';
import { ALARM_KIND, type Registry } from '../registry/index.ts';

/** More pages than this is a cursor that never ends, not an account. */
const MAX_PAGES = 10_000;

/** How one slice's listing ended. */
export type ListingEnd = { readonly count: number } | { readonly failure: Failure };

/** Lists one slice: calls its function page by page and hands what comes to the inventory or the alarms. Never throws. */
export interface Lister {
  list(slice: SliceKey, account: Account, signal: AbortSignal): Promise<ListingEnd>;
}

export interface ListerPorts {
  readonly registry: Registry;
  readonly functions: Functions;
  readonly inventory: Inventory;
  readonly alarms: Alarms;
  readonly clock: Clock;
  /** How long one page may take, retries included. */
  readonly pageTimeoutMs: number;
  readonly onUnexpected: (error: unknown) => void;
}

export function createLister({ registry, functions, inventory, alarms, clock, pageTimeoutMs, onUnexpected }: ListerPorts): Lister {
  /** The pages of a slice. A cursor that comes twice would go round for ever, so it ends the listing as a failure. */
  async function* pages(fn: FunctionManifest, { region }: SliceKey, account: Account, signal: AbortSignal) {
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const deadlineAt = clock.now() + pageTimeoutMs;
      const page = await functions.call({ fn, input: { region, ...(cursor && { cursor }) }, account: account.call, deadlineAt, signal });
      if (!Array.isArray(page.data)) throw new BadReply(`${fn.name}: a list answers with an array`);
      yield page.data as unknown[];
      cursor = page.cursor;
      if (cursor && (seen.has(cursor) || seen.size >= MAX_PAGES)) throw new BadReply(`${fn.name}: its pages do not end`);
      if (cursor) seen.add(cursor);
    } while (cursor);
  }

  async function listResources(fn: FunctionManifest, slice: SliceKey, account: Account, signal: AbortSignal): Promise<ListingEnd> {
    const listing = inventory.beginListing(slice);
    const schema = recordSchema(slice.kind);
    try {
      for await (const page of pages(fn, slice, account, signal)) {
        await listing.add(page.map((record) => checked(fn, schema.safeParse(record))));
      }
      return { count: await listing.complete() };
    } catch (error) {
      const failure = failureOf(error, onUnexpected);
      await listing.fail(failure);
      return { failure };
    }
  }

  /** Alarms are folded in only when all pages came: one that is missing from a cut listing is not resolved. */
  async function listAlarms(fn: FunctionManifest, slice: SliceKey, account: Account, signal: AbortSignal): Promise<ListingEnd> {
    const listing = inventory.beginListing(slice);
    try {
      const records: AlarmRecord[] = [];
      for await (const page of pages(fn, slice, account, signal)) {
        records.push(...page.map((record) => checked(fn, alarmSchema.safeParse(record))));
      }
      const count = await alarms.observeListing(slice, records);
      await listing.complete();
      return { count };
    } catch (error) {
      const failure = failureOf(error, onUnexpected);
      await listing.fail(failure);
      return { failure };
    }
  }

  return {
    list: (slice, account, signal) =>
      slice.kind === ALARM_KIND
        ? listAlarms(registry.require(account.connector, { type: 'LIST_ALARMS' }), slice, account, signal)
        : listResources(registry.require(account.connector, { type: 'LIST', kind: slice.kind }), slice, account, signal),
  };
}

type Parsed<T> = { readonly success: true; readonly data: T } | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: PropertyKey[] }[] } };

/** The record, or an error that names the field and never its value. */
function checked<T>(fn: FunctionManifest, parsed: Parsed<T>): T {
  if (parsed.success) return parsed.data;
  throw new BadReply(`${fn.name}: a record's ${parsed.error.issues[0]?.path.join('.') || 'shape'} does not fit its schema`);
}
