/** Starting, stopping and rebooting: one way from a state through another to a third, which takes its time. */
import type { ActInput, ActOutcome } from '../../sdk/index.ts';
import { ResourceGone, StateForbids } from '../../sdk/index.ts';
import type { SandboxContext } from './account.ts';
import { countsOf, enter, type Cloud } from './cloud.ts';
import { indexOf } from './ids.ts';
import { statusOf } from './instances.ts';
import { once, type PowerStatus } from './memory.ts';
import { hash } from './noise.ts';

interface Way {
  readonly from: PowerStatus;
  readonly through: PowerStatus;
  readonly to: PowerStatus;
}

/** Moves each instance, or says why it cannot. */
export async function move(
  way: Way,
  permission: string,
  input: ActInput,
  context: SandboxContext,
): Promise<readonly ActOutcome[]> {
  const cloud = await enter(context, permission, input.region);
  const key = context.idempotencyKey && `${permission} ${context.idempotencyKey} ${JSON.stringify(input)}`;
  return once(cloud.memory, key, () => input.nativeIds.map((nativeId) => moveOne(cloud, way, input.region, nativeId)));
}

function moveOne(cloud: Cloud, { from, through, to }: Way, region: string, nativeId: string): ActOutcome {
  const { options, memory, now } = cloud;
  const index = indexOf(options.seed, region, 'Instance', nativeId);
  if (index < 0 || index >= countsOf(options, region).Instance) return refusal(nativeId, new ResourceGone(nativeId));
  const status = statusOf(cloud, nativeId, hash(`${options.seed}/${region}/instance`), index);
  if (status !== from) return refusal(nativeId, new StateForbids(nativeId, status));
  const until = now + options.transitionMs;
  const startedAt = to === 'running' ? until : (memory.power.get(nativeId)?.startedAt ?? null);
  memory.power.set(nativeId, { status: through, until, settled: to, startedAt });
  return { nativeId, ok: true };
}

/** One resource's refusal, as an outcome. */
export const refusal = (nativeId: string, { code, message }: ResourceGone | StateForbids): ActOutcome => ({
  nativeId,
  ok: false,
  code,
  message,
});
