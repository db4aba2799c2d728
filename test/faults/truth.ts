/** Holds what clients and the outbox were told against what really happened. */
import type { Ledger } from './ledger.ts';
import type { Told } from './wishes.ts';

export interface Delivered {
  readonly functionName: string;
  readonly event: { readonly id: string };
  readonly state: 'PENDING' | 'DELIVERED' | 'DEAD';
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface Evidence {
  readonly ledger: Ledger;
  readonly told: ReadonlyMap<string, Told>;
  /** Ids of events for which 202 came. */
  readonly accepted: readonly string[];
  readonly deliveries: readonly Delivered[];
}

/** Dead letters of these codes may have taken effect, or did; those of others did not. */
const IN_DOUBT = ['MAY_HAVE_TAKEN_EFFECT', 'FUNCTION_BAD_REPLY'];

/** What was not true, one line each, and how everything ended. */
export function truth({ ledger, told, accepted, deliveries }: Evidence) {
  const lies: string[] = [];
  const counts: Record<string, number> = {};
  const count = (what: string) => (counts[what] = (counts[what] ?? 0) + 1);

  for (const [wish, { functionName, end, code, ran }] of told) {
    const { effects } = ledger.of(`${functionName.slice('faults.'.length)} ${wish}`);
    const lie = (why: string) =>
      lies.push(`${wish} ${functionName} ${end} ${code} ran ${ran}, ${effects} effects: ${why}`);
    count(`call ${end}${code ? ` ${code} ran ${ran}` : ''}`);
    if (effects > 1) lie('it happened twice');
    if (end === 'ok' && effects !== 1) lie('it was said to be done');
    if (ran === 'no' && effects !== 0) lie('it was said not to have run');
    if (ran === 'yes' && code === 'FUNCTION_BAD_REPLY' && effects === 0) lie('it was said to have run');
  }

  const fates = new Map(deliveries.map((one) => [`${one.functionName.slice('faults.'.length)} ${one.event.id}`, one]));
  for (const id of accepted) {
    for (const name of ['once', 'again']) {
      const fate = fates.get(`${name} ${id}`);
      const { effects } = ledger.of(`${name} ${id}`);
      const lie = (why: string) =>
        lies.push(`${name} ${id} ${fate?.state} ${fate?.error?.code}, ${effects} effects: ${why}`);
      count(`event ${name} ${fate?.state ?? 'lost'}${fate?.state === 'DEAD' ? ` ${fate.error?.code}` : ''}`);
      if (!fate) lie('it was accepted and is lost');
      else if (fate.state === 'PENDING') lie('it never ended');
      if (effects > 1) lie('it happened twice');
      if (fate?.state === 'DELIVERED' && effects !== 1) lie('it was said to be delivered');
      if (fate?.state === 'DEAD' && effects > 0 && !IN_DOUBT.includes(fate.error?.code ?? ''))
        lie('it was said not to be');
    }
  }
  // An event whose 202 was lost with the gateway was posted again, so nothing else may be there.
  const known = new Set(accepted);
  for (const { event } of deliveries) if (!known.has(event.id)) count('event delivered without a 202 seen');
  return { lies, counts };
}
