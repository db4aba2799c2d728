import { expect, test } from 'vitest';
import type { CloudEvent } from '../../../functions/sdk/index.ts';
import { createFilters, newBudget, type Budget } from '../../../gateway/events/filter.ts';

const filters = createFilters();
const event = (data: unknown): CloudEvent => ({
  specversion: '1.0',
  id: '1',
  source: '/shop',
  type: 'order.paid',
  data,
});
const fits = (filter: string, data: unknown, budget?: Budget) =>
  filters.fits({ eventType: 'order.paid', filter }, event(data), budget);

const numbers = Array.from({ length: 50_000 }, (_, index) => index);

test.each([
  'event.data.all(a, event.data.all(b, a + b >= 0.0))',
  'event.data.exists(a, event.data.exists(b, a + b < 0.0))',
  'event.data.map(a, event.data.map(b, b)).size() > 0',
  'event.data.filter(a, event.data.exists_one(b, a == b)).size() > 0',
])('loops in loops over a large event end soon, and the event is not lost silently: %s', (filter) => {
  const begin = performance.now();
  expect(fits(filter, numbers)).toEqual({ reason: 'it takes longer than 50 ms' });
  expect(performance.now() - begin).toBeLessThan(1_000);
  expect(fits(filter, [1])).not.toHaveProperty('reason');
});

test('loops in loops over what people send are told', () => {
  const filter = "event.data.commits.exists(c, c.files.exists(f, f.startsWith('src/')))";
  const push = (file: string) => ({ commits: [{ files: ['README.md'] }, { files: [file] }] });
  expect(fits(filter, push('src/a.ts'))).toBe('yes');
  expect(fits(filter, push('docs/a.md'))).toBe('no');
});

test('what goes wrong in a loop is told as it is', () => {
  expect(fits('event.data.all(a, a.amount > 1)', [{}])).toEqual({ reason: 'No such key: amount' });
});

test('one that is late again and again is evaluated no more, which is told once; its like goes on', () => {
  const filter = 'event.data.all(a, event.data.all(b, event.data.all(c, true)))';
  expect(fits(filter, [1])).toBe('yes');
  for (let count = 1; count < 5; count += 1)
    expect(fits(filter, numbers)).toEqual({ reason: 'it takes longer than 50 ms' });
  const reason = 'it took longer than 50 ms 5 times in a row, and is not evaluated until it is changed';
  expect(fits(filter, numbers)).toEqual({ reason });
  expect(fits(filter, [1])).toEqual({ reason, isKnown: true });
  expect(fits(`${filter} && true`, [1])).toBe('yes');
});

test('the filters of one post share their time; what others used up does not count against one', () => {
  const filter = 'event.data.all(a, event.data.exists(b, b == a))';
  const reason = 'the filters of one request took longer than 500 ms together';
  expect(fits(filter, [1])).toBe('yes'); // the first call of all is no measure
  const spent = { ...newBudget(), leftMs: 0 };
  expect(fits(filter, [1], spent)).toBe('yes');
  expect(fits(filter, numbers, spent)).toEqual({ reason });
  expect(fits(filter, numbers, spent)).toEqual({ reason, isKnown: true });
  const budget = newBudget();
  expect(fits(filter, numbers, budget)).toEqual({ reason: 'it takes longer than 50 ms' });
  expect(budget.leftMs).toBeLessThan(newBudget().leftMs - 40);
});
