/** An account of an emulated Mist, and a way to run the connector's functions on it. */
import { expect } from 'vitest';
import { connector } from '../../../../functions/connectors/mistio/connector.ts';
import { fakeAccount, runOnce, type RunSettings } from '../../../../functions/sdk/testing.ts';
import { manualClock } from '../../../support/clock.ts';
import { startMist, type Mist, type MistOptions } from '../../../emulators/mistio/mist.ts';

export const TOKEN = 'canary-mist-token';
export const CLOUD = { apikey: 'AKIAEMULATED', apisecret: 'canary-mist-cloud-secret' };
export const WEBHOOK_SECRET = 'canary-mist-webhook-secret';

export interface Given {
  readonly accountId?: string;
  readonly credential?: unknown;
  readonly options?: object;
}

/** Time begins now, because how far a look-back reaches is measured from the real one. */
export async function mistWith(options: MistOptions = {}) {
  const clock = manualClock(Math.floor(Date.now() / 1_000) * 1_000);
  const mist = await startMist({ token: TOKEN, clock: () => clock.now(), ...options });
  const accountOf = ({ accountId, credential, options: more }: Given = {}) =>
    fakeAccount(connector, {
      ...(accountId !== undefined && { accountId }),
      credential: credential ?? { token: TOKEN, cloud: CLOUD, webhookSecret: WEBHOOK_SECRET },
      options: { baseUrl: mist.url, region: 'eu-west-1', ...more },
    });
  const run = async (name: string, input: unknown, given: Given = {}, settings: RunSettings = {}) => {
    const spec = connector.functions.find((one) => one.name === `mistio.${name}`)!;
    return runOnce(spec, input, { ...settings, account: await accountOf(given) });
  };
  return {
    mist,
    clock,
    accountOf,
    run,
    /** A cloud that Mist has and has listed. */
    async cloud(name = 'shop'): Promise<string> {
      const id = mist.addCloud(name);
      mist.discover(id);
      return id;
    },
    [Symbol.asyncDispose]: () => mist[Symbol.asyncDispose](),
  };
}

export const listInput = { region: 'eu-west-1' };

/** Nothing was asked or answered against the specification, and no secret stood in an address. */
export function clean(mist: Mist): void {
  expect(mist.violations).toEqual([]);
  expect(mist.wrongAnswers).toEqual([]);
  const addresses = mist.requests.map(({ path, query }) => `${path}?${query.toString()}`).join('\n');
  for (const secret of [TOKEN, CLOUD.apisecret, WEBHOOK_SECRET]) expect(addresses).not.toContain(secret);
}
