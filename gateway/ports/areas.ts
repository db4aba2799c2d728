import type { Actions } from '../actions/index.ts';
import type { Alarms } from '../alarms/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Keys } from '../auth/index.ts';
import type { Clock } from '../clock.ts';
import type { Events } from '../events/index.ts';
import type { Findings } from '../findings/index.ts';
import type { Inventory } from '../inventory/index.ts';
import type { Functions } from '../invoke/index.ts';
import type { Idempotency, Operations } from '../operations/index.ts';
import type { Directory, Lifecycle } from '../providers/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Reader, Sync, Upstream } from '../sync/index.ts';

/** All areas that ports reach. */
export interface Areas {
  readonly actions: Actions;
  readonly alarms: Alarms;
  readonly audit: Audit;
  readonly directory: Directory;
  readonly events: Events;
  readonly findings: Findings;
  readonly functions: Functions;
  readonly idempotency: Idempotency;
  readonly inventory: Inventory;
  readonly keys: Keys;
  readonly lifecycle: Lifecycle;
  readonly operations: Operations;
  readonly reader: Reader;
  readonly registry: Registry;
  readonly sync: Sync;
  readonly upstream: Upstream;
  readonly clock: Clock;
  /** How long a call of a function may take for a client who waits for it. */
  readonly callTimeoutMs: number;
  /** How long an operation may wait for slices to be listed anew. */
  readonly requestTimeoutMs: number;
}
