import {
  CodedError,
  RequestRejected,
  ResourceGone,
  StateForbids,
  type ActInput,
  type ActOutcome,
} from '../../sdk/index.ts';

/** How many requests one call spends at most to find out which ids spoil a batch. */
const MAX_REQUESTS = 16;

/** Ids to send together; `refusal` is why they are sent again. */
interface Batch {
  readonly ids: readonly string[];
  readonly refusal: CodedError | null;
}

/**
 * Sends one request for all ids. EC2 refuses a whole batch because of one id, so the rest is sent again without the
 * ids that the refusal names, or in halves where it names none, until each id has an outcome of its own or the requests
 * are spent. Throws where the ids are not the reason, unless some were accepted already: those must not be lost.
 */
export async function outcomes(
  nativeIds: ActInput['nativeIds'],
  send: (ids: string[]) => Promise<unknown>,
): Promise<ActOutcome[]> {
  const settled: ActOutcome[] = [];
  const waiting: Batch[] = [{ ids: [...new Set(nativeIds)], refusal: null }];
  for (let requests = 1; waiting.length > 0; requests++) {
    const { ids, refusal } = waiting.shift()!;
    if (refusal && requests > MAX_REQUESTS) {
      settled.push(...ids.map((id) => refused(id, notTriedAlone(refusal))));
      continue;
    }
    try {
      await send([...ids]);
      settled.push(...ids.map((nativeId): ActOutcome => ({ nativeId, ok: true })));
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      const named = ids.length === 1 ? ids : namedIn(error.message, ids);
      if (isAboutIds(error, named)) {
        settled.push(...named.map((id) => refused(id, aboutOne(id, error))));
        waiting.push(...rest(ids, named, error));
      } else if (settled.some(({ ok }) => ok)) {
        settled.push(...ids.map((id) => refused(id, error)));
      } else {
        throw error;
      }
    }
  }
  return settled;
}

/** Gone, or in a wrong state, is always about ids; another refusal only if it names some. */
function isAboutIds(error: CodedError, named: readonly string[]): boolean {
  if (error instanceof ResourceGone || error instanceof StateForbids) return true;
  return error instanceof RequestRejected && named.length > 0;
}

function namedIn(message: string, ids: readonly string[]): string[] {
  const words = new Set(message.split(/[^\w-]+/));
  return ids.filter((id) => words.has(id));
}

/** What is sent next: all that was not named, in halves where nothing was. */
function rest(ids: readonly string[], named: readonly string[], refusal: CodedError): Batch[] {
  const others = ids.filter((id) => !named.includes(id));
  const middle = named.length > 0 ? others.length : Math.ceil(others.length / 2);
  return [others.slice(0, middle), others.slice(middle)].flatMap((half) =>
    half.length > 0 ? { ids: half, refusal } : [],
  );
}

function refused(nativeId: string, { code, message }: CodedError): ActOutcome {
  return { nativeId, ok: false, code, message };
}

/** EC2 puts all ids that it does not know into one message; an outcome speaks of its own. */
function aboutOne(id: string, error: CodedError): CodedError {
  return error instanceof ResourceGone ? new ResourceGone(id) : error;
}

/** Which of them is the reason is not known, so none is called gone. */
function notTriedAlone({ message }: CodedError): CodedError {
  return new RequestRejected(`it was refused together with others: ${message}. Act on fewer at once`);
}
