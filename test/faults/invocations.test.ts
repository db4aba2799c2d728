import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { manifestOf } from '../../functions/sdk/index.ts';
import { systemClock } from '../../gateway/clock.ts';
import { createFunctions, createInvokers, type DeployedFunction } from '../../gateway/invoke/index.ts';
import { createSecrets } from '../../gateway/secrets/index.ts';
import { Ledger } from './ledger.ts';
import { connectorOf, FAULTS, startPlatform } from './platform.ts';
import { randomFrom } from './random.ts';
import { MIN_FAULTS, SEED, SHARES } from './size.ts';
import { truth } from './truth.ts';
import type { Told } from './wishes.ts';

const CALLERS = 96;
/** Each has a breaker and a limit of its own, so that the calls go on when one is left alone. */
const DEPLOYMENTS = 200;
const CALL_TIMEOUT_MS = 1_000;

it(`no function acts twice and every outcome is true, through at least ${MIN_FAULTS * SHARES.invocations} faults of platforms (seed ${SEED})`, async () => {
  const random = randomFrom(SEED);
  const ledger = new Ledger();
  const directory = await mkdtemp(join(tmpdir(), 'causeway-faults-'));
  await using platform = await startPlatform(ledger, random);
  const functions = createFunctions({
    invokers: createInvokers({
      local: { hostPath: '', keyDirectory: directory, log: () => {} },
      secrets: createSecrets({ env: {}, directory, clock: systemClock }),
      privateAddresses: 'allow',
    }),
    clock: systemClock,
  });
  const manifests = manifestOf(connectorOf(ledger)).functions;
  const deployed = Array.from({ length: DEPLOYMENTS }, (_, site) =>
    manifests.map((manifest): DeployedFunction => ({
      ...manifest,
      deployment: {
        name: `faults-${site}`,
        connector: 'faults',
        platform: 'HTTP',
        target: { url: platform.url },
        enabled: true,
        maxConcurrency: 100,
      },
    })),
  ).flat();
  platform.failing = true;

  const told = new Map<string, Told>();
  const faultCount = () => [...platform.injected.values()].reduce((sum, count) => sum + count, 0);
  let wishes = 0;
  const caller = async () => {
    while (faultCount() < MIN_FAULTS * SHARES.invocations) {
      const wish = `call-${++wishes}`;
      const fn = deployed[Math.floor(random() * deployed.length)]!;
      const outcome = await functions.invoke({
        fn,
        input: { specversion: '1.0', id: wish, source: 'test', type: 'test.wish', data: { wish, trouble: null } },
        account: null,
        deadlineAt: Date.now() + CALL_TIMEOUT_MS,
        idempotencyKey: wish,
      });
      told.set(wish, {
        functionName: fn.name as Told['functionName'],
        end: outcome.type === 'ok' ? 'ok' : 'error',
        code: outcome.type,
        ran: outcome.ran,
      });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  await functions.close();
  // Functions that the platform let run beyond the deadline end before they are looked at.
  await platform.quiet();

  const { lies, counts } = truth({ ledger, told, accepted: [], deliveries: [] });
  console.log(JSON.stringify({ seed: SEED, faults: faultCount(), calls: told.size, ...counts }));
  expect(lies.slice(0, 20)).toEqual([]);
  expect([...platform.injected.keys()].toSorted()).toEqual(Object.keys(FAULTS).toSorted());
  await rm(directory, { recursive: true, force: true });
});
