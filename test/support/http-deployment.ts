/** A connector that is deployed somewhere else: behind an HTTP server of its own, with a sealing key of its own. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type IncomingMessage } from 'node:http';
import type { Connector } from '../../functions/sdk/index.ts';
import { httpListener } from '../../functions/sdk/hosts/http.ts';
import { generateSealingKey, openCredential, type Jwk } from '../../functions/sdk/sealing.ts';

export interface HttpDeployment extends AsyncDisposable {
  readonly url: string;
  /** What credentials for it are sealed to. */
  readonly publicJwk: Jwk;
  /** How many requests it took, those that ask who it is included. */
  requests(): number;
  /** Puts another version, or another connector, in its place. */
  deploy(connector: Connector, version: string): void;
}

export interface HttpDeploymentOptions {
  readonly version?: string;
  /** Requests must be signed with it. */
  readonly signingSecret?: string;
  /** Comes before each request is answered. */
  readonly before?: (request: IncomingMessage) => unknown;
}

export async function serveOverHttp(
  connector: Connector,
  { version = 'v1', signingSecret, before = () => {} }: HttpDeploymentOptions = {},
): Promise<HttpDeployment> {
  const { publicJwk, privateJwk } = await generateSealingKey();
  const listenerOf = (deployed: Connector, itsVersion: string) =>
    httpListener(deployed, {
      sealing: { publicJwk: async () => publicJwk, open: (jwe) => openCredential(privateJwk, jwe) },
      version: itsVersion,
      signingSecret: signingSecret ?? null,
      log: () => {},
    });
  let listener = listenerOf(connector, version);
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    await before(request);
    await listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    publicJwk,
    requests: () => requests,
    deploy: (deployed, itsVersion) => (listener = listenerOf(deployed, itsVersion)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
