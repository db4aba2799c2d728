/** How each deployment is doing, for `/metrics`. */
import type { Deployment, Functions } from '../invoke/index.ts';
import type { Gauges } from './metrics.ts';

const BREAKER_STATES = ['CLOSED', 'HALF_OPEN', 'OPEN'] as const;

export function deploymentGauges(
  deployments: () => readonly Deployment[],
  functions: Pick<Functions, 'condition'>,
): Gauges {
  type Field = 'concurrencyLimit' | 'callsInFlight' | 'callsQueued';
  const each = (field: Field) => () =>
    deployments().map((deployment) => ({
      labels: { deployment: deployment.name },
      value: functions.condition(deployment)[field],
    }));
  return {
    causeway_deployment_breaker_state: {
      help: 'The breaker of each deployment: 1 for the state that it is in, 0 for the others.',
      read: () =>
        deployments().flatMap((deployment) => {
          const { breaker } = functions.condition(deployment);
          return BREAKER_STATES.map((state) => ({
            labels: { deployment: deployment.name, state: state.toLowerCase() },
            value: state === breaker ? 1 : 0,
          }));
        }),
    },
    causeway_deployment_concurrency_limit: {
      help: 'How many calls a deployment is given at the same time, as found out by now.',
      read: each('concurrencyLimit'),
    },
    causeway_deployment_calls_in_flight: {
      help: 'Calls that a deployment works on.',
      read: each('callsInFlight'),
    },
    causeway_deployment_calls_queued: {
      help: 'Calls that wait for a place at a deployment.',
      read: each('callsQueued'),
    },
  };
}
