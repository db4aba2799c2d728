/** The containers of one action: one activation at a time in each, made when none is idle, killed when it is too slow. */
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { startChild, type Child } from '../child.ts';
import { bodyOf } from '../lambda/http.ts';

/** `exec` of an action. */
export interface ActionCode {
  /** JavaScript, or with `binary` a zip archive in base64. */
  readonly code: string;
  /** Absent: `main`. */
  readonly main?: string;
  readonly binary?: boolean;
}

/** How one run ended, before it becomes a record. */
export type RunEnd =
  | { readonly type: 'answer'; readonly status: number; readonly text: string }
  | { readonly type: 'tooSlow' | 'died' }
  | { readonly type: 'initFailed'; readonly error: unknown };

export interface Containers {
  /** `wasCold`: a container was made for it. */
  run(message: Readonly<Record<string, unknown>>, timeoutMs: number): Promise<{ end: RunEnd; wasCold: boolean }>;
  /** What all of them wrote. */
  readonly output: string;
  close(): Promise<void>;
}

const PROXY = fileURLToPath(new URL('./action-proxy.mjs', import.meta.url));

export function createContainers(action: ActionCode): Containers {
  const idle: Child[] = [];
  const all: Child[] = [];
  let closed = false;

  const make = async (): Promise<Child | RunEnd> => {
    const child = await startChild({ argv: () => [PROXY], port: 'own' });
    all.push(child);
    if (closed) await child.kill();
    const init = await post(child, '/init', { value: action });
    if (init?.status === 200) return child;
    await child.kill();
    return { type: 'initFailed', error: init ? (JSON.parse(init.text) as { error: unknown }).error : 'it died' };
  };

  return {
    async run(message, timeoutMs) {
      let container = idle.pop();
      while (container?.isGone) container = idle.pop();
      const wasCold = !container;
      const made = container ?? (await make());
      if ('type' in made) return { end: made, wasCold };
      let timer: NodeJS.Timeout | undefined;
      const tooSlow = new Promise<'tooSlow'>((resolve) => (timer = setTimeout(resolve, timeoutMs, 'tooSlow')));
      const end = await Promise.race([post(made, '/run', message), tooSlow]);
      clearTimeout(timer);
      if (end === 'tooSlow' || end === null) {
        await made.kill();
        return { end: { type: end ?? 'died' }, wasCold };
      }
      if (closed) await made.kill();
      else idle.push(made);
      return { end: { type: 'answer', ...end }, wasCold };
    },
    get output() {
      return all.map(({ output }) => output).join('');
    },
    async close() {
      closed = true;
      await Promise.all(all.map((child) => child.kill()));
    },
  };
}

/** A container stands idle for as long as it likes, and is asked over the connection of before. */
const agent = new Agent({ keepAlive: true });

/** Null: the container died. */
function post({ port }: Child, path: string, body: unknown): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    const outgoing = request({ port, host: '127.0.0.1', path, method: 'POST', agent, headers }, (answer) => {
      bodyOf(answer).then(
        (bytes) => resolve({ status: answer.statusCode!, text: bytes.toString() }),
        () => resolve(null),
      );
    });
    outgoing.once('error', () => resolve(null)).end(JSON.stringify(body));
  });
}
