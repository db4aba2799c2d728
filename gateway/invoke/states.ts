/** What is kept of deployments and their functions between calls. */
import type { LogLine } from '../../functions/sdk/serve.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Clock } from '../clock.ts';
import type { Deployment } from './deployment.ts';
import { createBreaker, type Breaker } from './resilience/breaker.ts';
import { createBudget, type Budget } from './resilience/budget.ts';
import { createHealth, type Health } from './resilience/health.ts';
import { createLimiter, type Limiter } from './resilience/limiter.ts';
import { createPace, type Pace } from './resilience/pace.ts';
import { createRecentMap, type RecentMap } from './resilience/recent-map.ts';
import type { Timetable } from './resilience/timetable.ts';

/** What is kept of a deployment, as long as it is called at the same place. */
export interface DeploymentState {
  readonly breaker: Breaker;
  readonly limiter: Limiter;
  /** By name. */
  readonly functions: RecentMap<FunctionState>;
}

/** What is kept of a function on a deployment. */
export interface FunctionState {
  readonly budget: Budget;
  readonly pace: Pace;
  readonly health: Health;
}

export interface States {
  of(deployment: Deployment): DeploymentState;
  /** It is gone: another one that is called the same at the same place begins anew. */
  forget(deployment: Deployment): void;
}

export interface StatesPorts {
  readonly clock: Clock;
  readonly timetable: Timetable;
  readonly log: (line: LogLine) => void;
}

/** Far more than anybody registers; those that are asked for no more go first. */
const MAX_DEPLOYMENTS = 1_000;
const MAX_FUNCTIONS_EACH = 1_000;

export function createStates({ clock, timetable, log }: StatesPorts): States {
  const states = createRecentMap<DeploymentState>(MAX_DEPLOYMENTS, (identity) => ({
    breaker: createBreaker(clock, (state) => {
      const [deployment] = identity.split(' ', 1);
      log({ level: 'warn', message: 'the breaker of a deployment changed', deployment, state });
    }),
    limiter: createLimiter(clock, timetable),
    functions: createRecentMap<FunctionState>(MAX_FUNCTIONS_EACH, () => ({
      budget: createBudget(clock),
      pace: createPace(clock),
      health: createHealth(),
    })),
  }));
  return {
    of: (deployment) => states.of(identityOf(deployment)),
    forget: (deployment) => states.forget(identityOf(deployment)),
  };
}

const identities = new WeakMap<Deployment, string>();

/** What makes a deployment the one that it is: its name, and where and how it is called. Deployments never change. */
export function identityOf(deployment: Deployment): string {
  const known = identities.get(deployment);
  if (known !== undefined) return known;
  const { name, platform, target } = deployment;
  const identity = `${name} ${platform} ${canonicalJson(target)}`;
  identities.set(deployment, identity);
  return identity;
}
