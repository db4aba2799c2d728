import { Agent, request } from 'node:http';

/** A server of Node ends connections that nobody used for five seconds; one that goes then must not be taken for a request. */
export const IDLE_MS = 3_000;

const agent = new Agent({ keepAlive: true, maxSockets: 128, timeout: IDLE_MS });

/** Posts a text over a connection that stays open, the same way for both arms, and reads the JSON that comes. */
export function post(url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`));
        });
        response.once('error', reject);
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** A W3C trace context. */
export const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
