/** A platform with the probe on it, and how the gateway is told of it. */
import type { Platform } from '../../schema/generated/types.ts';

/** What a place may be asked to be, beyond ordinary. */
export interface PlaceOptions {
  /** The platform's own limit for one run, in milliseconds; whole seconds, since some platforms count so. */
  readonly limitMs?: number;
  /** True: in place of the probe a function without our host, which throws `BARE_ERROR`. */
  readonly isBare?: boolean;
  /** How many calls the platform works on at the same time. */
  readonly concurrency?: number;
}

/** The probe on a platform, taking calls. */
export interface Place {
  /** Where the platform listens; a proxy may stand before it. */
  readonly origin: string;
  /** What is registered, for a platform that is reached at this origin. */
  settings(origin: string): Readonly<Record<string, unknown>>;
  /** As `settings`, with a secret that is wrong. */
  readonly wrongSecret?: Readonly<Record<string, unknown>>;
  /** As `settings`, for a function that is not there. */
  readonly wrongName?: Readonly<Record<string, unknown>>;
  /** All that the platform and the function wrote. */
  output(): string;
  close(): Promise<void>;
}

/** A platform and the runtime that stands for it. */
export interface Pair {
  /** Such as `gcf on functions-framework 5`. */
  readonly title: string;
  readonly platform: Platform;
  /** The secrets that settings refer to, by their names. */
  readonly secrets: Readonly<Record<string, string>>;
  start(options?: PlaceOptions): Promise<Place>;
  /** What cannot be seen here, by the id of the case, and why. */
  readonly leftOut: Readonly<Record<string, string>>;
}
