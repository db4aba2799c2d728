import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What any GraphQL client can do with the gateway. */
export interface Client {
  /** Runs a query or a mutation. Throws when the answer has errors. */
  run(operation: string, variables?: Record<string, unknown>): Promise<any>;
  /** Every answer of a subscription, over a connection of its own that ends when the reader returns. */
  follow(operation: string, variables?: Record<string, unknown>): AsyncIterableIterator<any>;
}

export function connect(url: string, key: string): Client {
  const authorization = `Bearer ${key}`;
  return {
    async run(query, variables) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly { message: string }[] };
      if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
      return data;
    },

    async *follow(query, variables) {
      const client = createClient({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
        retryAttempts: 0,
      });
      try {
        for await (const { data, errors } of client.iterate({ query, ...(variables && { variables }) })) {
          if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
          yield data;
        }
      } finally {
        await client.dispose();
      }
    },
  };
}
