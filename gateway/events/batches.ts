import { StoreUnavailable } from '../errors.ts';

/** How much of what waits goes into one batch. */
export interface BatchSize<Item> {
  readonly maxWeight: number;
  weightOf(item: Item): number;
}

/**
 * Gathers what comes while a batch is being worked on into the next one: under load, many share one commit. An item
 * that is heavier than a batch may be goes alone. Where the store fails, it fails for all of the batch. Anything else is the
 * fault of one item: then each is worked on alone, so that only that one fails. The work does all or nothing.
 */
export function createBatches<Item, Result>(
  { maxWeight, weightOf }: BatchSize<Item>,
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    resolve(result: Result): void;
    reject(error: unknown): void;
  }
  const waiting: Waiting[] = [];
  let working = false;

  function nextBatch(): Waiting[] {
    let weight = weightOf(waiting[0]!.item);
    let count = 1;
    while (count < waiting.length && (weight += weightOf(waiting[count]!.item)) <= maxWeight) count += 1;
    return waiting.splice(0, count);
  }

  async function workOn(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await work(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index]!);
    } catch (error) {
      if (batch.length > 1 && !(error instanceof StoreUnavailable)) for (const one of batch) await workOn([one]);
      else for (const { reject } of batch) reject(error);
    }
  }

  async function run() {
    while (waiting.length > 0) await workOn(nextBatch());
    working = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (working) return;
      working = true;
      queueMicrotask(() => void run());
    });
}
