/** What every command is handed, and how commander's actions become commands with an exit code. */
import type { Command } from 'commander';
import { createApi, type Api, type GraphQLFailure } from './api.ts';
import { EXIT, WrongUsage, type Exit } from './failures.ts';
import { createTerminal, type Terminal } from './output/terminal.ts';
import { settings } from './settings.ts';

export interface Context {
  readonly api: Api;
  readonly terminal: Terminal;
}

export interface GlobalOptions {
  readonly url?: string;
  readonly key?: string;
  readonly json?: boolean;
  readonly color: boolean;
}

/** A command's work. What it returns is the exit code; nothing means 0. */
export type Work<Options, Operands extends readonly unknown[]> = (
  context: Context,
  options: Options & GlobalOptions,
  ...operands: Operands
) => Promise<Exit | void>;

export const terminalFor = (options: Partial<GlobalOptions>): Terminal =>
  createTerminal({ json: options.json ?? false, color: options.color ?? true }, process.env);

/** The action for commander: opens the API with the global options, then does the work. */
export function action<Options, Operands extends readonly unknown[]>(work: Work<Options, Operands>) {
  return async (...parameters: unknown[]): Promise<void> => {
    const command = parameters.at(-1) as Command;
    const options = command.optsWithGlobals<Options & GlobalOptions>();
    const terminal = terminalFor(options);
    let partial = false;
    const api = createApi(await settings(options, process.env), (failures: readonly GraphQLFailure[]) => {
      partial = true;
      for (const { message } of failures) terminal.note(`${terminal.paintNote('yellow', 'missing')} ${message}`);
    });
    const exit = await work({ api, terminal }, options, ...(parameters.slice(0, -2) as unknown as Operands));
    process.exitCode = exit || (partial ? EXIT.partial : EXIT.ok);
  };
}

/** For flags that may be repeated. */
export const repeated = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** How a value of one of the API's enums may be typed: `in-use` for `IN_USE`. The gateway refuses wrong ones. */
export const enumValue = <Value extends string>(text: string): Value =>
  text.toUpperCase().replaceAll('-', '_') as Value;

/** For repeated flags that hold values of an enum. Null when the flag was not given. */
export const enumValues = <Value extends string>(texts: readonly string[] | undefined): Value[] | null =>
  texts?.map((text) => enumValue<Value>(text)) ?? null;

/** `--limit`: a whole number from 1, or `all`. */
export function limit(text: string): number {
  if (text === 'all') return Infinity;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new WrongUsage('--limit takes a whole number from 1, or `all`');
  return Number(text);
}
