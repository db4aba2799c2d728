/** A gateway that is killed while it makes accounts in another system: none is left there that no provider has. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EmulatedRequest } from '../../emulators/http.ts';
import { asking as askingDeployments } from '../../support/deployments.ts';
import { spawnGateway, type GatewayProcess } from '../../support/gateway.ts';
import { asking } from '../../support/hall/index.ts';
import { connector } from '../../support/hall/connector.ts';
import { startHall, type Hall } from '../../support/hall/system.ts';
import { serveOverHttp, type HttpDeployment } from '../../support/http-deployment.ts';
import { until } from '../../support/until.ts';

const KILLS = 15;
const FLAGS = { 'private-function-addresses': 'allow', 'log-level': 'error', 'alarm-poll-interval-ms': 60_000 };

let directory: string;
let adminKey: string;
let hall: Hall;
let functions: HttpDeployment;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'causeway-kill-'));
  hall = await startHall();
  functions = await serveOverHttp(connector);
  await using gateway = await spawnGateway({ directory, flags: FLAGS });
  ({ adminKey } = gateway);
  await askingDeployments(gateway).register('hall', functions);
});
afterAll(async () => {
  await functions[Symbol.asyncDispose]();
  await hall[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

const spawn = () => spawnGateway({ directory, adminKey, flags: FLAGS });
const making = ({ method }: EmulatedRequest) => method === 'POST';
const checking = ({ method, path }: EmulatedRequest) => method === 'GET' && path !== '/accounts';

/** Accounts by their ids: those in the hall, and those that providers have. */
async function bothSides(gateway: GatewayProcess) {
  const { providers } = await gateway.data('{ providers(first: 200) { nodes { accountId } } }');
  const known = providers.nodes.map(({ accountId }: { accountId: string }) => accountId).toSorted();
  return { there: hall.accounts.map(({ id }) => id).toSorted(), known };
}
const agree = async (gateway: GatewayProcess) => {
  const { there, known } = await bothSides(gateway);
  return there.join() === known.join();
};

it.each([
  ['after the account was made and before that was known', making],
  ['after it was made and before it was kept', checking],
])('a gateway that is killed %s leaves no account behind', { timeout: 60_000 }, async (_when, moment) => {
  const before = hall.accounts.length;
  const gateway = await spawn();
  let killed: Promise<void> | undefined;
  hall.inject(moment, { type: 'change', change: (answer) => ((killed ??= gateway.kill()), answer) });
  await expect(asking(gateway, hall).create(`killed ${before} ${moment.name}`)).rejects.toThrow(
    /fetch failed|terminated|socket/,
  );
  await killed;
  expect(hall.accounts).toHaveLength(before + 1);
  await using next = await spawn();
  await until(() => hall.accounts.length === before);
  expect(await agree(next)).toBe(true);
});

it(
  `killed ${KILLS} times at any moment, each account that is there is that of a provider`,
  { timeout: 300_000 },
  async () => {
    for (let life = 0; life < KILLS; life += 1) {
      const gateway = await spawn();
      const creations = [0, 1, 2].map((one) =>
        asking(gateway, hall)
          .create(`life ${life}-${one}`)
          .catch(() => null),
      );
      await sleep(Math.random() * 400);
      await gateway.kill();
      await Promise.all(creations);
    }
    await using gateway = await spawn();
    await until(() => agree(gateway));
    expect(hall.requests.filter(making).length).toBeGreaterThan(KILLS / 3);
  },
);
