/** Who may raise alarms of which providers. */
import { BadReply } from '../../functions/sdk/index.ts';
import { BadInput, Forbidden, InvalidState, NotFound } from '../errors.ts';
import type { Scope } from '../inventory/index.ts';
import type { Directory } from '../providers/index.ts';
import type { Incoming } from './incoming.ts';

/** What alarms have that belong to no region; every provider has it. */
const GLOBAL = 'global';

/**
 * Checks events before any of them is taken. A sender's scope is the providers that it may speak for:
 * - a client's that of its key; one that is limited may send nothing but alarms of its own;
 * - a function's the provider whose account it was given. One that was given none speaks for whoever its caller may:
 *   for all of them behind a subscription without a provider, which is why such a subscription is the admin's to make.
 */
export interface AlarmSenders {
  /** Of a client. Throws `Forbidden`, `NotFound`, `BadInput` and `InvalidState`. */
  checkPosted(incoming: readonly Incoming[], scope: Scope): Promise<void>;
  /** Of a function. Throws `BadReply`. */
  checkAnswered(incoming: readonly Incoming[], scope: Scope): Promise<void>;
}

export function createAlarmSenders({ load }: Pick<Directory, 'load'>): AlarmSenders {
  async function check({ alarms, event }: Incoming, scope: Scope): Promise<void> {
    if (alarms === null) return;
    const { providerId, region } = alarms;
    const provider = await load(providerId, scope);
    if (!provider) throw new NotFound('provider', providerId);
    if (provider.state === 'DELETING') throw new InvalidState(`the provider ${provider.id} is being removed`);
    const regions = [...(provider.regions ?? []), GLOBAL];
    if (!regions.includes(region))
      throw new BadInput(`the region of the event ${JSON.stringify(event.id)}`, `must be one of ${regions.join(', ')}`);
  }

  return {
    async checkPosted(incoming, scope) {
      // An event reaches whatever subscribed to it, for any account; alarms reach only what is for their own.
      if (scope !== null && incoming.some(({ alarms }) => alarms === null))
        throw new Forbidden('a key for all providers');
      for (const one of incoming) await check(one, scope);
    },

    async checkAnswered(incoming, scope) {
      for (const one of incoming)
        await check(one, scope).catch((error: unknown) => {
          if (error instanceof NotFound) throw new BadReply('it names alarms of a provider that it does not work for');
          if (error instanceof BadInput || error instanceof InvalidState) throw new BadReply(error.message);
          throw error;
        });
    },
  };
}
