import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../../../functions/connectors/cloudcheckr/subjects.ts';
import { detailsOf } from '../../../../functions/connectors/cloudcheckr/result-text.ts';

const pairs = (text: string) => detailsOf(text).map(({ key, value }) => [key, value]);

describe('a result is taken apart', () => {
  it.each<[string, string, [string, string][]]>([
    [
      'pairs',
      'Instance ID: i-1 | Region: US East (Northern Virginia)',
      [
        ['Instance ID', 'i-1'],
        ['Region', 'US East (Northern Virginia)'],
      ],
    ],
    [
      'no spaces',
      'Name:web|Size:8 GiB',
      [
        ['Name', 'web'],
        ['Size', '8 GiB'],
      ],
    ],
    [
      'a colon in the value',
      'Launched: 2018-10-12T13:11:01 | ARN: arn:aws:iam::1:user/bob',
      [
        ['Launched', '2018-10-12T13:11:01'],
        ['ARN', 'arn:aws:iam::1:user/bob'],
      ],
    ],
    ['a value that begins with a slash', 'Device:/dev/xvda', [['Device', '/dev/xvda']]],
    [
      'no colon',
      'Instance ID: i-1 | stopped for 30 days',
      [
        ['Instance ID', 'i-1'],
        ['', 'stopped for 30 days'],
      ],
    ],
    ['an ARN alone', 'arn:aws:s3:::logs', [['', 'arn:aws:s3:::logs']]],
    ['an address alone', 'https://example.org/a?b=c', [['', 'https://example.org/a?b=c']]],
    ['a time in a sentence', 'stopped since 12:30', [['', 'stopped since 12:30']]],
    [
      'a time in a sentence, and a pair',
      'Launched at 10:30:00 | Since 12:30 state: stopped',
      [
        ['', 'Launched at 10:30:00'],
        ['Since 12:30 state', 'stopped'],
      ],
    ],
    ['a key that ends in a digit', 'Route 53: none', [['Route 53', 'none']]],
    ['a value that is a digit', 'Count:5', [['Count', '5']]],
    ['a time alone', '12:30:00', [['', '12:30:00']]],
    [
      'no value',
      'Tag: | Name:',
      [
        ['Tag', ''],
        ['Name', ''],
      ],
    ],
    ['no key', ': lost', [['', ': lost']]],
    ['empty parts', '| |Name: web||', [['Name', 'web']]],
    ['nothing', '', []],
    ['pipes alone', ' | | ', []],
    [
      'a link',
      'Volume: <a href="https://cc/v" target="_blank">vol-1</a> | Size: 8',
      [
        ['Volume', 'vol-1 (https://cc/v)'],
        ['Size', '8'],
      ],
    ],
    ['a link that shows its address', '<a href="https://cc/v">https://cc/v</a>', [['', 'https://cc/v']]],
    ['a link that nobody closed', 'Id: <a href=https://cc/v>x', [['Id', 'x (https://cc/v)']]],
    ['a link over a pair', '<a href="https://cc/i">Instance: i-1</a>', [['Instance', 'i-1 (https://cc/i)']]],
    [
      'tags',
      '<b>Name</b>: web<br/>api | <span class="x">Cost</span>: $1',
      [
        ['Name', 'web api'],
        ['Cost', '$1'],
      ],
    ],
    [
      'a table',
      '<table border=0><tbody><tr><th>Name</th>: <td>web</td> | </tr><tr><td>Size: 8</td></tr></tbody></table>',
      [
        ['Name', 'web'],
        ['Size', '8'],
      ],
    ],
    [
      'comments',
      '<!-- c | d -->Name: we<!---->b | Size<!--a: <b>-->: 8',
      [
        ['Name', 'web'],
        ['Size', '8'],
      ],
    ],
    [
      'a comment that nobody closed',
      'Name: web <!-- x | Size: 8',
      [
        ['Name', 'web <!-- x'],
        ['Size', '8'],
      ],
    ],
    [
      'what only looks like a tag',
      'CPU: <5% | Key: <none> | a<b and c>d',
      [
        ['CPU', '<5%'],
        ['Key', '<none>'],
        ['', 'a<b and c>d'],
      ],
    ],
    ['entities', 'Name: web &amp; api &#124; &lt;b&gt; &#x41;', [['Name', 'web & api | <b> A']]],
    [
      'what only looks like an entity',
      'A: R&D; &bogus; &eacute; &#0; &#xD800; &#9999999;',
      [['A', 'R&D; &bogus; &eacute; &#0; &#xD800; &#9999999;']],
    ],
    [
      'letters of any script',
      'Größe: 8 ГБ | 名前: ウェブ',
      [
        ['Größe', '8 ГБ'],
        ['名前', 'ウェブ'],
      ],
    ],
    [
      'the same key twice',
      'Port: 22 | Port: 23',
      [
        ['Port', '22'],
        ['Port', '23'],
      ],
    ],
  ])('%s', (_what, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it('a pipe in a link’s address parts nothing', () => {
    expect(pairs(`Id: <a href='https://cc/v?a|b:c'>x</a> | Size: 8`)).toEqual([
      ['Id', 'x (https://cc/v?a|b:c)'],
      ['Size', '8'],
    ]);
  });
});

describe('whatever the text is', () => {
  /** The same texts each time. */
  function* random(count: number, alphabet: readonly string[]) {
    let seed = 42;
    const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    for (let index = 0; index < count; index++)
      yield Array.from({ length: next(40) }, () => alphabet[next(alphabet.length)]).join('');
  }
  const bare = (text: string) => text.replaceAll(/[\s|:]/g, '');

  it('no character is lost of a text without markup', () => {
    const alphabet = [
      'a',
      'Key',
      ': ',
      ':',
      '|',
      ' | ',
      ' ',
      '/',
      '//',
      'arn:',
      'https://x',
      '<',
      '>',
      '1',
      'é',
      '名',
      '😀',
      '\n',
      '"',
      "'",
      '=',
    ];
    for (const text of random(20_000, alphabet)) {
      const seen = detailsOf(text)
        .map(({ key, value }) => `${key}${value}`)
        .join('');
      expect(bare(seen)).toBe(bare(text));
    }
  });

  it('nothing is thrown, and every word that is no markup is there', () => {
    const markup = [
      '<a href="',
      '<a href=',
      '">',
      '</a>',
      '<b>',
      '</b',
      '<br/>',
      '&amp;',
      '&#124;',
      '&#',
      'x;',
      '|',
      ':',
      ' ',
      '<',
      '>',
      '"',
    ];
    const words = ['w1', 'w2', 'w3'];
    for (const text of random(20_000, [...markup, ...words])) {
      const seen = JSON.stringify(detailsOf(text));
      for (const word of words)
        expect({ text, hasWord: seen.includes(word) }).toEqual({ text, hasWord: text.includes(word) });
    }
  });

  it('a long one takes no longer than it is long', () => {
    const began = performance.now();
    for (const piece of ['<a ', '<a href=', 'x', ':', '&#', '| ', '<a href="', ' ', '<!--', '<!-->', '1:', ':1'])
      detailsOf(piece.repeat(Math.floor(200_000 / piece.length)));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('the resource that a result is about', () => {
  it.each([
    [
      'Instance ID: i-0123456789abcdef0 | Volume ID: vol-0123456789abcdef0',
      { kind: 'Instance', nativeId: 'i-0123456789abcdef0' },
    ],
    ['Volume: vol-01234567 (data) | Attached to: i-01234567', { kind: 'Volume', nativeId: 'vol-01234567' }],
    ['Region: us-east-1 | Group: web (sg-01234567)', { kind: 'SecurityGroup', nativeId: 'sg-01234567' }],
    ['IAM User: bob | Password enabled', { kind: 'cloudcheckr.IamUser', nativeId: 'bob' }],
    ['User Name: bob', { kind: 'cloudcheckr.IamUser', nativeId: 'bob' }],
    ['Bucket Name: <a href="https://cc/b">logs</a>', { kind: 'cloudcheckr.Bucket', nativeId: 'logs' }],
    ['DB Instance Identifier: orders', { kind: 'cloudcheckr.Database', nativeId: 'orders' }],
    ['Root account: has keys', null],
    ['Name: pi-01234567', null],
    ['', null],
  ])('%s', (text, subject) => {
    expect(subjectOf(detailsOf(text))).toEqual(subject);
  });
});
