/** The least that a hop can cost: a program of its own that passes each request on over a connection that stays open, and the answer back. */
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IDLE_MS } from './client.ts';

const target = new URL(process.argv[2]!);
const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });

const server = createServer((incoming, response) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.once('end', () => {
    const body = Buffer.concat(chunks).toString();
    const headers = { 'content-type': 'application/cloudevents+json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request(target, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('end', () => response.end(Buffer.concat(parts).toString()));
    });
    outgoing.once('error', () => response.destroy());
    outgoing.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit(0));
