import { CodedError, inTurns, RequestRejected, ResourceGone, StateForbids, type ActOutcome } from '../../sdk/index.ts';

/**
 * Asks for each resource by itself. Throws where the resources are not the reason, such as a refused token, unless some
 * were accepted: those must not be lost.
 */
export async function outcomes(
  nativeIds: readonly string[],
  run: (id: string) => Promise<void>,
): Promise<ActOutcome[]> {
  const ends = await inTurns([...new Set(nativeIds)], async (nativeId) => ({
    nativeId,
    refusal: await run(nativeId).then(() => null, refusalIn),
  }));
  const isAnyAccepted = ends.some(({ refusal }) => refusal === null);
  return ends.map(({ nativeId, refusal }): ActOutcome => {
    if (refusal === null) return { nativeId, ok: true };
    if (!isAnyAccepted && !isAboutOne(refusal)) throw refusal;
    return { nativeId, ok: false, code: refusal.code, message: refusal.message };
  });
}

function refusalIn(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  throw error;
}

const isAboutOne = (error: CodedError) =>
  error instanceof ResourceGone || error instanceof StateForbids || error instanceof RequestRejected;
