import { randomUUID } from 'node:crypto';
import {
  BadReply,
  DESCRIBE,
  describeIssues,
  descriptionSchema,
  type Call,
  type Description,
} from '../../functions/sdk/index.ts';
import type { Clock } from '../clock.ts';
import { nextTraceparent } from '../trace.ts';
import type { Deployment } from './deployment.ts';
import type { Invoker } from './invoker.ts';
import { errorOf } from './call-error.ts';

/** How long a runtime may take to say who it is, its start included. */
const DESCRIBE_TIMEOUT_MS = 15_000;

/** Asks a deployment who it is, in one attempt. Checked, since anybody may answer. Throws only errors with a code. */
export async function describe(
  invoker: Invoker<unknown>,
  { name, platform, target }: Deployment,
  clock: Clock,
  signal: AbortSignal,
): Promise<Description> {
  const call: Call = {
    invocationId: randomUUID(),
    functionName: DESCRIBE,
    input: {},
    account: null,
    attempt: 1,
    deadlineAt: clock.now() + DESCRIBE_TIMEOUT_MS,
    idempotencyKey: null,
    traceparent: nextTraceparent(),
  };
  const outcome = await invoker.invoke(target, call, signal);
  const names = { functionName: DESCRIBE, invocationId: call.invocationId, deployment: name, platform };
  if (outcome.type !== 'ok') throw errorOf(outcome, names);
  const description = descriptionSchema.safeParse(outcome.data);
  if (!description.success) throw new BadReply(describeIssues(description.error, 'description'));
  return description.data;
}
