import type { PageInfo } from '../schema/generated/types.ts';
import type { Coverage, Page } from './rows.ts';

/** The Relay side of any page: edges and page info, with cursors made only when asked for. */
export function connection<Row>() {
  return {
    edges: (page: Page<Row>) => page.nodes.map((node) => ({ node, cursor: page.cursorOf(node) })),
    pageInfo: (page: Page<Row>): PageInfo => {
      const [first, last] = [page.nodes[0], page.nodes.at(-1)];
      return {
        hasNextPage: page.hasNextPage,
        hasPreviousPage: page.hasPreviousPage,
        startCursor: first ? page.cursorOf(first) : null,
        endCursor: last ? page.cursorOf(last) : null,
      };
    },
  };
}

/** As `connection`, for pages that can be counted. */
export function countedConnection<Row>() {
  return {
    ...connection<Row>(),
    totalCount: (page: Page<Row> & { totalCount(): Promise<number> }) => page.totalCount(),
  };
}

/** What a page could not cover, alike for all that is listed slice by slice. */
export const coverage = {
  complete: async (page: { coverage(): Promise<Coverage> }) => (await page.coverage()).missing.length === 0,
  missing: async (page: { coverage(): Promise<Coverage> }) => (await page.coverage()).missing,
};
