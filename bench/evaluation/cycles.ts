/** Who asks: lanes, each a client that does one thing after the other, and in each cycle every arm once, in any order. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Arm, ArmKind } from './arms.ts';
import { chance, seedOf, shuffled } from './chance.ts';
import type { Operation, Preset } from './service-times.ts';

/** One operation of one arm in one cycle. */
export interface Sample {
  readonly preset: Preset;
  readonly cycle: number;
  readonly lane: number;
  readonly arm: ArmKind;
  readonly runtime: string | null;
  readonly operation: Operation;
  readonly ms: number;
  /** Whether its status and its body were as they must be. */
  readonly ok: boolean;
}

export interface CyclesSettings {
  readonly seed: number;
  readonly preset: Preset;
  readonly arms: readonly Arm[];
  readonly cycles: number;
  readonly lanes: number;
  /** Lanes begin within so long, so that they do not march in step. */
  readonly spreadMs: number;
}

/** Every sample, in the order in which they ended. */
export async function runCycles({ seed, preset, arms, cycles, lanes, spreadMs }: CyclesSettings): Promise<Sample[]> {
  const samples: Sample[] = [];
  const random = chance(seedOf(`${seed} ${preset} lanes`));
  let begun = 0;

  async function run(arm: Arm, cycle: number, lane: number): Promise<void> {
    const { kind, runtime } = arm;
    const label = [kind, runtime].filter(Boolean).join('-');
    const draw = `${preset} ${cycle} ${label}`;
    const name = `${preset}-${cycle}-${label}`;
    const timed = async <Answer>(operation: Operation, make: () => Promise<Answer>): Promise<Answer> => {
      const startedAt = performance.now();
      const note = (ok: boolean) =>
        samples.push({ preset, cycle, lane, arm: kind, runtime, operation, ms: performance.now() - startedAt, ok });
      try {
        const answer = await make();
        note(true);
        return answer;
      } catch (error) {
        note(false);
        throw error;
      }
    };
    try {
      const id = await timed('create', () => arm.create(draw, name));
      await timed('sync', () => arm.sync(draw, name, id));
      await timed('delete', () => arm.delete(draw, name, id));
    } catch (error) {
      console.error(`cycle ${cycle} of ${label} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  await Promise.all(
    Array.from({ length: lanes }, async (_none, lane) => {
      await sleep(random() * spreadMs);
      while (begun < cycles) {
        const cycle = (begun += 1);
        for (const arm of shuffled(arms, chance(seedOf(`${seed} ${preset} order ${cycle}`))))
          await run(arm, cycle, lane);
      }
    }),
  );
  return samples;
}
