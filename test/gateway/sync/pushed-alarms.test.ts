import { expect, it } from 'vitest';
import { firing } from '../../support/alarms.ts';
import { holding, ok, startAreas } from '../../support/areas.ts';
import { until } from '../../support/until.ts';

it('what is pushed while a poll is under way is not ended by that poll, and is by the next one', async () => {
  let hold = false;
  const { platform, held } = holding(({ functionName }) => hold && functionName === 'sandbox.listAlarms');
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(async () => (await areas.directory.load(id, null))?.state === 'READY');
  const firingNow = async () => (await areas.alarms.search(null, {}, null)).nodes.map(({ title }) => title);

  hold = true;
  areas.clock.advance(60_000);
  const poll = areas.sync.pollAlarms(id);
  await until(() => held.length === 2);
  areas.clock.advance(1_000);
  const pushed = { providerId: id, region: 'us-east', alarms: [firing('disk-full')] };
  await areas.store.transaction((trx) => areas.alarms.observePushed(trx, pushed));
  for (const { answer } of held) answer(ok([]));
  await poll;
  expect(await firingNow()).toEqual(['disk-full']);

  hold = false;
  areas.clock.advance(60_000);
  await areas.sync.pollAlarms(id);
  expect(await firingNow()).toEqual([]);
  expect(areas.unexpected).toEqual([]);
});
