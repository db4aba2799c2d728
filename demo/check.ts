/** Throws when something did not happen that the story tells. */
export function check(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`this did not happen: ${what}`);
}
