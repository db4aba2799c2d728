/** `causeway providers wait`: until an account is known, however long the system behind its connector takes to list it. */
import type { Work } from '../command.ts';
import { parseDuration } from '../duration.ts';
import { EXIT, Refused, WrongUsage, type Exit } from '../failures.ts';
import { FollowProviderDocument, type ProviderRowFragment } from '../generated/operations.ts';
import { findProvider } from '../provider-names.ts';
import { openSubscriptions } from '../subscriptions.ts';

/** How the wait ended by each state of the provider. In all others it goes on. */
const ENDS: Readonly<Partial<Record<ProviderRowFragment['state'], Exit>>> = {
  READY: EXIT.ok,
  DEGRADED: EXIT.partial,
  FAILED: EXIT.failed,
  PAUSED: EXIT.failed,
  DELETING: EXIT.failed,
};

export const waitForProvider: Work<{ timeout?: string }, [string]> = async ({ api, terminal }, options, nameOrId) => {
  const timeoutMs = options.timeout === undefined ? null : parseDuration(options.timeout);
  if (timeoutMs === null && options.timeout !== undefined)
    throw new WrongUsage('--timeout is no duration', 'As in 30m.');
  const { id, name } = await findProvider(api, nameOrId);
  const subscriptions = await openSubscriptions(api.settings, { attempts: Infinity });
  const stop = () => subscriptions.dispose();
  const timer = timeoutMs === null ? undefined : setTimeout(stop, timeoutMs);
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
    stop();
  };
  process.once('SIGINT', interrupt);
  let seen: ProviderRowFragment | null = null;
  let told = '';
  try {
    await subscriptions.run(FollowProviderDocument, { id }, ({ providerChanged }) => {
      seen = providerChanged;
      const line = standing(providerChanged);
      if (line !== told) terminal.note(`${name} ${line}`);
      told = line;
      if (exitOf(providerChanged) !== null) stop();
    });
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', interrupt);
    stop();
  }
  if (isInterrupted) return EXIT.interrupted;
  const last = seen as ProviderRowFragment | null;
  const exit = last && exitOf(last);
  if (!last || exit === null)
    throw new Refused(last?.upstream ? 'UPSTREAM_NOT_SYNCED' : 'NEVER_LISTED', `${name} is not known yet: ${told}`);
  if (terminal.json) terminal.printJson(last);
  else terminal.printText(`${name} is ${last.state}${last.stateReason === null ? '' : `: ${last.stateReason}`}`);
  return exit;
};

/** Null: it goes on. One that cannot be listed upstream will not be ready by waiting. */
const exitOf = ({ state, upstream }: ProviderRowFragment): Exit | null =>
  ENDS[state] ?? (upstream?.state === 'FAILED' ? EXIT.failed : null);

/** `SYNCING, PENDING upstream: it has no role yet` */
export function standing({ state, upstream }: Pick<ProviderRowFragment, 'state' | 'upstream'>): string {
  if (!upstream) return state;
  return `${state}, ${upstream.state} upstream${upstream.reason === null ? '' : `: ${upstream.reason}`}`;
}
