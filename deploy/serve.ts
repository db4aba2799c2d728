/** A connector served over HTTP on loopback: the short way between writing a function and calling it through a gateway. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { registry } from '../functions/registry.gen.ts';
import { environmentRuntime, SETTINGS, type Environment } from '../functions/sdk/hosts/environment.ts';
import { httpServer } from '../functions/sdk/hosts/http.ts';
import { keyFileSealing } from '../functions/sdk/hosts/key-file.ts';

export interface ServeOptions {
  /** The connector's name in the registry. */
  readonly connector: string;
  /** The port of loopback; 0: a free one. */
  readonly port: number;
  /** Where the sealing key is kept, unless the environment gives one. Made when it is first needed. */
  readonly sealingKeyFile: string;
  readonly env: Environment;
}

/** A connector that takes calls. */
export interface Served extends AsyncDisposable {
  /** Where calls are posted to. */
  readonly url: string;
}

/** The connectors that can be served, by name. */
export const servable = (): readonly string[] => Object.keys(registry).toSorted();

/** Serves a connector until it is disposed of. Rejects when there is no such connector, or the port is taken. */
export async function serveOverHttp({ connector, port, sealingKeyFile, env }: ServeOptions): Promise<Served> {
  const entry = Object.hasOwn(registry, connector) ? registry[connector] : undefined;
  if (!entry) throw new Error(`there is no connector ${connector}`);
  const runtime = environmentRuntime(env);
  const sealing = env[SETTINGS.sealingKey] ? runtime.sealing : keyFileSealing(sealingKeyFile);
  const server = httpServer(await entry.load(), { ...runtime, sealing });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeIdleConnections();
      await once(server, 'close');
    },
  };
}
