/** Accounts of a system that lists them itself, from the command line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHallGateway, type HallGateway } from '../support/hall/index.ts';
import { TOKEN } from '../support/hall/system.ts';
import { freshHome, run, start } from './support/command.ts';

let world: HallGateway;
const home = freshHome();
const causeway = (...args: string[]) => run(args, { home });
const json = async (...args: string[]) => JSON.parse((await causeway(...args, '--json')).stdout);
const add = (name: string, ...more: string[]) =>
  run(
    [
      'providers',
      'add',
      name,
      '--connector',
      'hall',
      '--option',
      `url=${world.hall.url}`,
      '--credential-file',
      '-',
      ...more,
    ],
    { home, stdin: JSON.stringify({ token: TOKEN }) },
  );

beforeAll(async () => {
  world = await startHallGateway();
  await run(['login', '--url', world.gateway.url, '--key-file', '-'], { home, stdin: world.gateway.adminKey });
});
afterAll(() => world?.[Symbol.asyncDispose]());

describe('an account that is made upstream', () => {
  it('is added also while it is not listed there yet, and shows how far that is', async () => {
    world.hall.template = { state: 'PENDING', syncedAt: null, reason: 'it has no role yet', machines: [] };
    const added = await add('shop');
    expect(added.stdout).toContain('Added shop: Hall, account 1\n');
    expect(added.stderr).toContain('UPSTREAM_NOT_SYNCED');
    expect(added.stderr).toContain('causeway providers wait');
    expect(added.stdout + added.stderr).not.toContain('FAILED'); // nothing did
    expect(added.exit).toBe(0);
    const shown = (await causeway('providers', 'show', 'shop')).stdout;
    expect(shown).toMatch(/^Account +1, made by Causeway$/m);
    expect(shown).toMatch(/^Upstream +PENDING, listed there never, asked \d+ s ago: it has no role yet$/m);
    expect((await causeway('providers', 'ls')).stdout).toMatch(/UPSTREAM.*\n.*SYNCING +PENDING/);
    expect(await json('providers', 'show', 'shop')).toMatchObject({
      createdUpstream: true,
      upstream: { state: 'PENDING' },
    });
  });

  it('is waited for, until it is known or the time is over', async () => {
    const late = await causeway('providers', 'wait', 'shop', '--timeout', '500ms');
    expect(late.stderr).toContain('shop is not known yet: SYNCING, PENDING upstream: it has no role yet');
    expect(late.exit).toBe(1);
    expect((await causeway('providers', 'wait', 'shop', '--timeout', 'soon')).exit).toBe(2);
    expect((await causeway('providers', 'wait', 'nobody')).exit).toBe(1);

    const waiting = start(['providers', 'wait', 'shop'], { home });
    await waiting.says('PENDING upstream');
    Object.assign(world.hall.accounts[0]!, { state: 'SYNCED', syncedAt: '2026-01-31T00:00:00.000Z', reason: null });
    const { exit, stdout } = await waiting.ended;
    expect([exit, stdout]).toEqual([0, 'shop is READY\n']);
    expect(await json('providers', 'wait', 'shop')).toMatchObject({ state: 'READY', upstream: { state: 'SYNCED' } });
  });

  it('that cannot be listed upstream is not waited for in vain', async () => {
    world.hall.template = { state: 'FAILED', syncedAt: null, reason: 'the role does not trust us', machines: [] };
    await add('failing', '--no-wait');
    const { exit, stderr } = await causeway('providers', 'wait', 'failing');
    expect(stderr).toContain('FAILED upstream: the role does not trust us');
    expect(exit).toBe(1);
    world.hall.template = {};
  });

  it('goes with its provider, or stays when that is said; one that was taken over stays anyway', async () => {
    expect(await causeway('providers', 'rm', 'shop', '--yes')).toMatchObject({
      exit: 0,
      stdout: 'Removed shop and its 0 resources from the gateway, and its account 1 from Hall.\n',
    });
    expect((await causeway('providers', 'rm', 'failing', '--yes', '--keep-upstream')).stdout).toBe(
      'Removed failing and its 0 resources from the gateway.\n',
    );
    expect(world.there()).toEqual([expect.stringMatching(/^failing \(causeway [0-9a-f]{8}\)$/)]);
    const { id } = world.hall.add('by hand');
    const adopted = await add('adopted', '--account-id', id);
    expect(adopted.stdout).toContain(`Added adopted: Hall, account ${id}\n`);
    expect((await causeway('providers', 'show', 'adopted')).stdout).toMatch(new RegExp(`^Account +${id}$`, 'm'));
    await causeway('providers', 'rm', 'adopted', '--yes');
    expect(world.there()).toContain('by hand');
  });
});
