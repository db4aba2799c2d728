import { expect, it } from 'vitest';
import { table } from '../../../cli/output/table.ts';
import { fit, printable, width } from '../../../cli/output/text.ts';
import { absolute, relative } from '../../../cli/output/time.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

const COLUMNS = [
  { title: 'ID', cell: ({ id }: Row) => id, whole: true },
  { title: 'NAME', cell: ({ name }: Row) => name },
  { title: 'COUNT', cell: ({ count }: Row) => String(count), right: true },
];

it('lines up wide characters, emoji, combining marks and numbers', () => {
  const rows = [
    { id: 'a', name: '数据库', count: 7 },
    { id: 'bcd', name: '🚀 web', count: 1200 },
    { id: 'e', name: 'cafe\u0301', count: 30 },
    { id: 'f', name: '👩‍👩‍👧', count: 1 },
  ];
  expect(table(COLUMNS, rows, null)).toBe(
    [
      'ID   NAME    COUNT', //
      'a    数据库      7',
      'bcd  🚀 web   1200',
      'e    cafe\u0301       30',
      'f    👩‍👩‍👧          1',
    ].join('\n'),
  );
});

it('cuts the widest columns when the terminal is narrow, and never an id', () => {
  const id = 'res_0123456789abcdef';
  const cut = table(COLUMNS, [{ id, name: 'a name that goes on and on', count: 1 }], 40);
  expect(cut).toBe('ID                    NAME         COUNT\nres_0123456789abcdef  a name tha…      1');
  expect(table(COLUMNS, [{ id, name: 'a name that goes on and on', count: 1 }], 10)).toContain(id);
});

it('leaves out what can be spared when cutting is not enough', () => {
  const columns = [...COLUMNS, { title: 'SEEN', cell: () => 'long ago', whole: true, spare: true }];
  expect(table(columns, [{ id: 'res_0123456789', name: 'web', count: 1 }], 34)).toBe(
    'ID              NAME  COUNT\nres_0123456789  web       1',
  );
  expect(table(columns, [{ id: 'res_0123456789', name: 'web', count: 1 }], 37)).toContain('SEEN');
});

it('shows nothing that a terminal would obey', () => {
  const attack = 'web\u001b[2J\u001b]0;owned\u0007\r\nroot\u202egnp';
  expect(table(COLUMNS, [{ id: 'a', name: attack, count: 1 }], null)).toMatchInlineSnapshot(`
    "ID  NAME                       COUNT
    a   web [2J ]0;owned root gnp      1"
  `);
  expect(printable('\u009b31m red')).toBe('31m red');
});

it('measures and cuts by columns, not by characters', () => {
  expect(width('数据库')).toBe(6);
  expect(fit('数据库', 4)).toBe('数…');
  expect(fit('abc', 3)).toBe('abc');
});

it('says how long ago something was, up to 30 days', () => {
  const now = Date.parse('2026-06-01T12:00:00.000Z');
  const at = (seconds: number) => relative(new Date(now - seconds * 1000).toISOString(), now);
  expect([0, 59, 60, 3599, 3600, 86_400, 29 * 86_400].map(at)).toEqual([
    '0 s ago',
    '59 s ago',
    '1 min ago',
    '59 min ago',
    '1 h ago',
    '1 d ago',
    '29 d ago',
  ]);
  expect(at(31 * 86_400)).toBe('2026-05-01');
  expect(at(-7200)).toBe('in 2 h');
  expect(relative(null)).toBe('never');
  expect(absolute('2026-06-01T12:00:00.000Z')).toBe('2026-06-01 12:00:00Z');
});
