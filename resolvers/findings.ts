import { countedConnection, coverage } from './connections.ts';
import type { Resolvers } from './generated/resolvers.ts';
import type { FindingRow } from './rows.ts';

/** Findings of best-practice checks. Rules live in `gateway/findings`; here we only translate. */
export const findings: Resolvers = {
  Query: {
    findings: (_root, query, context) => context.findings.search(query),
  },
  Provider: {
    findings: ({ id }, { filter, ...query }, context) =>
      context.findings.search({ ...query, filter: { ...filter, providerIds: [id] } }),
  },
  Finding: {
    provider: ({ providerId }, _args, { providers }) => providers.require(providerId),
    resource: (finding, _args, context) => (finding.subject ? context.findings.resourceOf(finding) : null),
    resourceNativeId: ({ subject }) => subject?.nativeId ?? null,
  },
  FindingConnection: { ...countedConnection<FindingRow>(), ...coverage },
};
