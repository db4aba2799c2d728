/** Clients that wish something, of a gateway that may be gone at any moment, and write down what they were told. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Restarting } from './restarts.ts';

/** How a direct call ended, as its client saw it. */
export interface Told {
  readonly functionName: 'faults.once' | 'faults.again';
  /** `lost`: the connection went with the gateway. */
  readonly end: 'ok' | 'error' | 'lost';
  readonly code: string | null;
  /** What the gateway said of the effect. Null where it said nothing. */
  readonly ran: 'yes' | 'no' | 'unknown' | null;
}

const CALL = `mutation ($function: String!, $deployment: String!, $wish: String!) {
  callFunction(input: { function: $function, deployment: $deployment, data: { wish: $wish, trouble: null } }) { data }
}`;

/** The deployment of a site, and the type of the events that go to it. */
export const siteName = (site: number) => `faults-${site}`;
export const typeOf = (site: number) => `test.wish.${site}`;

/** Calls a function once. */
export async function callOnce(
  gateways: Restarting,
  functionName: Told['functionName'],
  site: number,
  wish: string,
): Promise<Told> {
  const gateway = await gateways.now();
  const answer = await gateway
    .graphql(CALL, { function: functionName, deployment: siteName(site), wish })
    .catch(() => null);
  if (!answer) {
    await sleep(20);
    return { functionName, end: 'lost', code: null, ran: null };
  }
  const error = answer.errors?.[0];
  if (!error) return { functionName, end: 'ok', code: null, ran: 'yes' };
  return {
    functionName,
    end: 'error',
    code: error.extensions.code,
    ran: (error.extensions['ran'] as Told['ran'] | undefined) ?? null,
  };
}

/** Posts a batch of events until the gateway says that it has them. How often it was posted. */
export async function postEvents(gateways: Restarting, site: number, wishes: readonly string[]): Promise<number> {
  const body = JSON.stringify(
    wishes.map((wish) => ({
      specversion: '1.0',
      id: wish,
      source: 'test/faults',
      type: typeOf(site),
      datacontenttype: 'application/json',
      data: { wish, trouble: null },
    })),
  );
  for (let tries = 1; ; tries += 1) {
    const gateway = await gateways.now();
    const response = await fetch(`${gateway.url}/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/cloudevents-batch+json',
        authorization: `Bearer ${gateway.adminKey}`,
      },
      body,
    }).catch(() => null);
    const accepted = response?.status === 202 && (await response.text().catch(() => null)) !== null;
    if (accepted) return tries;
    if (response && ![202, 429, 503].includes(response.status))
      throw new Error(`${response.status}: ${await response.text().catch(() => 'no body')}`);
    await sleep(20);
  }
}
