import { access } from './access.ts';
import { alarms } from './alarms.ts';
import { deployments } from './deployments.ts';
import { events } from './events.ts';
import { findings } from './findings.ts';
import { functions } from './functions.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { node } from './node.ts';
import { operations } from './operations.ts';
import { providers } from './providers.ts';
import { resources } from './resources.ts';
import { scalars } from './scalars.ts';

/** All resolver maps, one a domain file of the SDL; `gateway/compose` merges them. */
export const resolvers: readonly Resolvers[] = [
  scalars,
  node,
  providers,
  resources,
  alarms,
  findings,
  functions,
  deployments,
  events,
  operations,
  access,
];
