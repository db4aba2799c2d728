/** How the parts of a webhook's request are compared and read. What is wrong is named, and never quoted. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { BadInput } from '../errors.ts';

/** Compares hashes, so that neither the length nor a common beginning shows in the time it takes. */
export function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

export const hashOf = (body: string) => createHash('sha256').update(body).digest('hex');

/** A part of an event's type. */
export function word(name: string, value: unknown): string {
  if (typeof value === 'string' && /^[A-Za-z0-9._-]{1,200}$/.test(value)) return value;
  throw new BadInput(name, 'must be 1 to 200 letters, digits, `.`, `_` and `-`');
}

export function filled(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new BadInput(name, 'must be a text that is not empty');
}

export const objectOf = (body: string) => asObject(parse(body), 'the body');

export function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new BadInput(what, 'must be a JSON object');
}

export function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new BadInput('the body', 'is no JSON');
  }
}
