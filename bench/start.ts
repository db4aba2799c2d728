/**
 * `node --import tsx bench/start.ts [runs]`: from spawn until `/readyz` answers on an empty directory, and the memory
 * of the gateway when idle, from source and built (`npm run build` first). Medians beside the limits of the project.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const RUNS = Number(process.argv[2] ?? 9);
const IDLE_MS = 2_000;
const MAX_RSS_MB = 150;
const WAYS = [
  { name: 'source', command: ['build/start.mjs'], maxStartMs: 1_000 },
  { name: 'built', command: ['dist/gateway/main.mjs'], maxStartMs: 400 },
];

interface Run {
  readonly startMs: number;
  readonly cpuMs: number;
  readonly rssMb: number;
}

if (!existsSync('dist/gateway/main.mjs')) throw new Error('nothing is built: run `npm run build` first');
console.log('| gateway | start until ready, median (min to max) | limit | CPU to idle | idle memory | limit | |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const { name, command, maxStartMs } of WAYS) {
  const runs: Run[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measure(command));
  const starts = runs.map(({ startMs }) => startMs);
  const [startMs, cpuMs, rssMb] = [
    median(starts),
    median(runs.map((run) => run.cpuMs)),
    median(runs.map((run) => run.rssMb)),
  ];
  const kept = startMs <= maxStartMs && rssMb <= MAX_RSS_MB;
  if (!kept) process.exitCode = 1;
  const range = `${startMs.toFixed(0)} ms (${Math.min(...starts).toFixed(0)} to ${Math.max(...starts).toFixed(0)})`;
  console.log(
    `| ${name} | ${range} | ${maxStartMs} ms | ${cpuMs.toFixed(0)} ms | ${rssMb.toFixed(0)} MB | ${MAX_RSS_MB} MB | ${kept ? 'kept' : 'MISSED'} |`,
  );
}

async function measure(command: readonly string[]): Promise<Run> {
  const directory = mkdtempSync(join(tmpdir(), 'causeway-start-'));
  const startedAt = performance.now();
  const gateway = spawn(process.execPath, [...command, '--data', directory, '--port', '0', '--log-level', 'silent'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await addressOf(gateway.stdout);
    const ready = await fetch(`${url}/readyz`);
    if (!ready.ok) throw new Error(`/readyz answered ${ready.status}`);
    const startMs = performance.now() - startedAt;
    await sleep(IDLE_MS);
    return { startMs, ...usageOf(gateway.pid!) };
  } finally {
    gateway.kill('SIGTERM');
    if (gateway.exitCode === null) await once(gateway, 'exit');
    rmSync(directory, { recursive: true });
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /listens on (http:\/\/[^/]+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('the gateway ended before it listened');
}

/** Resident memory, and the processor time so far, as Linux counts it. */
function usageOf(pid: number): Pick<Run, 'cpuMs' | 'rssMb'> {
  const residentKb = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13);
  return { rssMb: residentKb / 1_024, cpuMs: (Number(user) + Number(system)) * 10 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
