/**
 * `node --import tsx bench/invoke.ts [share]`: the time that the gateway adds to a function call over calling the
 * function directly, with authentication, validation, tracing and the breaker on. Each round is a direct call and one
 * through the gateway, one after the other in an order that turns; then 64 clients at once. `share` scales the rounds.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { startUpstream } from './invoke/upstream.ts';
import { frameworkSite, localSite, type Site } from './invoke/sites.ts';
import { startGateway } from './invoke/gateway.ts';
import { at, median, ms } from './invoke/figures.ts';
import { readingMs } from './memory.ts';

const SHARE = Number(process.argv[2] ?? 1);
const UPSTREAMS = [
  { delayMs: 0, count: 5_000 },
  { delayMs: 60, count: 600 },
  { delayMs: 150, count: 600 },
];
/** Others who call each way so often while one client is timed, so that nothing has to be fetched from memory again. */
const TRAFFIC = { everyMs: 4, delayMs: 60, count: 300 };
const CLIENTS = 64;
const CALLS = 20_000;
/** Until the compiler is done with both. */
const WARM_UP = 5_000;
/** What is read again after a pause. */
const MEMORY_KB = [64, 256];
const LIMITS = { medianMs: 0.5, p99Ms: 5 };

let last = 0;

/** Calls once and looks at the answer. Milliseconds. */
async function timed(
  call: (data: { n: number; upstream: string | null }) => Promise<unknown>,
  upstream: string | null,
) {
  const n = ++last;
  const startedAt = performance.now();
  const answer = await call({ n, upstream });
  const tookMs = performance.now() - startedAt;
  assert.deepEqual(answer, { n, upstream: upstream === null ? '' : 'pong', traced: true });
  return tookMs;
}

const waysTo = (site: Site, gateway: Gateway) => ({
  direct: site.call,
  through: (data: unknown) => gateway.ask(site.deployment, data),
  ...(site.hop && { hop: site.hop }),
});

/** The same question each way, one after the other, in an order that turns. */
async function rounds(site: Site, gateway: Gateway, upstream: string | null, count: number) {
  const ways = waysTo(site, gateway);
  const times: { direct: number[]; through: number[]; hop: number[] } = { direct: [], through: [], hop: [] };
  const names = Object.keys(ways) as (keyof typeof times)[];
  for (let round = 0; round < count; round += 1) {
    names.push(names.shift()!);
    for (const name of names) times[name].push(await timed(ways[name]!, upstream));
  }
  const over = (one: readonly number[]) => one.map((value, index) => value - times.direct[index]!);
  return { ...times, added: over(times.through), addedByHop: site.hop && over(times.hop) };
}

/** As `rounds`, while others ask each way at a fixed pace. */
async function roundsInTraffic(site: Site, gateway: Gateway, upstream: string | null, count: number) {
  const under = new Set<Promise<unknown>>();
  const pace = setInterval(() => {
    for (const call of Object.values(waysTo(site, gateway))) {
      const asked = timed(call, upstream);
      under.add(asked);
      // One that fails stays, and fails the run at its end, when what was started for it is ended too.
      asked.then(
        () => under.delete(asked),
        () => {},
      );
    }
  }, TRAFFIC.everyMs);
  try {
    return await rounds(site, gateway, upstream, count);
  } finally {
    clearInterval(pace);
    await Promise.all(under);
  }
}

/** Calls a second and times of `CLIENTS` that each call again as soon as they are answered. */
async function crowd(call: (data: { n: number; upstream: string | null }) => Promise<unknown>) {
  const times: number[] = [];
  const startedAt = performance.now();
  let left = Math.ceil(CALLS * SHARE);
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (left-- > 0) times.push(await timed(call, null));
    }),
  );
  return { perSecond: (times.length / (performance.now() - startedAt)) * 1_000, times };
}

type Gateway = Awaited<ReturnType<typeof startGateway>>;

const rows: string[] = [];
const memoryRows: string[] = [];
const trafficRows: string[] = [];
const crowdRows: string[] = [];
let kept = true;

await using upstream = await startUpstream();
await using framework = await frameworkSite();
await using local = await localSite();
await using gateway = await startGateway(framework);
for (const site of [framework, local]) {
  await rounds(site, gateway, null, WARM_UP);
  for (const { delayMs, count } of UPSTREAMS) {
    const url = upstream.url(delayMs);
    const { direct, through, added, addedByHop } = await rounds(site, gateway, url, Math.ceil(count * SHARE));
    const p99AddedMs = at(through, 0.99) - at(direct, 0.99);
    const good = median(added) <= LIMITS.medianMs && p99AddedMs <= LIMITS.p99Ms;
    kept &&= good;
    const cells = [
      site.name,
      `${delayMs} ms`,
      added.length,
      ms(median(direct)),
      ms(median(through)),
      ms(median(added)),
      addedByHop ? ms(median(addedByHop)) : '',
      ms(at(direct, 0.99)),
      ms(at(through, 0.99)),
      ms(p99AddedMs),
      good ? 'kept' : 'MISSED',
    ];
    rows.push(`| ${cells.join(' | ')} |`);
    console.log(rows.at(-1));
  }
  const busy = await roundsInTraffic(site, gateway, upstream.url(TRAFFIC.delayMs), Math.ceil(TRAFFIC.count * SHARE));
  trafficRows.push(
    `| ${[site.name, busy.added.length, ms(median(busy.direct)), ms(median(busy.through)), ms(median(busy.added)), busy.addedByHop ? ms(median(busy.addedByHop)) : ''].join(' | ')} |`,
  );
  console.log(trafficRows.at(-1));
  const direct = await crowd(site.call);
  const loop = await gateway.watchLoop();
  const through = await crowd((data) => gateway.ask(site.deployment, data));
  const { p50Ms, p99Ms } = await loop();
  crowdRows.push(
    `| ${site.name} | ${direct.perSecond.toFixed(0)} | ${through.perSecond.toFixed(0)} | ${ms(median(direct.times))} | ${ms(median(through.times))} | ${ms(at(direct.times, 0.99))} | ${ms(at(through.times, 0.99))} | ${ms(p50Ms)} | ${ms(p99Ms)} |`,
  );
  console.log(crowdRows.at(-1));
}

for (const sizeKb of MEMORY_KB) {
  const cells = [`${sizeKb} KB`];
  for (const { delayMs } of UPSTREAMS) cells.push(ms(await readingMs(sizeKb, delayMs)));
  memoryRows.push(`| ${cells.join(' | ')} |`);
  console.log(memoryRows.at(-1));
}

const report = `# What the gateway adds to a call

Node ${process.versions.node}; made by \`node --import tsx bench/invoke.ts\`. Each round calls the function directly, through the gateway
(GraphQL over HTTP with an API key and a trace context; checked input and output, breaker, limit and budget on) and through
a bare Node program that does nothing but pass the request on: the least that a hop costs here. Times in ms.

## One client

Limits: median added ${LIMITS.medianMs} ms, p99 added ${LIMITS.p99Ms} ms (p99 of one way less p99 of the other).

| function on | upstream | rounds | direct | gateway | added, median | a bare hop adds | direct p99 | gateway p99 | added p99 | |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
${rows.join('\n')}

## What a pause costs on this machine

While a function waits for its upstream, what else runs on the machine takes the processor's caches, and the next call
fetches code and data from memory again. The same for plain memory: the median time to read it line by line, each line
naming the next, right away and after a pause of each upstream's time.

| memory | ${UPSTREAMS.map(({ delayMs }) => (delayMs === 0 ? 'right away' : `after ${delayMs} ms`)).join(' | ')} |
| --- |${UPSTREAMS.map(() => ' ---: |').join('')}
${memoryRows.join('\n')}

## One client among others, upstream ${TRAFFIC.delayMs} ms

The same rounds while others call each way every ${TRAFFIC.everyMs} ms, so that neither the gateway nor the hop is left alone for
long enough to lose its memory: what a call adds to a gateway that has something to do.

| function on | rounds | direct | gateway | added, median | a bare hop adds |
| --- | ---: | ---: | ---: | ---: | ---: |
${trafficRows.join('\n')}

## ${CLIENTS} clients, upstream 0 ms

| function on | direct, calls/s | gateway, calls/s | direct p50 | gateway p50 | direct p99 | gateway p99 | gateway's event loop delay p50 | p99 |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${crowdRows.join('\n')}
`;
if (SHARE >= 1) {
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/invoke.md', report);
}
if (!kept) process.exitCode = 1;
