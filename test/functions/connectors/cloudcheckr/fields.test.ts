import { describe, expect, it } from 'vitest';
import { tagsOf, textOf } from '../../../../functions/connectors/cloudcheckr/fields.ts';
import { momentOf, wholeOf } from '../../../../functions/sdk/index.ts';

describe('what CloudCheckr writes is read', () => {
  it.each([
    ['2018-10-12T13:11:01', '2018-10-12T13:11:01.000Z'],
    ['2018-10-12 13:11', '2018-10-12T13:11:00.000Z'],
    ['2018-02-02T20:36:19.123Z', '2018-02-02T20:36:19.123Z'],
    ['2018-02-02T20:36:19+02:00', '2018-02-02T18:36:19.000Z'],
    ['0001-01-01T00:00:00', null],
    ['2018-13-45T99:00:00', null],
    ['yesterday', null],
    ['', null],
    ['N/A', null],
    [null, null],
    [undefined, null],
  ])('the time %s as %s', (written, read) => {
    expect(momentOf(written)).toBe(read);
  });

  it.each([
    ['N/A', null],
    ['  ', null],
    [' web ', 'web'],
    [7, '7'],
    [{}, null],
  ])('the text %s as %s', (written, read) => {
    expect(textOf(written)).toBe(read);
  });

  it('numbers only where they are whole, and tags only where they are said', () => {
    expect([8, '8', 8.5, 'eight', null, ''].map(wholeOf)).toEqual([8, 8, null, null, null, null]);
    expect([
      tagsOf({}),
      tagsOf({ ResourceTags: [] }),
      tagsOf({ ResourceTags: [{ Key: 'a', Value: null }, 7] }),
    ]).toEqual([null, [], [{ key: 'a', value: '' }]]);
  });
});
