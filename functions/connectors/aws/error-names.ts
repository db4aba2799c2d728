/** What AWS, Node and the SDK call the errors that are told apart. */

/** Slow down. */
export const THROTTLED = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'Throttling',
  'ThrottledException',
  'ThrottlingException',
  'TooManyRequestsException',
]);
/** The credential is good and lacks a permission. */
export const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);
/** The credential is not good, and why. */
export const REJECTED_CREDENTIALS: ReadonlyMap<string, string> = new Map([
  ['AuthFailure', 'it is not valid in this region'],
  ['CredentialsProviderError', 'the runtime has no AWS credentials of its own to assume the role with'],
  ['ExpiredToken', 'its token has expired'],
  ['ExpiredTokenException', 'its token has expired'],
  ['IncompleteSignature', 'its signature is incomplete'],
  ['InvalidAccessKeyId', 'its access key is not known'],
  ['InvalidClientTokenId', 'its access key is not known'],
  ['InvalidToken', 'its session token is not valid'],
  ['MissingAuthenticationToken', 'it is not there'],
  ['MissingAuthenticationTokenException', 'it is not there'],
  ['RequestExpired', 'its signature came too late: the clock of the runtime may be wrong'],
  ['SignatureDoesNotMatch', 'its secret access key does not fit'],
  ['UnrecognizedClientException', 'its access key or token is not valid in this region'],
]);
/** The thing is not there. */
export const GONE = /(\.NotFound|^ResourceNotFound(Exception)?|^NoSuch\w+)$/;
/** The state of the thing does not allow it. */
export const WRONG_STATE = new Set([
  'IncorrectInstanceState',
  'IncorrectState',
  'ResourceConflictException',
  'InvalidInstanceState',
]);
/** Failures of the connection or of the answer on its way, by the names of Node and of the SDK. */
export const CONNECTION = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'TimeoutError',
]);
