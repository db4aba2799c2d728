import { afterEach, beforeEach, expect, it } from 'vitest';
import { KEY, startApi, type ApiServer } from './support/api.ts';
import { start } from './support/command.ts';

let api: ApiServer;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api[Symbol.asyncDispose]());

const follow = (...args: string[]) => start(['alarms', 'follow', ...args], { url: api.url, key: KEY });
const titles = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).alarm.title);

it('prints every event once and in order over two crashes of the gateway, and goes on by itself', async () => {
  const following = follow('--json', '--after', 'c0');
  api.state.raise('one');
  await following.says('"one"');

  await api.crash();
  await following.says('connection lost; trying again');
  api.state.raise('two');
  api.state.raise('three');
  await api.comeBack();
  await following.says('"three"');
  expect(following.stderr()).toContain('connected again; nothing was missed');

  api.state.raise('four');
  await following.says('"four"');
  await api.crash();
  api.state.raise('five');
  await api.comeBack();
  await following.says('"five"');

  following.signal('SIGINT');
  const { exit, stdout, stderr } = await following.ended;
  expect(titles(stdout)).toEqual(['one', 'two', 'three', 'four', 'five']);
  expect(stderr.trim().split('\n').at(-1)).toBe('Go on with: causeway alarms follow --after c5');
  expect(exit).toBe(0);
});

it('misses nothing when the connection breaks before the first event', async () => {
  api.state.raise('before');
  const following = follow();
  await following.says('Following alarms');
  await api.crash();
  api.state.raise('meanwhile');
  await api.comeBack();
  await following.says('meanwhile');
  following.signal('SIGTERM');
  const { exit, stdout } = await following.ended;
  expect(stdout).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ  RAISED        HIGH      prod\/eu-west-1  meanwhile  alm_meanwhile\n$/,
  );
  expect(exit).toBe(0);
});

it('ends at once on Ctrl-C while the gateway is away', async () => {
  const following = follow();
  await following.says('Following alarms');
  api.state.raise('first');
  await following.says('first');
  await api.crash();
  await following.says('connection lost');
  following.signal('SIGINT');
  expect((await following.ended).exit).toBe(0);
});

it('explains a cursor that expired', async () => {
  const { exit, stderr } = await follow('--after', 'expired').ended;
  expect(stderr).toContain('error the events after this cursor are gone\nThe log does not go back that far.');
  expect(exit).toBe(1);
});

it('is refused with a wrong key, and does not try again', async () => {
  const { exit, stderr } = await start(['alarms', 'follow', '--after', 'c0'], { url: api.url, key: 'wrong' }).ended;
  expect(stderr).toContain('the gateway did not accept the key');
  expect(exit).toBe(4);
});
