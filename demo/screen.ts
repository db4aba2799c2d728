import { styleText } from 'node:util';

/** What the reader sees: numbered steps, each with its operation and its answer. */
export interface Screen {
  step(title: string): void;
  /** An operation as it is sent. */
  sent(operation: string): void;
  /** An answer, or one event of a subscription. */
  answered(answer: unknown): void;
  note(text: string): void;
}

const MAX_LINES = 32;

export function createScreen(write: (line: string) => void): Screen {
  let steps = 0;
  const indented = (text: string, style: Parameters<typeof styleText>[0]) => {
    for (const line of text.split('\n')) write(`   ${styleText(style, line)}`);
  };
  return {
    step: (title) => write(`\n${styleText('bold', `${(steps += 1)}. ${title}`)}`),
    sent: (operation) => indented(operation.trim(), 'cyan'),
    answered(answer) {
      const lines = compact(answer).split('\n');
      const shown =
        lines.length > MAX_LINES
          ? [...lines.slice(0, MAX_LINES - 1), `… ${lines.length - MAX_LINES + 1} more lines`]
          : lines;
      indented(shown.join('\n'), 'green');
    },
    note: (text) => indented(text, 'dim'),
  };
}

/** JSON in which what fits on a line stays on it. */
function compact(value: unknown, indent = ''): string {
  const line = JSON.stringify(value, null, 1)?.replace(/\n\s*/g, ' ') ?? 'null';
  if (line.length + indent.length <= 116 || value === null || typeof value !== 'object') return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + compact(item, inner)).join(',\n')}\n${indent}]`;
  const fields = Object.entries(value).map(([name, field]) => `${inner}"${name}": ${compact(field, inner)}`);
  return `{\n${fields.join(',\n')}\n${indent}}`;
}
