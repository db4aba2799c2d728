import { expect, it } from 'vitest';
import { startOperations } from '../../support/shared-operations.ts';
import { emptyDirectory } from '../../support/places.ts';

it('a directory has one gateway at a time, so what one before left running is interrupted at once', async () => {
  await using world = await startOperations(emptyDirectory);
  const id = await world.running(world.gateway());
  await world.gateway().interruptAbandoned();
  expect(await world.stateOf(id)).toBe('INTERRUPTED');
});
