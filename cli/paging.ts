/** Lists that are longer than one page. */

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * As many items as wanted, fetched in pages of at most `largest`. The answer has the fields of the pages: those of the
 * first, with all `nodes` and one `pageInfo` over them. What is asked for with the first page alone, such as freshness, which
 * each page would list the slices anew for, goes by `isFirst`.
 */
export async function collect<Node, P extends Page<Node>>(
  wanted: { readonly limit: number; readonly after?: string | undefined; readonly largest: number },
  fetchPage: (page: { first: number; after: string | null }, isFirst: boolean) => Promise<P>,
  join: (all: P, page: P) => P = (all) => all,
): Promise<P> {
  const first = (have: number) => Math.min(wanted.limit - have, wanted.largest);
  let all = await fetchPage({ first: first(0), after: wanted.after ?? null }, true);
  while (all.pageInfo.hasNextPage && all.nodes.length < wanted.limit) {
    const page = await fetchPage({ first: first(all.nodes.length), after: all.pageInfo.endCursor }, false);
    if (page.nodes.length === 0) break;
    const { hasNextPage, endCursor } = page.pageInfo;
    all = {
      ...join(all, page),
      nodes: [...all.nodes, ...page.nodes],
      pageInfo: { ...all.pageInfo, hasNextPage, endCursor },
    };
  }
  return all;
}

/** How many of all are shown, and how to see the rest. */
export function countOf<Node>({ nodes, totalCount, pageInfo }: Page<Node> & { readonly totalCount: number }): string {
  const more = pageInfo.hasNextPage ? `; more with --limit all, or --after ${pageInfo.endCursor}` : '';
  return `${nodes.length} of ${totalCount}${more}`;
}
