/** What is known of the effect of a call that failed. */
import { CodedError } from '../functions/sdk/index.ts';
import type { ErrorCode } from '../schema/generated/types.ts';

/** Errors after which a call may have taken effect. Whatever else a function or a provider says, it says that it did nothing. */
const UNCERTAIN: readonly ErrorCode[] = [
  'FUNCTION_TIMEOUT',
  'FUNCTION_FAILED',
  'FUNCTION_BAD_REPLY',
  // The provider may have been asked for more than once, and have throttled what came after the effect.
  'PROVIDER_THROTTLED',
  'PROVIDER_UNAVAILABLE',
  'PAYLOAD_TOO_LARGE',
  'CANCELLED',
];

/** A call that never ran did nothing, whatever ended it. */
export const mayHaveActed = (error: unknown): boolean =>
  !(error instanceof CodedError) || (error.facts['ran'] !== 'no' && UNCERTAIN.includes(error.code));
