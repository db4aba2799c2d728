/**
 * Which finding a result is: the same from one listing to the next, while its costs, ages and dates go on. CloudCheckr has no
 * ids for results, so it follows from what they say.
 */
import { createHash } from 'node:crypto';
import type { Detail } from './result-text.ts';
import type { Subject } from './subjects.ts';

export interface Result {
  readonly result: string;
  readonly details: readonly Detail[];
  readonly subject: Subject | null;
}

const wordsIn = (text: string) => new Set(text.split(' '));

/** A key with one of these words says which finding it is, unless it has one of the changing ones too. */
const IDENTIFYING = wordsIn(
  'account arn bucket cidr domain group id identifier key port protocol range record region rule user zone',
);
/** What a key with one of these words says changes while the finding stays the same. */
const CHANGING = wordsIn(
  'activity age amount average avg charge cost count cpu created date day estimated hour last launched modified month ' +
    'monthly percent percentage price saving since spend time total updated usage used utilization',
);
/** The same inside a value: an amount of money, a share, a duration, a date or a time. */
const CHANGING_VALUE =
  /[$€£]\s?\d[\d.,]*|(?<![\d.,])\d[\d.,]*\s?(?:%|[$€£]|(?:USD|EUR|GBP|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b)|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?|\b\d\d?:\d\d(?::\d\d)?\b/gi;

/** One for each of the results of a check, in their order, and no two alike. */
export function identitiesOf(results: readonly Result[]): string[] {
  let ids = results.map(identityOf);
  // Where that says too little, more of the text does, as much as it takes.
  for (const more of [steadyText, (result: Result) => result.result]) {
    const times = new Map<string, number>();
    for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
    ids = ids.map((id, at) => (times.get(id) === 1 ? id : `${id}/${hashOf(more(results[at]!))}`));
  }
  return ids;
}

function identityOf(result: Result): string {
  const { details, subject } = result;
  const identifying = details.filter(({ key }) => has(key, IDENTIFYING) && !has(key, CHANGING));
  const said = identifying.map(({ key, value }) => `${key}:${value}`).join('|');
  const id = hashOf(said || (subject?.nativeId ?? steadyText(result)));
  return subject ? `${subject.nativeId.slice(0, 500)}/${id}` : id;
}

/** A result without what changes in it. */
const steadyText = ({ details }: Result): string =>
  details
    .map(({ key, value }) => `${key}:${has(key, CHANGING) ? '' : value.replaceAll(CHANGING_VALUE, '#')}`)
    .join('|');

/** Whether one of the words of a key is among these, also where they stand together as in `UserId`. */
function has(key: string, words: ReadonlySet<string>): boolean {
  const parts =
    key
      .replaceAll(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return parts.some((part) => words.has(part) || words.has(part.replace(/s$/, '')));
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
