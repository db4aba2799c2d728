import type { FunctionManifest } from '../../functions/sdk/index.ts';
import type { Platform } from '../../schema/generated/types.ts';

/** A place to call, as the registry gives it. */
export interface Deployment {
  /** Unique. With its platform and target the key of its breaker, its limit, its budgets and its health. */
  readonly name: string;
  readonly connector: string;
  readonly platform: Platform;
  /** What the platform's `settings` made of what was registered. */
  readonly target: unknown;
  /** A disabled one is never called. */
  readonly enabled: boolean;
  readonly maxConcurrency: number;
}

/** A function and where to call it. */
export interface DeployedFunction extends FunctionManifest {
  readonly deployment: Deployment;
}
