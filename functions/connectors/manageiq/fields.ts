/** Fields of the model out of rows of ManageIQ. What a row does not say is null. */
import { textOf, wholeOf } from '../../sdk/index.ts';

/** ManageIQ keeps the sizes of volumes in bytes. */
export function gibOf(bytes: unknown): number | null {
  const whole = wholeOf(bytes);
  return whole === null ? null : Math.round(whole / 2 ** 30);
}

/** The name of something that a row belongs to, such as `flavor.name`. */
export function nameWithin(value: unknown): string | null {
  return textOf(((value ?? {}) as { name?: unknown }).name);
}

/** `/managed/environment/prod` is a tag of ManageIQ's categories; other namespaces are not for users. */
export function tagsOf(tags: unknown): { key: string; value: string }[] | null {
  if (!Array.isArray(tags)) return null;
  return tags.flatMap(({ name }: { name?: unknown }) => {
    const [, key, value] = /^\/managed\/([^/]+)\/(.+)$/.exec(String(name)) ?? [];
    return key !== undefined && value !== undefined ? [{ key, value }] : [];
  });
}
