import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What any GraphQL client can do with the gateway. */
export interface Client {
  /** Runs a query or a mutation; of a document with several the named one. Throws when the answer has errors. */
  run(document: string, variables?: Record<string, unknown>, operationName?: string): Promise<any>;
  /** Every answer of a subscription, over a connection of its own that ends when the reader returns. */
  follow(document: string, variables?: Record<string, unknown>, operationName?: string): AsyncIterableIterator<any>;
}

export function connect(url: string, key: string): Client {
  const authorization = `Bearer ${key}`;
  return {
    async run(query, variables, operationName) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query, variables, operationName }),
      });
      const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly { message: string }[] };
      if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
      return data;
    },

    async *follow(query, variables, operationName) {
      const client = createClient({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
        retryAttempts: 0,
      });
      try {
        for await (const { data, errors } of client.iterate({
          query,
          ...(variables && { variables }),
          ...(operationName && { operationName }),
        })) {
          if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
          yield data;
        }
      } finally {
        await client.dispose();
      }
    },
  };
}
