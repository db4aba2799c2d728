import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'causeway-process-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Runs the gateway's program to its end: its exit code and what it said. */
function run(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['build/start.mjs', ...args], { env: { PATH: process.env['PATH'], ...env } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, out, err })));
}

/** One line for a person, without a stack. */
const refuses = (says: RegExp) => ({
  code: 1,
  out: '',
  err: expect.stringMatching(new RegExp(`^causeway: [^\\n]*${says.source}[^\\n]*\\n$`, says.flags)),
});

describe('SIGTERM in the middle of a sync and an action', () => {
  it('ends calls in flight, keeps what was acknowledged, and the next start takes the sync up', async () => {
    const home = join(directory, 'drained');
    let adminKey = '';
    let [sync, stop] = ['', ''];
    {
      await using gateway = await spawnGateway({ directory: home });
      adminKey = gateway.adminKey;
      await gateway.addSandbox('quick', { alarmsPerMinute: 0, transitionMs: 1_500 });
      const { resources } = await gateway.data(
        '{ resources(filter: { kinds: ["Instance"], states: [RUNNING] }, first: 1) { nodes { id } } }',
      );
      sync = (
        await gateway.data(
          'mutation { createProvider(input: { connector: "sandbox", name: "slow", syncInterval: "0s", credential: { plain: { token: "any" } }, options: { seed: "slow", latencyMs: 700, instancesPerRegion: 60, pageSize: 20, alarmsPerMinute: 0 } }) { provider { id } operation { id } } }',
        )
      ).createProvider.operation.id;
      stop = (
        await gateway.data(
          'mutation ($ids: [ID!]!) { stopInstances(input: { ids: $ids }) { operation { id items { outcome } } } }',
          { ids: [resources.nodes[0].id] },
        )
      ).stopInstances.operation.id;
      // A call that takes its time: the credential is checked for 700 ms.
      const inFlight = gateway.graphql(
        'mutation { createProvider(input: { connector: "sandbox", name: "last", syncInterval: "0s", credential: { plain: { token: "any" } }, options: { seed: "last", latencyMs: 700, alarmsPerMinute: 0 } }) { provider { name } } }',
      );
      await gateway.data('{ viewer { name } }'); // a turn of the server, so that the one before has arrived
      process.kill(gateway.pid, 'SIGTERM');
      const answer = await inFlight;
      expect(answer.data?.createProvider.provider).toEqual({ name: 'last' });
    }
    await using again = await spawnGateway({ directory: home, adminKey });
    const { providers } = await again.data('{ providers { nodes { name } } }');
    expect(providers.nodes.map(({ name }: any) => name)).toEqual(['last', 'quick', 'slow']);
    const { a, b } = await again.data(
      'query ($a: ID!, $b: ID!) { a: operation(id: $a) { state finishedAt } b: operation(id: $b) { state } }',
      { a: sync, b: stop },
    );
    expect([a.state, b.state]).toEqual(['INTERRUPTED', 'INTERRUPTED']);
    expect(a.finishedAt).not.toBeNull();
    await until(
      async () =>
        (await again.data('{ providers(filter: { states: [READY] }) { totalCount } }')).providers.totalCount === 3,
    );
  }, 60_000);
});

describe('a gateway that cannot start says why in one line', () => {
  it('a second one on the same directory; a port in use', async () => {
    const home = join(directory, 'taken');
    await using gateway = await spawnGateway({ directory: home });
    const { port } = new URL(gateway.url);
    const [second, blocked] = await Promise.all([
      run(['--data', home, '--port', '0']),
      run(['--data', join(directory, 'other'), '--port', port]),
    ]);
    expect(second).toEqual(refuses(/another gateway runs on the data directory/));
    expect(blocked).toEqual(refuses(/port \d+ on 127\.0\.0\.1 is in use/));
  });

  it('a corrupt directory; a directory that is a file; a wrong registry; wrong options; exposure without authentication', async () => {
    const corrupt = join(directory, 'corrupt');
    await mkdir(corrupt);
    await writeFile(join(corrupt, 'causeway.db'), 'this is no database '.repeat(1_000));
    await writeFile(join(directory, 'file'), '');
    const runs = await Promise.all([
      run(['--data', corrupt, '--port', '0']),
      run(['--data', join(directory, 'file'), '--port', '0']),
      run(['--data', join(directory, 'unused'), '--registry', join(directory, 'absent.ts')]),
      run(['--port', 'http', '--colour'], { CAUSEWAY_MAX_DEPTH: '1' }),
      run(['--data', join(directory, 'exposed'), '--host', '0.0.0.0', '--authentication', 'off', '--port', '0']),
    ]);
    expect(runs).toEqual([
      refuses(/damaged/),
      refuses(/is not a directory/),
      refuses(/absent\.ts is no registry of connectors/),
      refuses(/3 mistake\(s\): .*--colour is not an option.*--port must be.*CAUSEWAY_MAX_DEPTH must be/),
      refuses(/needs authentication/),
    ]);
  });

  it('--help prints the options and ends well', async () => {
    const { code, out } = await run(['--help']);
    expect([code, out]).toEqual([0, expect.stringContaining('--max-listings VALUE')]);
  });
});

it('another registry brings its connectors and the host that runs them', async () => {
  const args = [
    '--data',
    join(directory, 'registry'),
    '--port',
    '0',
    '--registry',
    'test/support/faulty/registry.gen.ts',
    '--authentication',
    'off',
  ];
  const child = spawn(process.execPath, ['--import', 'tsx', 'gateway/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    let url = '';
    for await (const chunk of child.stdout) if ((url = /listens on (\S+)/.exec(String(chunk))?.[1] ?? '')) break;
    const query =
      'mutation { createProvider(input: { connector: "hanging", name: "x", regions: ["here"] }) { provider { accountId connector { name } } } }';
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toEqual({
      data: { createProvider: { provider: { accountId: 'hanging', connector: { name: 'hanging' } } } },
    });
  } finally {
    child.kill('SIGKILL');
  }
});

it('a port that is asked for while another program has it is refused before anything is written', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  expect((await run(['--data', join(directory, 'blocked'), '--port', String(port)])).err).not.toContain('Admin key');
  server.close();
});
