import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DESCRIBE, type Call, type Description } from '../../../functions/sdk/index.ts';
import { sealCredential, type Jwk } from '../../../functions/sdk/sealing.ts';
import type { LogLine } from '../../../functions/sdk/serve.ts';
import type { Invoker } from '../../../gateway/invoke/invoker.ts';
import { localInvoker, type LocalPlatform, type LocalTarget } from '../../../gateway/invoke/platforms/local.ts';
import { callOf } from '../../functions/sdk/fixture.ts';
import { programArguments, programPath } from '../../support/programs.ts';

const MISBEHAVING = programPath(new URL('misbehaving-host.ts', import.meta.url));
const PARENT = programArguments(new URL('parent.ts', import.meta.url));
/** From source, as a start from source has it. */
const REAL = fileURLToPath(new URL('../../../functions/local-host.ts', import.meta.url));

let directory: string;
let log: LogLine[];
let invoker: Invoker<LocalTarget>;

const open = (settings: Partial<LocalPlatform> = {}) =>
  (invoker = localInvoker({
    hostPath: MISBEHAVING,
    keyDirectory: join(directory, 'keys'),
    log: (line) => log.push(line),
    ...settings,
  }));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'causeway-local-'));
  log = [];
  open();
});
afterEach(async () => {
  await invoker.close();
  rmSync(directory, { recursive: true, force: true });
});

const account = { providerId: 'p', accountId: null, options: {}, credential: null };
const never = new AbortController().signal;
const tell = (deed: string, given: Partial<Call> = {}, signal = never) =>
  invoker.invoke(
    { connector: 'misbehaving' },
    callOf('misbehaving.list', { input: { region: deed }, account, ...given }),
    signal,
  );
const nameOf = async (deed: string) => {
  const outcome = await tell(deed);
  if (outcome.type !== 'ok') throw new Error(JSON.stringify(outcome));
  return (outcome.data as { name: string }[])[0]!.name;
};
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const soon = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 20 });

describe('functions of the local platform', () => {
  it('run in a process of their own, which all calls of a connector share', async () => {
    const pids = await Promise.all([nameOf('pid'), nameOf('pid'), nameOf('pid')]);
    expect(new Set(pids).size).toBe(1);
    expect(Number(pids[0])).not.toBe(process.pid);
  });

  it('run side by side, and each caller gets its own answer, also under one invocation', async () => {
    const slow = tell('slow:600');
    const names = await Promise.all(Array.from({ length: 60 }, (_, i) => nameOf(`echo:données ${i}`)));
    expect(names).toEqual(Array.from({ length: 60 }, (_, i) => `données ${i}`));
    expect(await slow).toMatchObject({ type: 'ok' });
  });

  it.each([
    ['AWS_REGION', 'given'],
    ['GOOGLE_APPLICATION_CREDENTIALS', 'given'],
    ['https_proxy', 'given'],
    ['SHOP_ENDPOINT', 'given'],
    // The gateway's own, also where somebody names them.
    ['DATABASE_URL', 'absent'],
    ['PGPASSWORD', 'absent'],
    ['CAUSEWAY_SECRET_AZURE', 'absent'],
    ['CAUSEWAY_SECRETS', 'absent'],
    // Whatever else happens to be there.
    ['SMTP_PASSWORD', 'absent'],
  ])('see %s of the environment: %s', async (name, seen) => {
    vi.stubEnv(name, 'given');
    open({ handedOn: ['SHOP_ENDPOINT', 'DATABASE_URL', 'CAUSEWAY_SECRETS'] });
    expect(await nameOf(`variable:${name}`)).toBe(seen);
    vi.unstubAllEnvs();
  });

  it('give their log lines, and whatever else they print, to the gateway', async () => {
    await nameOf('print:hello');
    await soon(() =>
      expect(log).toEqual(
        expect.arrayContaining([
          { level: 'info', message: 'hello', connector: 'misbehaving' },
          { level: 'error', message: 'warning: hello', connector: 'misbehaving' },
        ]),
      ),
    );
  });
});

describe('a host that crashes', () => {
  it('ends its calls with an unknown effect; the next call starts another', async () => {
    const before = await nameOf('pid');
    const bystander = tell('deaf');
    expect(await tell('crash')).toMatchObject({
      type: 'platformError',
      ran: 'unknown',
      reason: expect.stringContaining('code 7'),
    });
    expect(await bystander).toMatchObject({ type: 'platformError', ran: 'unknown' });
    expect(await nameOf('pid')).not.toBe(before);
    expect(log).toContainEqual(expect.objectContaining({ level: 'error', message: expect.stringContaining('code 7') }));
  });

  it('says where a stray error came from, and nothing of what it said', async () => {
    expect(await tell('throwLater')).toMatchObject({ type: 'platformError', ran: 'unknown' });
    await soon(() =>
      expect(log).toContainEqual(
        expect.objectContaining({ places: expect.arrayContaining([expect.stringContaining('misbehaving-host')]) }),
      ),
    );
    expect(JSON.stringify(log)).not.toContain('canary');
  });

  it('ran nothing when it could not even start', async () => {
    open({ hostPath: join(directory, 'absent.mjs') });
    expect(await tell('pid')).toMatchObject({ type: 'unavailable', ran: 'no' });
  });

  it('does not take other connectors with it', async () => {
    const other = () =>
      invoker.invoke({ connector: 'other' }, callOf('misbehaving.list', { input: { region: 'pid' }, account }), never);
    const before = await other();
    await tell('crash');
    expect(await other()).toEqual(before);
  });
});

describe('the end of a call', () => {
  it('comes at the deadline, with an unknown effect, and stops the function', async () => {
    await nameOf('pid');
    const mark = join(directory, 'aborted');
    const outcome = await tell(`touchOnAbort:${mark}`, { deadlineAt: Date.now() + 150 });
    expect(outcome).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
    await soon(() => expect(existsSync(mark)).toBe(true));
  });

  it('comes when the caller goes away, and stops the function', async () => {
    await nameOf('pid');
    const mark = join(directory, 'aborted');
    const caller = new AbortController();
    const outcome = tell(`touchOnAbort:${mark}`, {}, caller.signal);
    setTimeout(() => caller.abort(), 100);
    expect(await outcome).toEqual({ type: 'cancelled', ran: 'unknown' });
    await soon(() => expect(existsSync(mark)).toBe(true));
    expect(await nameOf('echo:still here')).toBe('still here');
  });

  it('comes before it began when the caller is gone or the deadline has passed', async () => {
    expect(await tell('pid', {}, AbortSignal.abort())).toEqual({ type: 'cancelled', ran: 'no' });
    expect(await tell('pid', { deadlineAt: Date.now() - 1 })).toMatchObject({ type: 'functionTimeout', ran: 'no' });
  });

  it('leaves a function that does not listen running, and the host serving', async () => {
    const pid = await nameOf('pid');
    expect(await tell('deaf', { deadlineAt: Date.now() + 100 })).toMatchObject({ type: 'functionTimeout' });
    expect(await nameOf('pid')).toBe(pid);
  });

  it('kills a host that spins and answers nobody', async () => {
    open({ hangMs: 200 });
    const pid = Number(await nameOf('pid'));
    expect(await tell('spin', { deadlineAt: Date.now() + 200 })).toMatchObject({
      type: 'functionTimeout',
      ran: 'unknown',
    });
    await soon(() => expect(alive(pid)).toBe(false));
    expect(await nameOf('echo:again')).toBe('again');
  });
});

describe('messages', () => {
  it('that are too large are not sent', async () => {
    expect(await tell('echo', { input: { region: 'x'.repeat(1_100_000) } })).toMatchObject({
      type: 'tooLarge',
      ran: 'no',
    });
  });

  it('that are replies and too large come as the error that says so', async () => {
    const outcome = await tell('large');
    expect(outcome).toMatchObject({ type: 'tooLarge', ran: 'yes', error: { code: 'PAYLOAD_TOO_LARGE' } });
  });
});

describe('closing', () => {
  it('lets calls in flight end, refuses new ones, and leaves no process behind', async () => {
    const pid = Number(await nameOf('pid'));
    const slow = tell('slow:300');
    const closing = invoker.close();
    expect(await tell('pid')).toMatchObject({ type: 'unavailable', ran: 'no' });
    expect(await slow).toMatchObject({ type: 'ok' });
    await closing;
    expect(alive(pid)).toBe(false);
  });

  it('does not wait for ever, not even for a host that spins', async () => {
    open({ drainMs: 100 });
    const pid = Number(await nameOf('pid'));
    const spinning = tell('spin');
    await invoker.close();
    expect(alive(pid)).toBe(false);
    expect(await spinning).toMatchObject({ type: 'platformError', ran: 'unknown' });
  });
});

describe('a gateway in a process', () => {
  async function startParent() {
    const parent = spawn(process.execPath, [...PARENT, MISBEHAVING, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const lines: string[] = [];
    parent.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
    await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 15_000 });
    return { parent, lines, hostPid: Number(lines[0]) };
  }

  it('that is killed with -9 leaves no host behind', async () => {
    const { parent, hostPid } = await startParent();
    expect(alive(hostPid)).toBe(true);
    parent.kill('SIGKILL');
    await soon(() => expect(alive(hostPid)).toBe(false));
  });

  it('still has its hosts after Ctrl-C, which reaches the whole group, until it closes them', async () => {
    const { parent, lines, hostPid } = await startParent();
    process.kill(-parent.pid!, 'SIGINT');
    await vi.waitFor(() => expect(lines).toContain('ok'), { timeout: 5_000 });
    await soon(() => expect(alive(hostPid)).toBe(false));
    parent.kill('SIGKILL');
    await once(parent, 'exit');
  });
});

describe('the real host', () => {
  const describeSandbox = async () => {
    const outcome = await invoker.invoke({ connector: 'sandbox' }, callOf(DESCRIBE), never);
    if (outcome.type !== 'ok') throw new Error(JSON.stringify(outcome));
    return outcome.data as Description;
  };

  it('makes its key at first need, readable by its owner alone, and keeps it over restarts', async () => {
    open({ hostPath: REAL });
    const { sealingKey } = await describeSandbox();
    expect(statSync(join(directory, 'keys', 'sandbox.jwk')).mode & 0o777).toBe(0o600);
    await invoker.close();
    open({ hostPath: REAL });
    expect((await describeSandbox()).sealingKey).toEqual(sealingKey);
  });

  it('opens what was sealed to its key, and shows the credential nowhere', async () => {
    open({ hostPath: REAL });
    const { sealingKey } = await describeSandbox();
    const credential = await sealCredential(sealingKey as Jwk, { token: 'canary-token-7731' });
    const outcome = await invoker.invoke(
      { connector: 'sandbox' },
      callOf('sandbox.verify', { account: { ...account, credential } }),
      never,
    );
    expect(outcome).toMatchObject({ type: 'ok', data: { accountId: expect.stringMatching(/^\d{12}$/) } });
    expect(JSON.stringify([outcome, log])).not.toContain('canary');
  });

  it('never replaces a damaged key, and does not say what is in it', async () => {
    open({ hostPath: REAL });
    await describeSandbox();
    await invoker.close();
    writeFileSync(join(directory, 'keys', 'sandbox.jwk'), '{"d":"canary');
    open({ hostPath: REAL });
    expect(await invoker.invoke({ connector: 'sandbox' }, callOf(DESCRIBE), never)).toMatchObject({
      type: 'functionError',
      error: { code: 'FUNCTION_FAILED' },
    });
    await soon(() =>
      expect(log).toContainEqual(expect.objectContaining({ cause: expect.stringContaining('damaged') })),
    );
    expect(JSON.stringify(log)).not.toContain('canary');
  });

  it('runs nothing when no connector has the name', async () => {
    open({ hostPath: REAL });
    expect(await invoker.invoke({ connector: 'absent' }, callOf(DESCRIBE), never)).toMatchObject({
      type: 'unavailable',
      ran: 'no',
    });
  });
});
