/** What many commit together. */
import { expect, it } from 'vitest';
import { StoreUnavailable } from '../../../gateway/errors.ts';
import { createBatches } from '../../../gateway/events/batches.ts';

it('what many have in common fails for the one that is guilty alone', async () => {
  const worked: string[][] = [];
  const work = async (items: readonly string[]) => {
    worked.push([...items]);
    if (items.includes('poison')) throw new Error('a fault of this one');
    return items.map((item) => item.toUpperCase());
  };
  const add = createBatches({ maxWeight: 10, weightOf: () => 1 }, work);
  const [first, poison, last] = await Promise.allSettled(['a', 'poison', 'b'].map(add));
  expect([first, last]).toEqual([
    { status: 'fulfilled', value: 'A' },
    { status: 'fulfilled', value: 'B' },
  ]);
  expect(poison).toMatchObject({ status: 'rejected', reason: { message: 'a fault of this one' } });
  expect(worked).toEqual([['a', 'poison', 'b'], ['a'], ['poison'], ['b']]);
});

it('where the store fails nobody is tried again alone', async () => {
  let tries = 0;
  const add = createBatches({ maxWeight: 10, weightOf: () => 1 }, async (): Promise<never[]> => {
    tries += 1;
    throw new StoreUnavailable('the disk is full');
  });
  const ended = await Promise.allSettled(['a', 'b'].map(add));
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(tries).toBe(1);
});
