/** Rows for people: columns as wide as they need to be, and no wider than the terminal together. */
import { fit, printable, width } from './text.ts';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  /** Colours a padded cell. */
  readonly paint?: (text: string, row: Row) => string;
  readonly right?: boolean;
  /** Never cut, since people copy it whole: ids. */
  readonly whole?: boolean;
  /** Left out, the rightmost first, where the terminal is too narrow for the others, cut as far as they can be read. */
  readonly spare?: boolean;
}

const GAP = 2;
const NARROWEST = 6;
/** A cut column is wide enough to be read; before others get narrower than this, spare ones go. */
const LEGIBLE = 16;

/** The table with its titles, a line each, and its columns as the terminal has room for them; null: as wide as it gets. */
export function table<Row>(all: readonly Column<Row>[], rows: readonly Row[], terminalColumns: number | null): string {
  const cellsOf = (columns: readonly Column<Row>[]) =>
    rows.map((row) => columns.map((column) => printable(column.cell(row))));
  const widthsOf = (columns: readonly Column<Row>[], cells: readonly (readonly string[])[]) =>
    columns.map(({ title }, index) => cells.reduce((most, row) => Math.max(most, width(row[index]!)), title.length));
  const columns = terminalColumns === null ? all : leaveOut(all, widthsOf(all, cellsOf(all)), terminalColumns);
  const cells = cellsOf(columns);
  const natural = widthsOf(columns, cells);
  const widths = terminalColumns === null ? natural : shrink(columns, natural, terminalColumns);
  const line = (texts: readonly string[], row: Row | null) =>
    columns
      .map(({ right, paint }, index) => {
        const text = fit(texts[index]!, widths[index]!);
        const space = ' '.repeat(widths[index]! - width(text));
        const last = index === columns.length - 1;
        const painted = row === null || !paint ? text : paint(text, row);
        return right ? space + painted : last ? painted : painted + space;
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  return [
    line(
      columns.map(({ title }) => title),
      null,
    ),
    ...rows.map((row, index) => line(cells[index]!, row)),
  ].join('\n');
}

/** The columns without those that must go since there is no room for the rest, however much it is cut. */
function leaveOut<Row>(
  columns: readonly Column<Row>[],
  natural: readonly number[],
  limit: number,
): readonly Column<Row>[] {
  const least = columns.map(({ whole }, index) => GAP + (whole ? natural[index]! : Math.min(natural[index]!, LEGIBLE)));
  const kept = new Set(columns);
  let excess = least.reduce((sum, size) => sum + size, -GAP) - limit;
  for (const [index, column] of [...columns.entries()].toReversed()) {
    if (excess <= 0) break;
    if (!column.spare) continue;
    kept.delete(column);
    excess -= least[index]!;
  }
  return columns.filter((column) => kept.has(column));
}

/** Takes columns from the widest that may be cut, one at a time, until the table fits or nothing is left to take. */
function shrink<Row>(columns: readonly Column<Row>[], natural: readonly number[], limit: number): readonly number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, size) => sum + size + GAP, -GAP) - limit;
  while (excess > 0) {
    let widest = -1;
    for (const [index, column] of columns.entries()) {
      if (!column.whole && widths[index]! > NARROWEST && (widest === -1 || widths[index]! > widths[widest]!))
        widest = index;
    }
    if (widest === -1) break;
    widths[widest]! -= 1;
    excess -= 1;
  }
  return widths;
}
