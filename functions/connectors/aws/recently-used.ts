/** Values by key, at most `max`; the one that was not used for longest goes first. */
export interface RecentlyUsed<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

export function createRecentlyUsed<Value>(max: number): RecentlyUsed<Value> {
  const values = new Map<string, Value>(); // in order of use, because a read writes the key anew
  return {
    get(key) {
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      if (values.size > max) values.delete(values.keys().next().value!);
    },
    delete: (key) => void values.delete(key),
  };
}
