/** How long this machine takes to get memory back that nobody touched for a while: the share of it in what a call costs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './invoke/figures.ts';

const LINE_BYTES = 64;
const WORDS_PER_LINE = LINE_BYTES / Uint32Array.BYTES_PER_ELEMENT;
const SAMPLES = 60;
/** Until the compiler is done. */
const WARM_UP = 500;

/** Median milliseconds to read `sizeKb` line by line, each line naming the next, after a pause. 0: right away. */
export async function readingMs(sizeKb: number, pauseMs: number): Promise<number> {
  const read = chain((sizeKb * 1024) / LINE_BYTES);
  for (let round = 0; round < WARM_UP; round += 1) read();
  const times: number[] = [];
  while (times.length < SAMPLES) {
    read();
    if (pauseMs > 0) await sleep(pauseMs);
    const startedAt = performance.now();
    read();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

/** One ring through all lines in a random order, so that no line can be fetched before the one that names it was. */
function chain(lines: number): () => number {
  const order = Array.from({ length: lines }, (_, line) => line);
  for (let index = lines - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1));
    [order[index], order[other]] = [order[other]!, order[index]!];
  }
  const memory = new Uint32Array(lines * WORDS_PER_LINE);
  order.forEach((line, index) => {
    memory[line * WORDS_PER_LINE] = order[(index + 1) % lines]! * WORDS_PER_LINE;
  });
  return () => {
    let at = order[0]! * WORDS_PER_LINE;
    for (let left = lines; left > 0; left -= 1) at = memory[at]!;
    if (at !== order[0]! * WORDS_PER_LINE) throw new Error('the ring is broken');
    return at;
  };
}
