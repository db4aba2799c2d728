import { ProviderUnavailable, refusalOf, ResourceGone, type CodedError, type HttpAnswer } from '../../sdk/index.ts';

/** What a request was for, as far as a refusal speaks of it. */
export interface Purpose {
  /** The product feature of ManageIQ that it needs. */
  readonly permission: string;
  /** What is gone when ManageIQ answers 404. */
  readonly subject: string;
}

/** Says in our words what the appliance refused: `{error: {kind, message, klass}}` with the status. */
export function toCodedError(answer: HttpAnswer, { permission, subject }: Purpose): CodedError {
  if (answer.status === 404) return isOfManageIq(answer) ? new ResourceGone(subject) : notManageIq();
  return refusalOf(answer, messageOf(answer) ?? `HTTP ${answer.status} without a reason`, permission);
}

/** Whether ManageIQ says itself that something is not there. An ingress says 404 of everything while ManageIQ is down. */
function isOfManageIq({ body }: HttpAnswer): boolean {
  const { error } = (body ?? {}) as { error?: { kind?: unknown; klass?: unknown } | null };
  return error?.kind === 'not_found' && typeof error.klass === 'string';
}

const notManageIq = () =>
  new ProviderUnavailable(
    'HTTP 404 came from something that is not ManageIQ. Check that baseUrl leads to the appliance, and that it is up',
  );

/** ManageIQ's own reason, at most 1000 characters. Null when it gives none. */
function messageOf({ body }: HttpAnswer): string | null {
  const { error } = (body ?? {}) as { error?: { message?: unknown } | null };
  return typeof error?.message === 'string' && error.message !== '' ? error.message.slice(0, 1_000) : null;
}

/** What is gone is null; any other failure stays one. */
export function unlessGone(error: unknown): null {
  if (error instanceof ResourceGone) return null;
  throw error;
}
