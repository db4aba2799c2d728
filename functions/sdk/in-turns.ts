/** So many requests of one call to a system run side by side. */
const MAX_AT_ONCE = 8;

/** Does something for each, a few at a time, and keeps their order. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += MAX_AT_ONCE)
    results.push(...(await Promise.all(items.slice(at, at + MAX_AT_ONCE).map(run))));
  return results;
}
