/** What gateway areas tell each other. A message is a hint to look, never the truth itself: that is in the store. */
export interface Topics {
  /** A provider's row changed. */
  provider: { readonly providerId: string };
  /** Whatever a provider is asked for has to end: it was paused, is being removed, or opens in another way now. */
  'provider-stopped': { readonly providerId: string };
  /** An operation's row or items changed. */
  operation: { readonly operationId: string };
  /** The alarm log grew. */
  'alarm-log': Readonly<Record<string, never>>;
  /** What is known of a provider's resources changed. */
  inventory: { readonly providerId: string };
  /** Deployments or bindings changed. */
  registry: Readonly<Record<string, never>>;
  /** Deliveries wait to be made. */
  outbox: Readonly<Record<string, never>>;
  /** A key must not be used any more. */
  'api-key-revoked': { readonly keyId: string };
}

export interface Bus {
  publish<Topic extends keyof Topics>(topic: Topic, message: Topics[Topic]): void;
  /** Calls `listener` for each message until the returned function is called. Listeners must not throw. */
  subscribe<Topic extends keyof Topics>(topic: Topic, listener: (message: Topics[Topic]) => void): () => void;
}
