/** A process that appends to a store's audit for ever and prints each sequence number once it is committed. */
import { openStore } from '../../gateway/store/index.ts';

const store = await openStore({ directory: process.argv[2]! });
for (;;) {
  const seq = await store.transaction(async (trx) => {
    const entry = { at: Date.now(), actor: null, action: 'x', provider_id: null, details: '{}', outcome: 'ok' };
    return (await trx.insertInto('audit').values(entry).returning('seq').executeTakeFirstOrThrow()).seq;
  });
  process.stdout.write(`${seq}\n`);
}
