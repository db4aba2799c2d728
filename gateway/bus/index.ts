/** What gateway areas tell each other. A message is a hint to look, never the truth itself: that is in the store. */
export interface Topics {
  /** A provider's row changed. */
  'provider': { readonly providerId: string };
  /** An operation's row or items changed. */
  'operation': { readonly operationId: string };
  /** The alarm log grew. */
  'alarm-log': Readonly<Record<string, never>>;
  /** What is known of a provider's resources changed. */
  'inventory': { readonly providerId: string };
}

export interface Bus {
  publish<Topic extends keyof Topics>(topic: Topic, message: Topics[Topic]): void;
  /** Calls `listener` for each message until the returned function is called. Listeners must not throw. */
  subscribe<Topic extends keyof Topics>(topic: Topic, listener: (message: Topics[Topic]) => void): () => void;
}

/** A bus inside one process. */
export function createBus(): Bus {
  const listeners = new Map<keyof Topics, Set<(message: never) => void>>();
  return {
    publish(topic, message) {
      for (const listener of listeners.get(topic) ?? []) listener(message as never);
    },
    subscribe(topic, listener) {
      const group = listeners.get(topic) ?? new Set();
      listeners.set(topic, group.add(listener as (message: never) => void));
      return () => group.delete(listener as (message: never) => void);
    },
  };
}
