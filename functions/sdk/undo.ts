/** How a creation of several steps ends when one of them fails. */
import { CodedError, ProviderUnavailable } from './errors.ts';

/**
 * Undoes what was made and throws why. Where that fails as well, something is left, so the error must be none that says
 * that nothing was made (`PROTOCOL.md`, CREATE): then it is `ProviderUnavailable`, and the caller removes by name.
 */
export async function undoBecauseOf(error: unknown, undo: () => Promise<unknown>): Promise<never> {
  try {
    await undo();
  } catch (cause) {
    if (!(error instanceof CodedError)) throw error; // says nothing of what was made
    const why = cause instanceof CodedError ? cause.message : 'its removal failed';
    throw new ProviderUnavailable(`${error.message}. What was made is not removed yet: ${why}`, { cause: error });
  }
  throw error;
}
