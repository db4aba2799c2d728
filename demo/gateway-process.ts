import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A gateway of the demo's own, as `npm start` runs one. */
export interface GatewayProcess {
  readonly url: string;
  readonly key: string;
  /** Ends it and waits for its end. */
  stop(): Promise<void>;
  /** Resolves when it ends by itself. */
  readonly ended: Promise<void>;
}

/** Starts a gateway on a directory and a free port. Throws with what it wrote when it does not start. */
export async function startGateway(directory: string): Promise<GatewayProcess> {
  const main = fileURLToPath(new URL('../build/start.mjs', import.meta.url));
  const flags = ['--data', directory, '--port', '0', '--alarm-poll-interval-ms', '500', '--log-level', 'warn'];
  const child = spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  let url: string | undefined;
  let key: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= /listens on (\S+)\/graphql/.exec(line)?.[1];
    key ??= /^Admin key.*: (\S+)$/.exec(line)?.[1];
    if (url && key) break;
  }
  if (!url || !key) throw new Error(`the gateway did not start\n${errors.join('\n')}`);
  return {
    url,
    key,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
