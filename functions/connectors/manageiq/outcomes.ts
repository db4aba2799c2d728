import { CodedError, inTurns, ResourceGone, type ActInput, type ActOutcome } from '../../sdk/index.ts';
import type { ManageIqContext } from './account.ts';
import { rowsOf } from './managers.ts';
import type { Row, RowQuery } from './rows.ts';

/**
 * Acts on each resource that is one of the managers', and says what became of each; others may be there and are another
 * account's, so for this one they are gone. Throws where all fail: then it is not a matter of the one or the other.
 */
export async function outcomesOf(
  context: ManageIqContext,
  query: RowQuery,
  managers: readonly string[],
  { region, nativeIds }: ActInput,
  act: (row: Row) => Promise<CodedError | null>,
): Promise<ActOutcome[]> {
  const ids = [...new Set(nativeIds)];
  const { rows } = await rowsOf(context, query, managers, { region, nativeIds: ids });
  const known = new Set(rows.map(({ id }) => id));
  const gone = ids.filter((id) => !known.has(id)).map((id) => outcome(id, new ResourceGone(id)));
  const thrown: CodedError[] = [];
  const acted = await inTurns(rows, async (row) => {
    const refusal = await act(row).catch((error: unknown) => {
      if (!(error instanceof CodedError)) throw error;
      thrown.push(error);
      return error;
    });
    return outcome(row.id, refusal);
  });
  if (thrown.length > 0 && thrown.length === ids.length) throw thrown[0]!;
  return [...gone, ...acted];
}

function outcome(nativeId: string, refusal: CodedError | null): ActOutcome {
  return refusal ? { nativeId, ok: false, code: refusal.code, message: refusal.message } : { nativeId, ok: true };
}
