import { describe, expect, it } from 'vitest';
import { createClaims } from '../../gateway/schedule/index.ts';
import { openStore } from '../../gateway/store/index.ts';
import { manualClock } from '../support/clock.ts';
import type { MakePlace } from '../support/places.ts';

const MINUTE_MS = 60_000;

/** How several gateways agree on who does what is due, whatever the store. */
export function claimsSuite(makePlace: MakePlace): void {
  async function started() {
    const place = await makePlace();
    const store = await openStore(place.location);
    const clock = manualClock();
    return {
      clock,
      gateway: () => createClaims({ store, clock }),
      async [Symbol.asyncDispose]() {
        await store.close();
        await place[Symbol.asyncDispose]();
      },
    };
  }

  describe('what is due', () => {
    it('is one gateway’s to do, however many ask at the same time, and each hears since when', async () => {
      await using world = await started();
      const takenAt = world.clock.now();
      const taken = await Promise.all(Array.from({ length: 20 }, () => world.gateway().take('poll', MINUTE_MS)));
      expect(taken.filter(({ isOurs }) => isOurs)).toHaveLength(1);
      expect(new Set(taken.map((claim) => claim.takenAt))).toEqual(new Set([takenAt]));
    });

    it('is due again when its time has passed, and not before, for whoever asks first', async () => {
      await using world = await started();
      const [one, another] = [world.gateway(), world.gateway()];
      await one.take('poll', MINUTE_MS);
      world.clock.advance(MINUTE_MS - 1);
      expect((await another.take('poll', MINUTE_MS)).isOurs).toBe(false);
      world.clock.advance(1);
      expect((await another.take('poll', MINUTE_MS)).isOurs).toBe(true);
      expect((await one.take('poll', MINUTE_MS)).isOurs).toBe(false);
    });

    it('does not wait for a moment that was noted before the clock was set back', async () => {
      await using world = await started();
      const claims = world.gateway();
      await claims.take('poll', MINUTE_MS);
      world.clock.advance(-10 * MINUTE_MS);
      expect((await claims.take('poll', MINUTE_MS)).isOurs).toBe(true);
    });

    it('is forgotten when it is old, and nothing else is', async () => {
      await using world = await started();
      const claims = world.gateway();
      await claims.take('old', MINUTE_MS);
      world.clock.advance(MINUTE_MS);
      await claims.take('young', 2 * MINUTE_MS);
      await claims.prune(world.clock.now());
      expect((await claims.take('old', 2 * MINUTE_MS)).isOurs).toBe(true);
      expect((await claims.take('young', 2 * MINUTE_MS)).isOurs).toBe(false);
    });
  });
}
