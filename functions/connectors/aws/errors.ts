import {
  CodedError,
  CredentialRejected,
  PermissionDenied,
  ProviderThrottled,
  ProviderUnavailable,
  RequestRejected,
  ResourceGone,
  StateForbids,
  parseRetryAfter,
} from '../../sdk/index.ts';
import { CONNECTION, DENIED, GONE, REJECTED_CREDENTIALS, THROTTLED, WRONG_STATE } from './error-names.ts';

/** Which call failed: the service as IAM spells it, and the operation as the API does. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
}

/** What the SDK throws, as far as it is read here. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
}

/**
 * Says in our words what AWS or the way to it refused. AWS's own text is passed on only where it cannot hold a secret:
 * the text of a wrong signature, for one, repeats the session token.
 */
export function toCodedError(error: unknown, call: AwsCall): Error {
  if (!(error instanceof Error)) return new Error('the SDK threw something that is no error');
  if (error instanceof CodedError) return error;
  const { name, message, code, $metadata, $response } = error as Error & SdkError;
  const status = $response?.statusCode ?? $metadata?.httpStatusCode;
  const cause = new Error(
    `${call.service}:${call.operation} in ${call.region}: ${name}, HTTP ${status ?? 'none'}, request ${$metadata?.requestId ?? 'unknown'}`,
  );

  if (THROTTLED.has(name) || status === 429) {
    return new ProviderThrottled(parseRetryAfter($response?.headers?.['retry-after']), { cause });
  }
  const rejected = REJECTED_CREDENTIALS.get(name);
  if (rejected) return new CredentialRejected(`${rejected} (${name} in ${call.region})`, { cause });
  if (DENIED.has(name))
    return new PermissionDenied(deniedPermission(message) ?? `${call.service}:${call.operation}`, { cause });
  if (GONE.test(name)) return new ResourceGone(idsIn(message).join(', ') || 'the resource', { cause });
  if (WRONG_STATE.has(name))
    return new StateForbids(idsIn(message).join(', ') || 'the resource', 'in another state', { cause });
  if (name === 'OptInRequired') {
    return new RequestRejected(
      `the account has no access to ${call.service} in ${call.region}. Enable it, or leave the region out`,
      { cause },
    );
  }
  if (CONNECTION.has(code ?? name) || CONNECTION.has(name)) {
    return new ProviderUnavailable(`no answer from ${call.service} in ${call.region} (${code ?? name})`, { cause });
  }
  if (status !== undefined && status >= 500) {
    return new ProviderUnavailable(`${call.service} in ${call.region} failed with HTTP ${status} (${name})`, { cause });
  }
  if (status !== undefined && status >= 400) return new RequestRejected(`${name}: ${message.slice(0, 500)}`, { cause });
  if (status !== undefined || name === 'SyntaxError') {
    return new ProviderUnavailable(`the answer of ${call.service} in ${call.region} was cut or unreadable`, { cause });
  }
  return error;
}

/** The native ids that a message of AWS names, such as `i-0123456789abcdef0`. */
export function idsIn(message: string): string[] {
  return [...new Set(message.match(/\b[a-z]+-[0-9a-f]{8,17}\b/g) ?? [])];
}

function deniedPermission(message: string): string | undefined {
  return /perform: ([a-z0-9-]+:\w+)/.exec(message)?.[1];
}
