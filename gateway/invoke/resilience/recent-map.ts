export interface RecentMap<Value> {
  /** What belongs to a name, made when it is first asked for. */
  of(name: string): Value;
  /** What belongs to it is made anew when it is next asked for. */
  forget(name: string): void;
}

/** Keeps what belongs to names. Beyond `max` of them, those asked for longest ago go. */
export function createRecentMap<Value>(max: number, make: (name: string) => Value): RecentMap<Value> {
  const values = new Map<string, Value>();
  let latest: string | null = null;
  return {
    of(name) {
      const known = values.get(name);
      if (known !== undefined && name === latest) return known;
      const value = known ?? make(name);
      values.delete(name);
      values.set(name, value);
      latest = name;
      if (values.size > max) values.delete(values.keys().next().value!);
      return value;
    },
    forget: (name) => void values.delete(name),
  };
}
