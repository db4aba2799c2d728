/** What was done to the resources of an account since this runtime started. All else follows from the seed. */
import type { ActOutcome } from '../../sdk/index.ts';

export type PowerStatus = 'running' | 'stopped' | 'starting' | 'stopping' | 'rebooting' | 'recovering';

interface Transition {
  readonly status: PowerStatus;
  /** In milliseconds since 1970 (UTC). */
  readonly until: number;
  readonly settled: PowerStatus;
  /** When the instance was last started. Null: that did not change. */
  readonly startedAt: number | null;
}

export interface Memory {
  /** How many calls the account had. */
  calls: number;
  /** By native id. */
  readonly power: Map<string, Transition>;
  /** By native id, then key; null where the tag was removed. */
  readonly tags: Map<string, Map<string, string | null>>;
  /** Outcomes by idempotency key and input, so that a repeated wish is not carried out twice. */
  readonly outcomes: Map<string, readonly ActOutcome[]>;
}

const MAX_OUTCOMES = 1_000;
const accounts = new Map<string, Memory>();

/** By the provider's id in the gateway. */
export function memoryOf(providerId: string): Memory {
  let memory = accounts.get(providerId);
  if (!memory) {
    memory = { calls: 0, power: new Map(), tags: new Map(), outcomes: new Map() };
    accounts.set(providerId, memory);
  }
  return memory;
}

/** Does it once for each key. A null key: every time. */
export function once(
  { outcomes }: Memory,
  key: string | null,
  act: () => readonly ActOutcome[],
): readonly ActOutcome[] {
  if (key === null) return act();
  const known = outcomes.get(key);
  if (known) return known;
  const fresh = act();
  outcomes.set(key, fresh);
  if (outcomes.size > MAX_OUTCOMES) outcomes.delete(outcomes.keys().next().value!);
  return fresh;
}
