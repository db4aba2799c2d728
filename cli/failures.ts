/** Why a command ended, what the shell is told, and what the person at the terminal can do about it. */
import type { ErrorCode } from '../schema/generated/types.ts';

/** Exit codes. They are promised in `--help`. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  notAllowed: 4,
  partial: 5,
  interrupted: 130,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** A command that cannot go on: one line on what happened, one on what to do next. Never a secret in either. */
export abstract class CliFailure extends Error {
  abstract readonly exit: Exit;
  /** For programs: an `ErrorCode`, or one of USAGE, UNREACHABLE, INTERRUPTED. */
  abstract readonly code: string;
  /** What to do next. Null when the message says it. */
  readonly next: string | null;
  constructor(message: string, next: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.next = next;
  }
}

/** The command line cannot be understood or lacks something. */
export class WrongUsage extends CliFailure {
  readonly exit = EXIT.usage;
  readonly code = 'USAGE';
}

/** No gateway answered at the address. */
export class Unreachable extends CliFailure {
  readonly exit = EXIT.unreachable;
  readonly code = 'UNREACHABLE';
}

/** The person at the terminal gave up. */
export class Interrupted extends CliFailure {
  readonly exit = EXIT.interrupted;
  readonly code = 'INTERRUPTED';
}

/** The gateway answered with an error. */
export class Refused extends CliFailure {
  readonly exit: Exit;
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    const advice = adviceFor(code);
    super(message, advice.next);
    this.code = code;
    this.exit = advice.exit;
  }
}

/** What a code means to the shell, and what to do next; a code that this command does not know is a fault of the gateway. */
export const adviceFor = (code: ErrorCode): (typeof ADVICE)[ErrorCode] => ADVICE[code] ?? ADVICE.INTERNAL_SERVER_ERROR;

/** What each code means to the shell, and what to do next in terms of this command. */
export const ADVICE: Record<ErrorCode, { readonly exit: Exit; readonly next: string }> = {
  GRAPHQL_PARSE_FAILED: { exit: EXIT.usage, next: 'Correct the syntax of the operation.' },
  GRAPHQL_VALIDATION_FAILED: {
    exit: EXIT.usage,
    next: 'Correct the operation; if you did not write it, this command and the gateway differ in version.',
  },
  OPERATION_TOO_COMPLEX: { exit: EXIT.usage, next: 'Ask for less at once: fewer fields, or a smaller --limit.' },
  BAD_REQUEST: { exit: EXIT.usage, next: 'Correct the request.' },
  BAD_USER_INPUT: { exit: EXIT.usage, next: 'Correct the value; `--help` of the command says what it takes.' },
  INVALID_CURSOR: { exit: EXIT.usage, next: 'Start without --after, or with a cursor from the same list and order.' },
  CURSOR_EXPIRED: {
    exit: EXIT.failed,
    next: 'The log does not go back that far. See `causeway alarms ls` for the present state, then follow without --after.',
  },
  UNAUTHENTICATED: { exit: EXIT.notAllowed, next: 'Run `causeway login`, or set CAUSEWAY_KEY.' },
  FORBIDDEN: {
    exit: EXIT.notAllowed,
    next: 'Use a key whose role and providers allow this; `causeway status` shows yours.',
  },
  NOT_FOUND: { exit: EXIT.failed, next: 'Look it up with the `ls` command of its group.' },
  CONFLICT: { exit: EXIT.failed, next: 'Look at what exists with the `ls` command of its group.' },
  INVALID_STATE: { exit: EXIT.failed, next: 'Look at its state with `ls`, then try again.' },
  UNKNOWN_CONNECTOR: { exit: EXIT.usage, next: 'Give one of those that the gateway has.' },
  UNSUPPORTED_OPERATION: { exit: EXIT.failed, next: 'The connector of this provider cannot do that.' },
  PROVIDER_CREDENTIAL_REJECTED: { exit: EXIT.failed, next: 'Give a credential that works, with --credential-file.' },
  PROVIDER_PERMISSION_DENIED: {
    exit: EXIT.failed,
    next: 'Grant the permission to the credential, then run `causeway providers sync`.',
  },
  PROVIDER_THROTTLED: { exit: EXIT.failed, next: 'Try again in a few minutes.' },
  PROVIDER_UNAVAILABLE: { exit: EXIT.failed, next: 'Try again in a few minutes.' },
  PROVIDER_REJECTED_REQUEST: { exit: EXIT.failed, next: 'Correct what the provider names.' },
  RESOURCE_GONE: { exit: EXIT.failed, next: 'Run `causeway providers sync` to bring the inventory up to date.' },
  FUNCTION_TIMEOUT: {
    exit: EXIT.failed,
    next: 'It may or may not have taken effect: look with `causeway resources ls --max-age 0s` before trying again.',
  },
  FUNCTION_FAILED: { exit: EXIT.failed, next: "The cause is in the gateway's log." },
  FUNCTION_UNREACHABLE: { exit: EXIT.failed, next: 'Look whether it runs at its address, then try again.' },
  FUNCTION_BUSY: {
    exit: EXIT.failed,
    next: 'Try again in a moment; `causeway functions ls` shows what holds it back.',
  },
  FUNCTION_UNAUTHORIZED: { exit: EXIT.failed, next: 'Correct it with `causeway functions update`, then probe it.' },
  FUNCTION_NOT_FOUND: {
    exit: EXIT.failed,
    next: 'Correct the address with `causeway functions update`, or deploy it.',
  },
  ADDRESS_REFUSED: {
    exit: EXIT.usage,
    next: 'Give another address, or start the gateway with --private-function-addresses allow.',
  },
  SECRET_UNAVAILABLE: { exit: EXIT.failed, next: 'Set the secret where the gateway runs, then try again.' },
  UNKNOWN_DEPLOYMENT: { exit: EXIT.usage, next: 'Give one of those that `causeway functions ls` lists.' },
  UNKNOWN_FUNCTION: { exit: EXIT.usage, next: 'Give one of those that `causeway functions ls` lists.' },
  EVENT_CYCLE: { exit: EXIT.failed, next: 'Look for the cycle with `causeway events subscriptions ls`.' },
  MAY_HAVE_TAKEN_EFFECT: {
    exit: EXIT.failed,
    next: 'Read the state, then `causeway events redrive` if it should be done.',
  },
  FUNCTION_BAD_REPLY: {
    exit: EXIT.failed,
    next: 'Read the state. Update the connector, or look at what stands in front of it.',
  },
  PAYLOAD_TOO_LARGE: { exit: EXIT.failed, next: 'Ask for less at once.' },
  NEVER_LISTED: { exit: EXIT.failed, next: 'Run `causeway providers sync`, or ask with --max-age.' },
  UPSTREAM_NOT_SYNCED: {
    exit: EXIT.failed,
    next: 'It is listed by itself as soon as it can be; `causeway providers wait` waits for it.',
  },
  CANCELLED: { exit: EXIT.failed, next: 'Try again.' },
  UNAVAILABLE: { exit: EXIT.unreachable, next: 'The gateway is starting or stopping. Try again in a moment.' },
  STORE_UNAVAILABLE: { exit: EXIT.failed, next: "Free the gateway's disk." },
  INTERNAL_SERVER_ERROR: { exit: EXIT.failed, next: "The cause is in the gateway's log." },
};
