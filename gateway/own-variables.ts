/** Variables that the gateway reads itself: its options, its secrets, and where and how its store is reached. */
const OWN = /^(CAUSEWAY_\w+|DATABASE_URL|PG[A-Z]+)$/;

/** Windows knows no case. */
export const isOwnVariable = (name: string): boolean => OWN.test(name.toUpperCase());

/** Reads `NAME,NAME`: variables that may be handed on to others. For the table of options. */
export function variableNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (!names.every((name) => /^\w+$/.test(name) && !isOwnVariable(name)))
    throw new Error('names of variables with commas between, none of them DATABASE_URL, PG* or CAUSEWAY_*');
  return names;
}
