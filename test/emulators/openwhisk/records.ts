/** Activation records, as `GET /activations/ID` and blocking invocations show them. */
import { randomBytes } from 'node:crypto';
import type { RunEnd } from './containers.ts';

export interface ActivationRecord {
  readonly activationId: string;
  readonly namespace: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly duration: number;
  readonly logs: readonly string[];
  readonly annotations: readonly { readonly key: string; readonly value: unknown }[];
  readonly response: {
    readonly status: (typeof STATUSES)[number];
    readonly statusCode: number;
    readonly success: boolean;
    readonly result: unknown;
  };
}

/** By the code that `wsk` knows. */
const STATUSES = ['success', 'application error', 'action developer error', 'whisk internal error'] as const;

/** The most that a result may weigh: 1 MB by default. */
export const MAX_RESULT_BYTES = 1_048_576;

/** A 32 digit hexadecimal number, as activation ids are. */
export const newActivationId = () => randomBytes(16).toString('hex');

interface Activation {
  readonly activationId: string;
  readonly namespace: string;
  readonly name: string;
  readonly start: number;
  readonly timeoutMs: number;
}

export function recordOf({ timeoutMs, ...names }: Activation, end: RunEnd, wasCold: boolean): ActivationRecord {
  const [statusCode, result] = responseOf(end, timeoutMs);
  const now = Date.now();
  return {
    ...names,
    end: now,
    duration: now - names.start,
    logs: [],
    annotations: [
      { key: 'kind', value: 'nodejs:20' },
      { key: 'waitTime', value: 1 },
      ...(wasCold ? [{ key: 'initTime', value: 20 }] : []),
    ],
    response: { status: STATUSES[statusCode]!, statusCode, success: statusCode === 0, result },
  };
}

/** The status code of a blocking invocation: 200, else 502, and 500 for faults of the platform. */
export const httpStatusOf = ({ response }: ActivationRecord) =>
  response.statusCode === 0 ? 200 : response.statusCode === 3 ? 500 : 502;

function responseOf(end: RunEnd, timeoutMs: number): [statusCode: number, result: unknown] {
  switch (end.type) {
    case 'tooSlow':
      return [2, { error: `The action exceeded its time limits of ${timeoutMs} milliseconds.` }];
    case 'died':
      return [2, { error: 'The action did not produce a valid response and exited unexpectedly.' }];
    case 'initFailed':
      return [2, { error: end.error }];
    case 'answer': {
      const bytes = Buffer.byteLength(end.text);
      if (bytes > MAX_RESULT_BYTES)
        return [
          2,
          {
            error: `The action produced a response that exceeded the allowed length: ${bytes} > ${MAX_RESULT_BYTES} bytes. The truncated response was: ${end.text.slice(0, 1_024)}`,
          },
        ];
      const result = JSON.parse(end.text) as object;
      if (end.status !== 200) return [2, result];
      return ['error' in result ? 1 : 0, result];
    }
  }
}
