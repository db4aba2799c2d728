/** Where a command writes: what was asked for to stdout, all that is said beside it to stderr. */
import { paintWith, type Paint } from './style.ts';
import { table, type Column } from './table.ts';
import { printable } from './text.ts';

export interface Terminal {
  /** One JSON document (or one a line, when following) instead of text. */
  readonly json: boolean;
  /** Whether a person can be asked: both ends are terminals and no program reads. */
  readonly interactive: boolean;
  readonly paint: Paint;
  /** Colours for stderr. */
  readonly paintNote: Paint;
  /** The columns of stderr. Null when it is not a terminal: then nothing is drawn over. */
  readonly noteColumns: number | null;
  /** Text that was made safe already, or is our own. */
  print(text: string): void;
  /** One line that names things of others. */
  printText(text: string): void;
  printJson(value: unknown): void;
  printLine(value: unknown): void;
  printTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void;
  /** One thing with its properties: names left, texts right. */
  printPairs(pairs: readonly (readonly [name: string, text: string, paint?: (text: string) => string])[]): void;
  /** A remark, on stderr. Its own line. */
  note(text: string): void;
  /** Text to stderr as it is, to draw with. */
  draw(text: string): void;
}

export function createTerminal(options: { json: boolean; color: boolean }, env: NodeJS.ProcessEnv): Terminal {
  const { stdin, stdout, stderr } = process;
  const colours = options.color && !env.NO_COLOR && env.TERM !== 'dumb';
  const print = (text: string) => void stdout.write(`${text}\n`);
  return {
    json: options.json,
    interactive: Boolean(stdin.isTTY && stderr.isTTY) && !options.json,
    paint: paintWith(colours && Boolean(stdout.isTTY)),
    paintNote: paintWith(colours && Boolean(stderr.isTTY)),
    noteColumns: stderr.isTTY ? stderr.columns || 80 : null,
    print,
    printText: (text) => print(printable(text)),
    printJson: (value) => print(JSON.stringify(value, null, 2)),
    printLine: (value) => print(JSON.stringify(value)),
    printTable: (columns, rows) => print(table(columns, rows, stdout.isTTY ? stdout.columns || 80 : null)),
    printPairs(pairs) {
      const widest = Math.max(...pairs.map(([name]) => name.length));
      for (const [name, text, paint = (whole: string) => whole] of pairs)
        print(`${name.padEnd(widest)}  ${paint(printable(text))}`);
    },
    note: (text) => void stderr.write(`${text.split('\n').map(printableLine).join('\n')}\n`),
    draw: (text) => void stderr.write(text),
  };
}

const COLOUR = new RegExp(`(${String.fromCharCode(27)}\\[\\d+m)`);

/** A remark may hold our own colours, so only those sequences pass. */
function printableLine(line: string): string {
  return line
    .split(COLOUR)
    .map((part, index) => (index % 2 === 1 ? part : safe(part)))
    .join('');
}

/** As `printable`, with the spaces at both ends kept. */
const safe = (part: string) =>
  part.replace(
    /^( *)(.*?)( *)$/s,
    (_whole, before: string, text: string, after: string) => before + printable(text) + after,
  );
