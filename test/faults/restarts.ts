/** A gateway that is killed with SIGKILL again and again, and is there again a moment later. */
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnGateway, type GatewayProcess } from '../support/gateway.ts';

export interface Restarting extends AsyncDisposable {
  /** The gateway that runs now; waits for the next one while none does. */
  now(): Promise<GatewayProcess>;
  readonly kills: number;
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
  let current = Promise.resolve(first);
  let kills = 0;
  let settled = false;

  const loop = (async () => {
    while (!settled) {
      await sleep(lifeMs());
      if (settled) break;
      const dying = await current;
      kills += 1;
      // Those who come now wait for the next one; only what was under way is lost.
      current = dying.kill().then(() => spawnGateway(again));
      await current;
    }
  })();

  return {
    now: () => current,
    get kills() {
      return kills;
    },
    async settle() {
      settled = true;
      await loop;
      return current;
    },
    async [Symbol.asyncDispose]() {
      settled = true;
      await loop;
      await (await current)[Symbol.asyncDispose]();
    },
  };
}
