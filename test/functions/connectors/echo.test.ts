import { expect, it } from 'vitest';
import { connector } from '../../../functions/connectors/echo/connector.ts';
import { environmentRuntime } from '../../../functions/sdk/hosts/environment.ts';
import { DESCRIBE, descriptionSchema } from '../../../functions/sdk/index.ts';
import { serve } from '../../../functions/sdk/serve.ts';
import { callOf } from '../sdk/fixture.ts';

const run = serve(connector, { ...environmentRuntime({}), log: () => {} });
const EVENT = { specversion: '1.0', id: 'e-1', source: '/tests', type: 'tried' };

it.each([
  ['a text', 'données €'],
  ['a list', [1, { two: null }]],
  ['null', null],
  ['a zero', 0],
])('answers what it is given: %s', async (_what, data) => {
  const reply = await run(callOf('echo.echo', { input: { ...EVENT, data } }));
  expect(reply).toEqual({ ok: true, data: { data: { id: 'e-1', type: 'tried', data } } });
});

it('answers null for an event without data', async () => {
  const reply = await run(callOf('echo.echo', { input: EVENT }));
  expect(reply).toEqual({ ok: true, data: { data: { id: 'e-1', type: 'tried', data: null } } });
});

it('refuses what is no event', async () => {
  expect(await run(callOf('echo.echo'))).toMatchObject({ ok: false, error: { code: 'BAD_USER_INPUT' } });
});

it('needs nothing of the place where it runs', async () => {
  const reply = await run(callOf(DESCRIBE));
  expect(descriptionSchema.parse(reply.ok && reply.data)).toMatchObject({
    manifest: { name: 'echo', credentialSchema: null, functions: [{ name: 'echo.echo', effect: 'READ' }] },
    sealingKey: null,
    version: null,
  });
});
