/** The same over real connections: real invokers, real servers, the system's clock. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connector as echo } from '../../../functions/connectors/echo/connector.ts';
import { manifestOf } from '../../../functions/sdk/index.ts';
import { systemClock } from '../../../gateway/clock.ts';
import { createFunctions, createInvokers, type Functions, type FunctionCall } from '../../../gateway/invoke/index.ts';
import { createSecrets } from '../../../gateway/secrets/index.ts';
import { rawServer } from './http/raw-server.ts';
import { replyTo, startPlatform } from './platforms/platform-server.ts';
import { deployed, READ, WRITE } from './scripted.ts';

const open = (privateAddresses: 'allow' | 'refuse') =>
  createFunctions({
    invokers: createInvokers({
      local: { hostPath: '/nonexistent', keyDirectory: '/nonexistent', log: () => {} },
      secrets: createSecrets({ env: {}, directory: '/nonexistent', clock: systemClock }),
      privateAddresses,
    }),
    clock: systemClock,
  });

let functions: Functions;
beforeEach(() => void (functions = open('allow')));
afterEach(() => functions.close());

const at = (url: string, fn = WRITE, more: Partial<FunctionCall> = {}): FunctionCall => ({
  fn: deployed(fn, { target: functions.target('HTTP', { url }) }),
  input: {},
  account: null,
  deadlineAt: Date.now() + 5_000,
  ...more,
});

it('asks a deployment who it is', async () => {
  const description = {
    manifest: JSON.parse(JSON.stringify(manifestOf(echo))) as object,
    sealingKey: null,
    version: null,
  };
  await using there = await startPlatform(({ body }) => ({ status: 200, body: replyTo(body, description) }));
  expect(await functions.describe(at(there.url).fn.deployment)).toEqual(description);
});

it('waits as long as a platform that throttles says, and then is served, also what is not idempotent', async () => {
  await using there = await startPlatform(({ body }, nth) =>
    nth === 1 ? { status: 429, headers: { 'retry-after': '1' } } : { status: 200, body: replyTo(body) },
  );
  const startedAt = Date.now();
  expect(await functions.call(at(there.url))).toEqual({ data: 'done', cursor: null });
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
  const attempts = there.requests.map(({ body }) => (JSON.parse(body) as { data: { attempt: number } }).data.attempt);
  expect(attempts).toEqual([1, 2]);
});

it('what is not idempotent is sent once to a platform that breaks off, and may have taken effect', async () => {
  let requests = 0;
  await using there = await rawServer((socket) => (requests++, void socket.destroy()));
  await expect(functions.call(at(there.url))).rejects.toMatchObject({
    code: 'FUNCTION_FAILED',
    facts: { ran: 'unknown' },
  });
  expect(requests).toBe(1);
});

it('a reading is sent again to a platform that breaks off', async () => {
  let requests = 0;
  await using there = await rawServer((socket) => (requests++, void socket.destroy()));
  await expect(functions.call(at(there.url, READ))).rejects.toMatchObject({ code: 'FUNCTION_FAILED' });
  expect(requests).toBeGreaterThan(1);
  expect(requests).toBeLessThanOrEqual(6);
});

it('a platform that is not there is asked again until the deadline, and did not run it', async () => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const startedAt = Date.now();
  const call = at(`http://127.0.0.1:${port}`, WRITE, { deadlineAt: startedAt + 500 });
  // A timer of this process is late where the deadline is, so a busy machine changes nothing.
  const ended = Promise.race([functions.call(call), sleep(600, 'later than its deadline')]);
  await expect(ended).rejects.toMatchObject({ code: 'FUNCTION_UNREACHABLE', facts: { ran: 'no' } });
});

it('a platform that never answers is left at the deadline', async () => {
  await using there = await rawServer(() => {});
  const startedAt = Date.now();
  const call = at(there.url, WRITE, { deadlineAt: startedAt + 300 });
  await expect(functions.call(call)).rejects.toMatchObject({ code: 'FUNCTION_TIMEOUT', facts: { ran: 'unknown' } });
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(295);
  expect(functions.condition(call.fn.deployment).callsInFlight).toBe(0);
});

it('an address that must not be called is not, and the caller hears why', async () => {
  await using there = await startPlatform(({ body }) => ({ status: 200, body: replyTo(body) }));
  const call = at(there.url);
  await functions.close();
  functions = open('refuse');
  await expect(functions.call(call)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED', facts: { ran: 'no' } });
  expect(there.requests).toEqual([]);
});

it('a hundred identical readings at once are one request', async () => {
  await using there = await startPlatform(({ body }) => ({ status: 200, body: replyTo(body), afterMs: 50 }));
  const call = at(there.url, READ);
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => functions.call({ ...call, deadlineAt: Date.now() + 5_000 })),
  );
  expect(answers).toEqual(Array.from({ length: 100 }, () => ({ data: 'done', cursor: null })));
  expect(there.requests).toHaveLength(1);
});
