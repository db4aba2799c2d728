/**
 * CPU that one operation costs: Causeway beside stock Apollo Server on Express, Yoga and Mercurius with its compiler.
 * Each server is a process of its own on one core, over the same schema and data in memory; rounds are interleaved and
 * medians are shown. Run: `node --import tsx bench/query.ts [server,…]`; `ONLY=tiny`, `ROUNDS=n` and `PROFILE=server` narrow
 * a run and write a CPU profile.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism } from 'node:os';
import { build } from 'esbuild';
import { OPERATIONS } from './query/data.ts';
import type { OperationName } from './query/data.ts';

const NAMES = ['causeway', 'store', 'mercurius', 'apollo', 'yoga'] as const;
const TITLES = {
  causeway: 'Causeway',
  store: 'Causeway, from its SQLite store',
  mercurius: 'Mercurius, jit',
  apollo: 'Apollo Server on Express',
  yoga: 'Yoga',
};
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const REQUESTS: Record<OperationName, number> = { tiny: 3_000, large: 300 };
const CONNECTIONS = 16;

/** Built, as all of them would be in production: the loader for TypeScript costs every `require` at run time. */
const SERVER = 'node_modules/.cache/bench/query/server.mjs';
await build({
  entryPoints: ['bench/query/server.ts'],
  outfile: SERVER,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
});
cpSync('schema', 'node_modules/.cache/bench/schema', { recursive: true, filter: (path) => !path.endsWith('.ts') });

interface Peer {
  readonly name: (typeof NAMES)[number];
  readonly process: ChildProcess;
  readonly url: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    outgoing.on('error', reject).end(body);
  });
}

/** One server on the first core; the load comes from the others. */
async function start(name: Peer['name']): Promise<Peer> {
  const child = fork(SERVER, [name], {
    execArgv: process.env['PROFILE'] === name ? ['--cpu-prof', '--cpu-prof-dir=bench/results/profiles'] : [],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  await pin(child.pid!, 0);
  return { name, process: child, url };
}

/** Keeps a process on one core where the system can. */
async function pin(pid: number, core: number): Promise<void> {
  if (process.platform !== 'linux' || availableParallelism() < 2) return;
  const { spawnSync } = await import('node:child_process');
  spawnSync('taskset', ['-a', '-p', '-c', String(core), String(pid)], { stdio: 'ignore' });
}

async function usage({ process: child }: Peer): Promise<number> {
  child.send('usage');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
  return cpu.user + cpu.system;
}

/** CPU microseconds for each of `count` requests. */
async function measure(peer: Peer, body: string, count: number): Promise<number> {
  const before = await usage(peer);
  let left = count;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) await post(peer.url, body);
    }),
  );
  return ((await usage(peer)) - before) / count;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const [only] = process.argv.slice(2);
const peers: Peer[] = [];
for (const name of NAMES) if (!only || only.split(',').includes(name)) peers.push(await start(name));
await pin(process.pid, 1);

const costs = new Map<string, number[]>();
const operations = Object.entries(OPERATIONS).filter(
  ([name]) => !process.env['ONLY'] || process.env['ONLY'] === name,
) as [OperationName, (typeof OPERATIONS)[OperationName]][];
for (const [operation, content] of operations) {
  const body = JSON.stringify(content);
  const answers = await Promise.all(peers.map(({ url }) => post(url, body)));
  // The store gives resources ids of its own; all else is alike to the byte.
  if (new Set(answers.map((answer) => answer.trimEnd().replaceAll(/"id":"res_[^"]*"/g, '"id":"res"'))).size !== 1)
    throw new Error(`the servers answer ${operation} differently`);
  console.log(`${operation}: ${answers[0]!.length} bytes, alike from all`);
  for (const peer of peers) await measure(peer, body, REQUESTS[operation]); // warm
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const peer of peers) {
      const key = `${peer.name} ${operation}`;
      costs.set(key, [...(costs.get(key) ?? []), await measure(peer, body, REQUESTS[operation])]);
    }
  }
}
for (const { process: child } of peers) child.disconnect();
agent.destroy();

const cost = (name: string, operation: OperationName) => median(costs.get(`${name} ${operation}`) ?? [NaN]);
const times = (name: string, operation: OperationName) =>
  `${(cost(name, operation) / cost('causeway', operation)).toFixed(2)} ×`;
const table = [
  '| server | tiny, µs CPU | large, µs CPU | tiny, of ours | large, of ours |',
  '| --- | ---: | ---: | ---: | ---: |',
  ...peers.map(
    ({ name }) =>
      `| ${TITLES[name]} | ${cost(name, 'tiny').toFixed(0)} | ${cost(name, 'large').toFixed(0)} | ${times(name, 'tiny')} | ${times(name, 'large')} |`,
  ),
].join('\n');
console.log(`\n${table}`);
if (!only) {
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(
    'bench/results/query.md',
    `# CPU for one operation

Median of ${ROUNDS} interleaved rounds, Node ${process.versions.node}, one core a server, ${CONNECTIONS} connections; made by \`node --import tsx bench/query.ts\`.
Tiny asks for one provider's name, large for 10 providers with 50 instances each and their tags. All answers are alike byte for byte.

${table}
`,
  );
}
