import type { ViewerRow } from '../../resolvers/rows.ts';

/** What a viewer may see, as text: viewers of one scope may share the events of a subscription. */
export const scopeOf = ({ role, providerIds }: ViewerRow): string =>
  JSON.stringify([role, providerIds && [...new Set(providerIds)].sort()]);
