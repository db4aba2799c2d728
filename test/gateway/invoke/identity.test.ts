/** What is kept of a deployment is of that deployment alone, and not of whatever is called the same. */
import { describe, expect, it } from 'vitest';
import { CRASHED, deployed, DONE, platform, READ, settled, WRITE } from './scripted.ts';

const { deployment } = WRITE;
const MOVED = { ...deployment, target: { url: 'http://elsewhere.example' } };
const FRESH = { breaker: 'CLOSED', breakerRetryAt: null, concurrencyLimit: 20, callsInFlight: 0, callsQueued: 0 };

/** A deployment that failed until its breaker opened. */
async function broken() {
  let answer: typeof CRASHED | typeof DONE = CRASHED;
  const there = platform(() => answer);
  for (let at = 0; at < 10; at += 1) await there.ask(WRITE);
  answer = DONE;
  expect(there.functions.condition(deployment).breaker).toBe('OPEN');
  return there;
}

describe('a deployment', () => {
  it('that is called at another place begins anew, whatever the old place did', async () => {
    const { functions, ask } = await broken();
    expect(functions.condition(MOVED)).toEqual(FRESH);
    expect(functions.health(MOVED, WRITE.name)).toMatchObject({ calls: 0, failures: 0, lastError: null });
    expect(await ask({ ...WRITE, deployment: MOVED })).toEqual(DONE);
    expect(await ask(WRITE)).toMatchObject({ type: 'busy' });
  });

  it('that was removed begins anew when it is registered again, even at the same place', async () => {
    const { functions, ask } = await broken();
    functions.forget(deployment);
    expect(functions.condition(deployment)).toEqual(FRESH);
    expect(functions.health(deployment, WRITE.name)).toMatchObject({ calls: 0, failures: 0, lastError: null });
    expect(await ask(WRITE)).toEqual(DONE);
  });

  it('stays who it is when a new snapshot, another limit or a switch makes another object of it', async () => {
    const { functions } = await broken();
    const same = { ...deployment, target: { ...(deployment.target as object) }, maxConcurrency: 3, enabled: false };
    expect(functions.condition(same).breaker).toBe('OPEN');
    expect(functions.health(same, WRITE.name).calls).toBe(10);
  });

  it('does not take part in the call of the same read that the old place is busy with', async () => {
    const { ask, arrived } = platform();
    const input = { region: 'here' };
    const old = ask(READ, { input });
    const anew = ask(deployed({}, { target: { url: 'http://elsewhere.example' } }), { input });
    await settled();
    expect(arrived).toHaveLength(2);
    while (arrived.length > 0) arrived[0]!.answer(DONE);
    expect(await Promise.all([old, anew])).toEqual([DONE, DONE]);
  });
});
