/** A gateway that is killed with SIGKILL again and again, and is there again a moment later. */
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnGateway, type GatewayProcess } from '../support/gateway.ts';

export interface Restarting extends AsyncDisposable {
  /** The gateway that runs now; waits for the next one while none does. */
  now(): Promise<GatewayProcess>;
  readonly kills: number;
  /** How often one ended that nobody had killed. */
  readonly crashes: number;
  /** Kills no more. */
  settle(): Promise<GatewayProcess>;
}

export async function startRestarting(
  options: Parameters<typeof spawnGateway>[0],
  { setUp, lifeMs }: { setUp(gateway: GatewayProcess): Promise<void>; lifeMs(): number },
): Promise<Restarting> {
  const first = await spawnGateway(options);
  await setUp(first);
  const again = { ...options, adminKey: first.adminKey };
  const watched = (gateway: GatewayProcess) => {
    void gateway.ended.then(() => (crashes += gateway === expected ? 0 : 1));
    return gateway;
  };
  let current = Promise.resolve(watched(first));
  let kills = 0;
  let crashes = 0;
  let expected: GatewayProcess | null = null;
  let settled = false;

  const loop = (async () => {
    while (!settled) {
      await sleep(lifeMs());
      if (settled) break;
      const dying = await current;
      kills += 1;
      expected = dying;
      // Those who come now wait for the next one; only what was under way is lost.
      current = dying.kill().then(async () => watched(await spawnGateway(again)));
      await current;
    }
  })();

  return {
    now: () => current,
    get kills() {
      return kills;
    },
    get crashes() {
      return crashes;
    },
    async settle() {
      settled = true;
      await loop;
      return current;
    },
    async [Symbol.asyncDispose]() {
      settled = true;
      await loop;
      expected = await current;
      await expected[Symbol.asyncDispose]();
    },
  };
}
