import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { AddressRefused } from '../../../../gateway/errors.ts';
import { createHttp } from '../../../../gateway/invoke/http/client.ts';
import { refusalOfHost } from '../../../../gateway/invoke/http/guard.ts';
import { ok, rawServer } from './raw-server.ts';

const OPEN = { privateAddresses: 'allow', exposed: false } as const;
const STRICT = { privateAddresses: 'refuse', exposed: false } as const;
/** As it stands in a URL, which rewrites odd spellings. */
const hostOf = (host: string) => new URL(`http://${host}/`).hostname;

const NEVER = [
  '169.254.169.254',
  '169.254.170.2',
  '0xA9FEA9FE',
  '2852039166',
  '0251.0376.0251.0376',
  '169.254.43518',
  '169.254.169.254.',
  '①⑥⑨.254.169.254',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b::169.254.169.254]',
  '[::ffff:0:169.254.169.254]',
  '[::ffff:0:a9fe:a9fe]',
  '[2002:a9fe:a9fe::]',
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  '[fd00:ec2::254]',
  '[fd00:ec2::23]',
  '[fd20:ce::254]',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '0.0.0.0',
  '0',
  '[::]',
  '[::127.0.0.1]',
  '224.0.0.1',
  '255.255.255.255',
  '[ff02::1]',
  'metadata.google.internal',
  'METADATA.google.internal.',
  'instance-data',
];
const PRIVATE = [
  '127.0.0.1',
  '127.1',
  '0x7f.1',
  '017700000001',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '100.127.255.255',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[::ffff:10.0.0.1]',
];
const PUBLIC = [
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.0.1',
  '100.128.0.1',
  '[2606:4700::1111]',
  '[::ffff:8.8.8.8]',
  '[64:ff9b::808:808]',
  'example.com',
  'metadata.example.com',
];

describe('an address', () => {
  it.each(NEVER)('%s is never called', (host) => {
    expect(refusalOfHost(hostOf(host), OPEN)).toBeInstanceOf(AddressRefused);
    expect(refusalOfHost(hostOf(host), STRICT)).toBeInstanceOf(AddressRefused);
  });

  it.each(PRIVATE)('%s is private: called only where that is allowed', (host) => {
    expect(refusalOfHost(hostOf(host), STRICT)?.message).toContain('--private-function-addresses allow');
    expect(refusalOfHost(hostOf(host), OPEN)).toBeNull();
    expect(refusalOfHost(hostOf(host), { ...OPEN, exposed: true })).toBeNull();
  });

  it.each(PUBLIC)('%s is public', (host) => {
    expect(refusalOfHost(hostOf(host), STRICT)).toBeNull();
  });

  it('that is public gets no secret in clear', () => {
    expect(refusalOfHost('8.8.8.8', { ...OPEN, exposed: true })?.message).toContain('Use https://');
  });
});

describe('a name', () => {
  const request = (url: string, headers = {}) => ({
    method: 'POST' as const,
    url,
    headers,
    body: 'canary',
    deadlineAt: Date.now() + 5_000,
    signal: new AbortController().signal,
    maxResponseBytes: 1_000,
  });
  const resolving = (...answers: string[][]) => {
    const asked: string[] = [];
    const resolve = (name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) => {
      const found = answers[Math.min(asked.push(name), answers.length) - 1]!;
      done(
        null,
        found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
    return { asked, resolve };
  };

  it.each([
    ['loopback', ['127.0.0.1']],
    ['loopback in IPv6', ['::1']],
    ['an address in disguise', ['::ffff:127.0.0.1']],
    ['metadata', ['169.254.169.254']],
    ['a good address and a bad one', ['8.8.8.8', '10.0.0.1']],
  ])('that leads to %s is refused', async (_what, addresses) => {
    const http = createHttp({ privateAddresses: 'refuse', resolve: resolving(addresses).resolve });
    expect(await http.send(request('http://innocent.example/'))).toMatchObject({
      type: 'refused',
      error: { code: 'ADDRESS_REFUSED', message: expect.stringContaining('innocent.example') },
    });
    await http.close();
  });

  it('is connected to at the very address that was judged: it is looked up once', async () => {
    await using server = await rawServer((socket) => socket.write(ok('', { Connection: 'close' })));
    const { port } = new URL(server.url);
    const { asked, resolve } = resolving(['127.0.0.1'], ['169.254.169.254']);
    const http = createHttp({ privateAddresses: 'allow', resolve });
    const url = `http://changing.example:${port}/`;
    expect(await http.send(request(url))).toMatchObject({ type: 'answer' });
    expect(asked).toHaveLength(1);
    expect(await http.send(request(url))).toMatchObject({ type: 'refused' });
    expect(asked).toHaveLength(2);
    await http.close();
  });

  it('of a public address gets no secret in clear, on no connection', async () => {
    const http = createHttp({ privateAddresses: 'refuse', resolve: resolving(['192.0.2.1']).resolve });
    for (const header of ['authorization', 'x-functions-key', 'Authorization'])
      expect(await http.send(request('http://public.example/', { [header]: 'canary' }))).toMatchObject({
        type: 'refused',
        error: { message: expect.stringContaining('in clear') },
      });
    await http.close();
  });

  it('has no secret sent to it by way of what was opened without one', async () => {
    const http = createHttp({ privateAddresses: 'refuse', resolve: resolving(['192.0.2.1']).resolve, drainMs: 0 });
    const open = { ...request('http://public.example/'), deadlineAt: Date.now() + 50 };
    expect(await http.send(open)).not.toMatchObject({ type: 'refused' });
    expect(await http.send(request(open.url, { authorization: 'canary' }))).toMatchObject({ type: 'refused' });
    await http.close();
  });

  it('need not be there: numbers are judged as they are', async () => {
    const http = createHttp({ privateAddresses: 'refuse' });
    for (const host of ['169.254.169.254', '0x7f.1', '[::ffff:10.0.0.1]', 'metadata.google.internal'])
      expect(await http.send(request(`http://${host}:1/`))).toMatchObject({ type: 'refused' });
    await http.close();
  });

  it('is localhost under any policy but one', async () => {
    const http = createHttp({ privateAddresses: 'refuse' });
    expect(await http.send(request('http://localhost:1/'))).toMatchObject({ type: 'refused' });
    await http.close();
  });
});
