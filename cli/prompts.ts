/** Questions to a person. Without a terminal each becomes an error that names the flag to give instead. */
import { Interrupted, WrongUsage } from './failures.ts';
import type { Terminal } from './output/terminal.ts';

interface Question {
  readonly message: string;
  /** What to give on the command line instead, such as `--connector`. */
  readonly flag: string;
}

export async function askText(terminal: Terminal, { message, flag }: Question): Promise<string> {
  const { text } = await prompts(terminal, flag);
  const answer = answered(await text({ message, output: process.stderr, validate: typed }));
  return answer.trim();
}

/** The answer is not shown. May be empty only when `optional`. */
export async function askSecret(
  terminal: Terminal,
  { message, flag, optional = false }: Question & { optional?: boolean },
): Promise<string> {
  const { password } = await prompts(terminal, flag);
  const validate = optional ? () => undefined : typed;
  return answered(await password({ message, output: process.stderr, validate })) ?? '';
}

export async function askChoice(
  terminal: Terminal,
  { message, flag, choices }: Question & { choices: readonly { value: string; label: string; hint?: string }[] },
): Promise<string> {
  const { select } = await prompts(terminal, flag);
  return answered(await select({ message, output: process.stderr, options: [...choices] }));
}

/** Goes on when the answer is yes; else it is the end of the command. */
export async function askYes(terminal: Terminal, { message, flag }: Question): Promise<void> {
  const { confirm } = await prompts(terminal, flag);
  if (!answered(await confirm({ message, output: process.stderr, initialValue: false })))
    throw new Interrupted('given up; nothing was changed');
}

async function prompts(terminal: Terminal, flag: string) {
  if (!terminal.interactive)
    throw new WrongUsage(`${flag} is missing, and there is no terminal to ask on`, `Give ${flag}.`);
  return await import('@clack/prompts');
}

const typed = (value: string | undefined) => (value?.trim() ? undefined : 'Please type something');

/** Clack gives a symbol when the question was cancelled. */
function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (typeof answer === 'symbol') throw new Interrupted('given up; nothing was changed');
  return answer as Exclude<Answer, symbol>;
}
