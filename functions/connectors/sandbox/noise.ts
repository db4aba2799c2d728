/** Chance that is the same every time: everything in the sandbox is a function of the seed, a name and a number. */

/** FNV-1a over UTF-16 units: 32 bits. */
export function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/** A well mixed number of 32 bits from two. */
export function mix(space: number, index: number): number {
  let sum = Math.imul(space ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b);
  sum = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d);
  sum = Math.imul(sum ^ (sum >>> 12), 0x297a2d39);
  return (sum ^ (sum >>> 15)) >>> 0;
}

/** At least 0 and less than 1. */
export const fraction = (space: number, index: number) => mix(space, index) / 2 ** 32;

export const pick = <const Items extends readonly [unknown, ...unknown[]]>(
  items: Items,
  space: number,
  index: number,
): Items[number] => items[mix(space, index) % items.length] ?? items[0];
