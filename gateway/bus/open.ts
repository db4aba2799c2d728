import type { Clock } from '../clock.ts';
import type { Bus } from './bus.ts';
import { createBus } from './memory.ts';
import { createSharedBus } from './shared.ts';

/** The bus of one gateway on its own, or of all that share a database. `onBroken`: the others are not heard for now. */
export function openBus(
  { databaseUrl }: { readonly databaseUrl: string | null },
  clock: Clock,
  onBroken: (error: unknown) => void,
): Bus & { close(): Promise<void> } {
  if (databaseUrl) return createSharedBus({ databaseUrl, clock, onBroken });
  return { ...createBus(), close: async () => {} };
}
