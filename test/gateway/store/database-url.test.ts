/** What can be wrong with DATABASE_URL, told in one line that never shows the password in it. */
import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { StartRefused } from '../../../gateway/errors.ts';
import { openStore } from '../../../gateway/store/index.ts';

async function refusalOf(databaseUrl: string): Promise<string> {
  const error: unknown = await openStore({ databaseUrl }).then(
    (store) => store.close(),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartRefused);
  const { message } = error as Error;
  expect(message).not.toMatch(/\n|s3cret/);
  return message;
}

it('refuses an address where nothing listens', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  expect(await refusalOf(`postgres://user:s3cret@127.0.0.1:${port}/causeway`)).toBe(
    'cannot use DATABASE_URL: the database refuses connections. Try again later',
  );
});

it('refuses an address where something else listens', async () => {
  const server = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expect(await refusalOf(`postgres://user:s3cret@127.0.0.1:${port}/causeway`)).toMatch(/^cannot use DATABASE_URL: /);
  server.close();
});

it('refuses a socket that does not exist', async () => {
  expect(await refusalOf('postgres://user:s3cret@/causeway?host=/nowhere')).toBe(
    'cannot use DATABASE_URL: the socket of DATABASE_URL does not exist',
  );
});

it.each(['postgres://user:s3cret@host:port/x', 'http://user:s3cret@127.0.0.1/x', 'nonsense', ''])(
  'refuses what is no address of a database: %j',
  async (databaseUrl) => {
    expect(await refusalOf(databaseUrl)).toBe(
      'DATABASE_URL is not an address: write postgres://USER:PASSWORD@HOST/DATABASE',
    );
  },
);
