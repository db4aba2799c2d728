/** Findings out of CloudCheckr's best practices. */
import { isRow, meaningOf, wholeOf, type FindingRecord, type Row } from '../../sdk/index.ts';
import { textOf } from './fields.ts';
import { identitiesOf } from './identities.ts';
import { detailsOf, type Detail } from './result-text.ts';
import { subjectOf } from './subjects.ts';

const MAX_DETAILS = 200;
const MAX_TEXT = 4_096;

/** CloudCheckr's words for how important a check is. */
const SEVERITIES: Readonly<Record<string, FindingRecord['severity']>> = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  informational: 'INFO',
  info: 'INFO',
};

/** What one check found: a finding for each result, and one for what it counts and does not show, or says nothing of. */
export function findingsOf(check: Row): FindingRecord[] {
  const checkId = (textOf(check['CheckId']) ?? textOf(check['Name']) ?? 'unnamed').slice(0, 200);
  const common = {
    checkId,
    checkName: textOf(check['Name']) ?? checkId,
    category: textOf(check['Category']) ?? textOf(check['CategoryName']),
    verdict: 'FAIL' as const,
    severity: severityOf(textOf(check['Importance'])),
  };
  const results = resultsOf(check);
  const read = [...new Set((results ?? []).map(plain))].map(readResult);
  const ids = identitiesOf(read);
  const shown = read.map(({ result, details, subject }, at): FindingRecord => ({
    ...common,
    nativeId: `${checkId}/${ids[at]}`,
    subject,
    summary: summaryOf(details) || common.checkName,
    details: bounded(details),
    native: { ...check, Results: [result] },
  }));
  const rest = { ...common, subject: null, details: [], native: { ...check, Results: [] } };
  const count = wholeOf(check['CountOfResults']);
  if (count === null && results === null) {
    const summary = 'CloudCheckr says neither how many results there are nor which';
    return [{ ...rest, nativeId: `${checkId}/unknown`, verdict: 'UNKNOWN', summary }];
  }
  const hidden = (count ?? 0) - (results?.length ?? 0);
  if (hidden <= 0) return shown;
  const summary = `${hidden} more results, which CloudCheckr counts and does not show`;
  return [...shown, { ...rest, nativeId: `${checkId}/hidden`, summary }];
}

/** One result may stand without a list around it. Null where nothing is said. */
function resultsOf({ Results }: Row): readonly unknown[] | null {
  if (Array.isArray(Results)) return Results;
  return isRow(Results) || (typeof Results === 'string' && Results !== '') ? [Results] : null;
}

/** MEDIUM where nothing is said, or something that is not understood: neither loud nor lost. */
const severityOf = (importance: string | null): FindingRecord['severity'] =>
  meaningOf(SEVERITIES, importance?.toLowerCase()) ?? 'MEDIUM';

/** Results are texts. Whatever else comes is shown as JSON. */
const plain = (result: unknown): string => (typeof result === 'string' ? result : (JSON.stringify(result) ?? ''));

function readResult(result: string) {
  const details = detailsOf(result);
  return { result, details, subject: subjectOf(details) };
}

const summaryOf = (details: readonly Detail[]) =>
  details
    .map(({ key, value }) => (key && value ? `${key}: ${value}` : key || value))
    .join(', ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 500);

/** Within what a finding may hold. A long value goes on under an empty key; what even that has no room for is in `native`. */
function bounded(details: readonly Detail[]): Detail[] {
  return details
    .flatMap(({ key, value }) => {
      const texts = key.length > MAX_TEXT ? ['', ...chunksOf(key), ...chunksOf(value)] : [key, ...chunksOf(value)];
      const [first = '', second = '', ...rest] = texts;
      return [{ key: first, value: second }, ...rest.map((text) => ({ key: '', value: text }))];
    })
    .slice(0, MAX_DETAILS);
}

const chunksOf = (text: string): string[] => text.match(new RegExp(`[\\s\\S]{1,${MAX_TEXT}}`, 'g')) ?? [];
