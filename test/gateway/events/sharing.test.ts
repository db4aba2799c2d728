/** What functions that are stuck leave to the others. */
import { expect, it } from 'vitest';
import { emptyDirectory } from '../../support/places.ts';
import { until } from '../../support/until.ts';
import { handled, holding, startArea } from './area.ts';

it('two functions that are stuck leave room for a third', async () => {
  await using place = await emptyDirectory();
  const [a, b] = [holding(), holding()];
  const handlers = { 'echo.a': a.handler, 'echo.b': b.handler, 'echo.quick': () => handled() };
  await using area = await startArea(place.location, { handlers });
  for (const name of ['a', 'b', 'quick']) await area.subscribe({ name, eventType: name, functionName: `echo.${name}` });
  const posted = ['a', 'b'].flatMap((type) => Array.from({ length: 80 }, () => area.post({ type })));
  await Promise.all(posted);
  await until(() => a.held.length + b.held.length >= 48);
  for (let count = 1; count <= 5; count += 1) {
    await area.post({ type: 'quick' });
    await until(() => area.calls.filter(({ fn }) => fn.name === 'echo.quick').length === count);
  }
  expect([a.held.length, b.held.length].toSorted((x, y) => x - y)).toEqual([16, 32]);
  await area.events.close(0);
});
