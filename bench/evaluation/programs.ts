/** Programs of their own beside the benchmark: they end with it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Program<Message> extends AsyncDisposable {
  /** What it said once it was ready. */
  readonly message: Message;
  readonly pid: number;
}

/** Starts a module beside this one, and waits for its first message. */
export async function startProgram<Message>(module: string, args: readonly string[]): Promise<Program<Message>> {
  const path = fileURLToPath(new URL(module, import.meta.url));
  const child = fork(path, [...args], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = once(child, 'exit');
  const message = await Promise.race([
    once(child, 'message').then(([first]) => first as Message),
    gone.then(() => {
      throw new Error(`${module} ended before it was ready`);
    }),
  ]);
  return {
    message,
    pid: child.pid!,
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}
