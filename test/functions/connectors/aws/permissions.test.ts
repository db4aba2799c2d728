import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { connector } from '../../../../functions/connectors/aws/connector.ts';

interface Policy {
  readonly Statement: readonly { readonly Sid: string; readonly Action: readonly string[] }[];
}

const page = readFileSync('docs/aws.md', 'utf8');
const policy = JSON.parse(/^```json policy\n([\s\S]*?)^```$/m.exec(page)![1]!) as Policy;

/** What the functions of an effect declare, each once, in order. */
const declared = (effect: 'READ' | 'WRITE') =>
  [
    ...new Set(connector.functions.filter((spec) => spec.effect === effect).flatMap(({ permissions }) => permissions)),
  ].toSorted((a, b) => (a < b ? -1 : 1));

it.each([
  ['CausewayLooks', 'READ'],
  ['CausewayActs', 'WRITE'],
] as const)(
  'the policy of docs/aws.md allows in %s what functions that %s declare, and nothing else',
  (sid, effect) => {
    expect(policy.Statement.find(({ Sid }) => Sid === sid)!.Action).toEqual(declared(effect));
  },
);
