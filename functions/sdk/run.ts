/** Runs one function the way every host and every test does: input checked, output checked, secrets taken out. */
import type { z } from 'zod';
import { describeIssues } from './codec.ts';
import type { ActOutcome } from './define.ts';
import { BadReply, InputRefused } from './errors.ts';
import type { OperationKey } from './protocol.ts';
import type { UpstreamStatus } from './records.ts';
import { withoutFields, type Redactor } from './redact.ts';
import type { FunctionContext, FunctionSpec } from './spec.ts';

/** What a function answered, checked. A list has `data` as its items. */
export interface Answer {
  readonly data: unknown;
  readonly cursor?: string | undefined;
}

/** Throws `InputRefused` and `BadReply`, and whatever the function throws. */
export async function runChecked(
  spec: FunctionSpec,
  input: unknown,
  context: FunctionContext<never, never>,
  secrets: Redactor,
): Promise<Answer> {
  const checked = spec.input.safeParse(input ?? {});
  if (!checked.success)
    throw new InputRefused(`${spec.name} cannot use its input: ${describeIssues(checked.error, 'input')}`);
  const answer = await spec.run(checked.data as never, context);
  if (isList(spec)) return page(spec, answer);
  const data = fits(spec.output, answer, 'data');
  if (spec.operation.type === 'ACT') return { data: (data as ActOutcome[]).map((one) => spoken(one, secrets)) };
  if (spec.operation.type === 'STATUS') return { data: reasoned(data as UpstreamStatus, secrets) };
  return { data };
}

/** As a refusal's message: that system may quote what it was given. */
const reasoned = (status: UpstreamStatus, secrets: Redactor): UpstreamStatus => ({
  ...status,
  reason: status.reason === null ? null : secrets.text(status.reason),
});

/** A refusal's message comes from the provider, who may quote what it was given. */
const spoken = (outcome: ActOutcome, secrets: Redactor): ActOutcome =>
  outcome.ok ? outcome : { ...outcome, message: secrets.text(outcome.message) };

const LISTS: readonly string[] = ['LIST', 'LIST_ALARMS', 'LIST_FINDINGS'] satisfies OperationKey['type'][];
const isList = ({ operation }: FunctionSpec) => LISTS.includes(operation.type);

function page({ output, sensitive }: FunctionSpec, answer: unknown): Answer {
  const { items, cursor } = (answer ?? {}) as { items?: unknown; cursor?: unknown };
  if (!Array.isArray(items)) throw new BadReply('items is not a list');
  if (cursor !== undefined && cursor !== null && typeof cursor !== 'string') throw new BadReply('cursor is not a text');
  const names = new Set(sensitive);
  const data = items.map((item, at) => {
    const record = fits(output, item, `items[${at}]`) as Readonly<Record<string, unknown>>;
    return names.size > 0 && 'native' in record
      ? { ...record, native: withoutFields(record['native'], names) }
      : record;
  });
  // Providers end a list with an empty token as well as with none.
  return cursor ? { data, cursor } : { data };
}

function fits(schema: z.ZodType, value: unknown, root: string): unknown {
  const result = schema.safeParse(value);
  if (!result.success) throw new BadReply(describeIssues(result.error, root));
  return result.data;
}
