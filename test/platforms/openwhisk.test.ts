import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBench, type Bench } from '../conformance/function-bench.ts';
import { functionSuite } from '../conformance/function-suite.ts';
import { startOpenwhisk } from '../emulators/openwhisk/server.ts';
import { buildProbe } from './probe.ts';
import type { Pair } from './place.ts';

const AUTH = '23bc46b1-71f6-4ed5-8c54-816aa4f8c502:key-of-the-namespace-5d1e';

const textsOf = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]));

/** How long a blocking invocation waits here: shorter than the slowest order of the suite. */
const pairWaiting = (blockingWaitMs: number): Pair => ({
  title: 'openwhisk on an emulator of its API and its Node runtime',
  platform: 'OPENWHISK',
  secrets: { 'env:AUTH': AUTH, 'env:WRONG': `${AUTH.slice(0, -1)}f` },
  async start({ limitMs = 60_000, concurrency = 100, isBare = false } = {}) {
    const artefact = await buildProbe('openwhisk', { isBare });
    const openwhisk = await startOpenwhisk({
      auth: AUTH,
      blockingWaitMs,
      concurrentInvocations: concurrency,
      invocationsPerMinute: 1_000,
    });
    const archive = zipSync({ 'index.js': await readFile(artefact.file), ...textsOf(artefact.files) });
    openwhisk.create('probe', { code: Buffer.from(archive).toString('base64'), binary: true }, limitMs);
    const settings = (apiHost: string) => ({ apiHost, action: 'probe', auth: 'env:AUTH' });
    return {
      origin: openwhisk.url,
      settings,
      wrongSecret: { ...settings(openwhisk.url), auth: 'env:WRONG' },
      wrongName: { ...settings(openwhisk.url), action: 'nothing' },
      output: () => openwhisk.output,
      async close() {
        await openwhisk.close();
        await artefact[Symbol.asyncDispose]();
      },
    };
  },
  leftOut: {},
});

functionSuite(pairWaiting(60_000));

describe('an action that outlasts the blocking wait', () => {
  let bench: Bench;
  beforeAll(async () => void (bench = await startBench(pairWaiting(150))));
  afterAll(() => bench.close());

  it('is answered 202, and followed to its end', async () => {
    const { outcome, tookMs } = await bench.ask({ do: 'sleep', ms: 700 });
    expect(outcome).toMatchObject({ type: 'ok', data: { data: 'slept' } });
    expect(tookMs).toBeGreaterThan(650);
  });

  it('is followed to its deadline at most', async () => {
    const { outcome, tookMs } = await bench.ask({ do: 'sleep', ms: 5_000 }, { deadlineMs: 600 });
    expect([outcome.type, outcome.ran]).toEqual(['functionTimeout', 'unknown']);
    expect(tookMs).toBeLessThan(1_200);
  });

  it('is followed until its caller leaves', async () => {
    const caller = AbortSignal.timeout(400);
    const { outcome, tookMs } = await bench.ask({ do: 'sleep', ms: 3_000 }, { signal: caller });
    expect([outcome.type, outcome.ran]).toEqual(['cancelled', 'unknown']);
    expect(tookMs).toBeLessThan(1_000);
  });
});
