/** How far a piece of work has come: a bar on a terminal, a plain line now and then elsewhere, nothing for programs. */
import type { Terminal } from './terminal.ts';
import { fit, printable } from './text.ts';

const BAR_COLUMNS = 24;
const CLEAR_LINE = '\r\u001b[2K';

export interface Progress {
  /** `total` is null while it is not known. */
  show(done: number, total: number | null): void;
  /** Takes the bar away. */
  end(): void;
}

export function createProgress(terminal: Terminal, label: string, unit: string): Progress {
  if (terminal.json) return { show() {}, end() {} };
  return terminal.noteColumns === null ? lines(terminal, label, unit) : bar(terminal, label, unit);
}

function bar(terminal: Terminal, label: string, unit: string): Progress {
  return {
    show(done, total) {
      const filled = total ? Math.round((done / total) * BAR_COLUMNS) : 0;
      const drawn =
        terminal.paintNote('cyan', '█'.repeat(filled)) + terminal.paintNote('dim', '░'.repeat(BAR_COLUMNS - filled));
      const amount = total === null ? `${done} ${unit}` : `${done}/${total} ${unit}`;
      const room = (terminal.noteColumns ?? 0) - BAR_COLUMNS - amount.length - 3;
      terminal.draw(`${CLEAR_LINE}${fit(printable(label), Math.max(room, 0))} ${drawn} ${amount}`);
    },
    end: () => terminal.draw(CLEAR_LINE),
  };
}

/** At most eleven lines, however many steps there are. */
function lines(terminal: Terminal, label: string, unit: string): Progress {
  let lastTenth = -1;
  return {
    show(done, total) {
      const tenth = total ? Math.floor((done / total) * 10) : 0;
      if (tenth === lastTenth) return;
      lastTenth = tenth;
      terminal.note(`${label}: ${done} of ${total ?? 'unknown'} ${unit}`);
    },
    end() {},
  };
}
