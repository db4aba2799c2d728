/** Which slices the functions of a connector list. */
import type { FunctionManifest } from '../../functions/sdk/index.ts';
import { ALARM_KIND, FINDING_KIND } from '../slice-kinds.ts';

/** The region of kinds that an account has once, not per region. */
const GLOBAL_REGION = 'global';

export function slicesOf(
  functions: readonly FunctionManifest[],
  regions: readonly string[],
): { kind: string; region: string }[] {
  return functions.flatMap(({ operation, scope }) => {
    if (operation.type === 'LIST_ALARMS') return regions.map((region) => ({ kind: ALARM_KIND, region }));
    if (operation.type === 'LIST_FINDINGS') return [{ kind: FINDING_KIND, region: GLOBAL_REGION }];
    if (operation.type !== 'LIST') return [];
    const { kind } = operation;
    return scope === 'ACCOUNT' ? [{ kind, region: GLOBAL_REGION }] : regions.map((region) => ({ kind, region }));
  });
}
