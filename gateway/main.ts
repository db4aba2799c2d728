/** The process: reads the configuration, opens a gateway, and closes it on SIGTERM or SIGINT. */
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { ConnectorManifest } from '../functions/sdk/index.ts';
import { systemClock } from './clock.ts';
import { help, parseConfig } from './config.ts';
import { StartRefused } from './errors.ts';
import { openGateway } from './gateway.ts';

/** Source and bundle differ in the extension of their files alone. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.mjs';
const besides = (path: string) => new URL(`../functions/${path}${extension}`, import.meta.url);

async function main() {
  if (process.argv.includes('--help')) return console.log(help());
  const config = parseConfig(process.argv.slice(2), process.env);
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));

  const { registry } = (await import(config.registry ?? besides('registry.gen').href)) as {
    registry: Readonly<Record<string, { readonly manifest: ConnectorManifest }>>;
  };
  const manifests = Object.values(registry).map(({ manifest }) => manifest);
  const gateway = await openGateway(config, { clock: systemClock, log, manifests, hostPath: fileURLToPath(besides('local-host')) });

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
