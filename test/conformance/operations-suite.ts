import { describe, expect, it } from 'vitest';
import { startOperations } from '../support/shared-operations.ts';
import type { MakePlace } from '../support/places.ts';

/** What becomes of operations when gateways come and go, whatever the store. */
export function operationsSuite(makePlace: MakePlace): void {
  describe('operations of gateways that come and go', () => {
    it('go on as long as their own gateway does, however long that takes', async () => {
      await using world = await startOperations(makePlace);
      const here = world.gateway();
      const id = await world.running(here);
      world.clock.advance(3_600_000);
      await here.interruptAbandoned();
      expect(await world.stateOf(id)).toBe('RUNNING');
    });

    it('are interrupted by the next gateway when theirs has stopped, and whoever follows one hears it', async () => {
      await using world = await startOperations(makePlace);
      const [before, next] = [world.gateway(), world.gateway()];
      const id = await world.running(before);
      const heard: string[] = [];
      for await (const { state } of next.follow(id, null)) {
        heard.push(state);
        if (state !== 'RUNNING') continue;
        await before.release();
        await next.interruptAbandoned();
      }
      expect(heard).toEqual(['RUNNING', 'INTERRUPTED']);
      expect(await next.load(id, null)).toMatchObject({ finishedAt: world.clock.now() });
    });

    it('are interrupted when nobody works on them any more, also by the gateway that began them', async () => {
      await using world = await startOperations(makePlace);
      const here = world.gateway();
      const [left, other, done] = [await world.running(here), await world.running(here), await world.running(here)];
      await here.settle(done, 0, { outcome: 'SUCCEEDED', count: 1 });
      for (const id of [left, done]) here.giveUp(id);
      await here.interruptAbandoned();
      expect(await Promise.all([left, other, done].map(world.stateOf))).toEqual([
        'INTERRUPTED',
        'RUNNING',
        'SUCCEEDED',
      ]);
    });

    it('stay interrupted when the gateway that was taken for gone goes on after all', async () => {
      await using world = await startOperations(makePlace);
      const [stalled, next] = [world.gateway(), world.gateway()];
      const id = await world.running(stalled);
      await stalled.release();
      await next.interruptAbandoned();
      await stalled.renew();
      await stalled.settle(id, 0, { outcome: 'SUCCEEDED', count: 1 });
      expect(await world.stateOf(id)).toBe('INTERRUPTED');
    });

    it('that ended are nobody’s to interrupt', async () => {
      await using world = await startOperations(makePlace);
      const [before, next] = [world.gateway(), world.gateway()];
      const id = await world.running(before);
      await before.settle(id, 0, { outcome: 'SUCCEEDED', count: 1 });
      await before.release();
      await next.interruptAbandoned();
      expect(await world.stateOf(id)).toBe('SUCCEEDED');
    });
  });
}
