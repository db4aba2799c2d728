/** The process: reads the configuration, opens a gateway, and closes it on SIGTERM or SIGINT. */
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pino } from 'pino';
import type { ConnectorManifest } from '../functions/sdk/index.ts';
import { systemClock } from './clock.ts';
import { help, parseConfig } from './config.ts';
import { StartRefused } from './errors.ts';
import { openGateway } from './gateway.ts';

/** Source and bundle differ in the extension of their files alone. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.mjs';
const ownRegistry = new URL(`../functions/registry.gen${extension}`, import.meta.url);

async function loadManifests(url: URL): Promise<ConnectorManifest[]> {
  type Registry = Readonly<Record<string, { readonly manifest: ConnectorManifest }>>;
  try {
    const { registry } = (await import(url.href)) as { registry: Registry };
    return Object.values(registry).map(({ manifest }) => manifest);
  } catch (error) {
    throw new StartRefused(
      `${fileURLToPath(url)} is no registry of connectors: ${(error as Error).message.split('\n', 1)[0]}`,
      { cause: error },
    );
  }
}

async function main() {
  if (process.argv.includes('--help')) return console.log(help());
  const config = parseConfig(process.argv.slice(2), process.env);
  const log = pino(
    { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );

  const registryUrl = config.registry === null ? ownRegistry : pathToFileURL(config.registry);
  const manifests = await loadManifests(registryUrl);
  const hostPath = fileURLToPath(new URL(`local-host${extname(registryUrl.pathname)}`, registryUrl));
  const gateway = await openGateway(config, { clock: systemClock, log, env: process.env, manifests, hostPath });

  let closing = false;
  const stop = () => {
    if (closing) process.exit(1); // asked twice: whoever asks does not want to wait
    closing = true;
    void gateway.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);

  console.log(`Causeway listens on ${gateway.url}/graphql`);
  if (gateway.firstKey) {
    console.log(`Admin key, shown this once: ${gateway.firstKey}`);
    console.log(`Store it for the command line: causeway login --url ${gateway.url}`);
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof StartRefused ? `causeway: ${error.message}` : error);
  process.exit(1);
});
