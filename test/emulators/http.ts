/** What the emulators of cloud management platforms share: a server that answers by routes, and faults on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came, its JSON or form body parsed. */
export interface EmulatedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names are lower-case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Undefined when there is none. */
  readonly body: unknown;
}

export interface EmulatedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, null as nothing, anything else as JSON. */
  readonly body: unknown;
}

/** Something that goes wrong, in the place of an answer or on its way. */
export type Fault =
  /** This answer instead; the request has no effect. */
  | { readonly type: 'answer'; readonly answer: EmulatedAnswer }
  /** The request is kept waiting for this, and takes effect then. */
  | { readonly type: 'wait'; readonly until: Promise<void> }
  /** The request takes effect and no answer ever comes. */
  | { readonly type: 'silence' }
  /** The request takes effect and the connection breaks before the answer. */
  | { readonly type: 'reset' }
  /** The answer stops in its middle, and the connection breaks. */
  | { readonly type: 'cut' }
  /** The answer is changed, such as to a page that was sent before. */
  | { readonly type: 'change'; change(answer: EmulatedAnswer): EmulatedAnswer };

export interface Emulator extends AsyncDisposable {
  readonly url: string;
  /** All that was asked, in order. */
  readonly requests: readonly EmulatedRequest[];
  /** What was asked against the system's specification. A test of a connector ends with this empty. */
  readonly violations: readonly string[];
  /** The next `count` requests that fit go wrong so. */
  inject(fits: (request: EmulatedRequest) => boolean, fault: Fault, count?: number): void;
}

export interface EmulatorPorts {
  /** Throws nothing: what it cannot do is an answer. */
  answer(request: EmulatedRequest): EmulatedAnswer | Promise<EmulatedAnswer>;
  /** What is wrong with a request, by the system's specification. */
  check?(request: EmulatedRequest): readonly string[];
}

/** Serves on a free port of this machine. */
export async function startEmulator({ answer, check = () => [] }: EmulatorPorts): Promise<Emulator> {
  const requests: EmulatedRequest[] = [];
  const violations: string[] = [];
  const faults: { fits(request: EmulatedRequest): boolean; fault: Fault; left: number }[] = [];

  function faultOf(request: EmulatedRequest): Fault | null {
    const found = faults.find(({ fits, left }) => left > 0 && fits(request));
    if (!found) return null;
    found.left -= 1;
    return found.fault;
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse) {
    const request = await requestOf(incoming);
    requests.push(request);
    violations.push(...check(request).map((rule) => `${request.method} ${request.path}: ${rule}`));
    const fault = faultOf(request);
    if (fault?.type === 'answer') return send(outgoing, fault.answer);
    if (fault?.type === 'wait') await fault.until;
    const answered = await answer(request);
    switch (fault?.type) {
      case 'silence':
        return;
      case 'reset':
        return void incoming.socket.destroy();
      case 'cut':
        return cut(outgoing, answered);
      case 'change':
        return send(outgoing, fault.change(answered));
      default:
        return send(outgoing, answered);
    }
  }

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((error: unknown) => {
      violations.push(`the emulator failed: ${String(error)}`);
      outgoing.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    violations,
    inject: (fits, fault, count = 1) => void faults.push({ fits, fault, left: count }),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function requestOf(incoming: IncomingMessage): Promise<EmulatedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(incoming.url!, 'http://emulator');
  const isForm = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return {
    method: incoming.method!,
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers as Readonly<Record<string, string | undefined>>,
    body: text === '' ? undefined : isForm ? Object.fromEntries(new URLSearchParams(text)) : parse(text),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const textOf = ({ body }: EmulatedAnswer) =>
  body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
const headersOf = ({ body, headers }: EmulatedAnswer) => ({
  'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
  ...headers,
});

function send(outgoing: ServerResponse, answer: EmulatedAnswer) {
  outgoing.writeHead(answer.status, headersOf(answer)).end(textOf(answer));
}

function cut(outgoing: ServerResponse, answer: EmulatedAnswer) {
  const text = textOf(answer);
  outgoing.writeHead(answer.status, { ...headersOf(answer), 'content-length': String(Buffer.byteLength(text)) });
  outgoing.write(text.slice(0, Math.floor(text.length / 2)), () => outgoing.destroy());
}
