/** The one suite of functions: every platform behind every runtime does the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pair } from '../platforms/place.ts';
import { startBench, type Bench } from './function-bench.ts';
import { CASES } from './function-cases.ts';

/** Runs all cases against the pair. What it leaves out is shown with its reason. */
export function functionSuite(pair: Pair): void {
  describe(`${pair.title}`, () => {
    let bench: Bench;
    beforeAll(async () => {
      const startedAt = performance.now();
      bench = await startBench(pair);
      await bench.ask({ do: 'context' });
      console.log(`${pair.title}: answers ${Math.round(performance.now() - startedAt)} ms after its start`);
    });
    afterAll(() => bench?.close());

    for (const { id, title, run } of CASES) {
      const reason = pair.leftOut[id];
      it.skipIf(reason)(`${title}${reason ? ` (left out: ${reason})` : ''}`, async () => {
        expect.hasAssertions();
        await run(bench);
      });
    }

    it('leaves out only cases that there are', () => {
      const known = CASES.map(({ id }) => id);
      expect(Object.keys(pair.leftOut).filter((id) => !known.includes(id))).toEqual([]);
    });
  });
}
