/** From a request that keeps to the rules to its answer. */
import type { EmulatedAnswer, EmulatedRequest } from '../http.ts';
import { assign, createDefinition, createProfile, membersOf, removeDefinition } from './alerts.ts';
import { badRequest, notFound, ok } from './answers.ts';
import { actionOf, listOf } from './check.ts';
import { actOn } from './machines.ts';
import type { Place } from './place.ts';
import type { Providers } from './providers.ts';
import { compare, fits, parseFilter, selected, textOf } from './query.ts';
import type { CollectionRules } from './handwritten-rules.ts';
import { tagAction, type Categories } from './tags.ts';
import type { Row, World } from './world.ts';

export interface RoutePorts {
  readonly world: World;
  readonly providers: Providers;
  readonly rules: Readonly<Record<string, CollectionRules>>;
  readonly categories: Categories;
  /** A larger limit is cut to it without a word. */
  readonly maxResultsPerPage: number;
}

type Body = Readonly<Record<string, unknown>>;

export function createRoutes({ world, providers, rules, categories, maxResultsPerPage }: RoutePorts) {
  return (request: EmulatedRequest, place: Place): EmulatedAnswer => {
    const { collection, id, subcollection } = place;
    if (id === null)
      return request.method === 'POST' ? post(collection, request.body as Body) : list(request, collection);
    const row = world.row(collection, id);
    if (!row) return notFound(collection, id);
    if (subcollection !== null) return within(request, row, place);
    if (request.method === 'POST') return act(collection, row, request.body as Body);
    if (request.method === 'DELETE') return remove(collection, row);
    return ok(shown(request, collection, row));
  };

  function shown({ query, headers }: EmulatedRequest, collection: string, row: Row): object {
    const { columns } = rules[collection]!;
    const picked = selected(row, listOf(query, 'attributes'), columns);
    const expanded = listOf(query, 'expand');
    return {
      href: `http://${headers['host']}/api/${collection}/${row.id}`,
      ...picked,
      ...(expanded.includes('tags') && { tags: row['tags'] ?? [] }),
      ...(expanded.includes('alert_definitions') && { alert_definitions: membersOf(world, row) }),
    };
  }

  function list(request: EmulatedRequest, collection: string): EmulatedAnswer {
    const { query } = request;
    const all = world.rows(collection);
    const filters = query.getAll('filter[]').map((text) => parseFilter(text)!);
    const found = all.filter((row) => filters.every((filter) => fits(row, filter)));
    const [sortBy] = listOf(query, 'sort_by');
    const sign = query.get('sort_order') === 'desc' ? -1 : 1;
    if (sortBy) found.sort((a, b) => sign * compare(textOf(a[sortBy]), textOf(b[sortBy])));
    const offset = Number(query.get('offset') ?? 0);
    const limit = Math.min(Number(query.get('limit') ?? maxResultsPerPage), maxResultsPerPage);
    const page = found.slice(offset, offset + limit);
    const isExpanded = listOf(query, 'expand').includes('resources');
    const href = (row: Row) => `http://${request.headers['host']}/api/${collection}/${row.id}`;
    const isPaged = query.has('offset') && query.has('limit');
    return ok({
      name: collection,
      count: all.length,
      subcount: page.length,
      ...(isPaged && filters.length > 0 && { subquery_count: found.length }),
      ...(isPaged && { pages: Math.ceil(found.length / limit) }),
      resources: page.map((row) => (isExpanded ? shown(request, collection, row) : { href: href(row) })),
      actions: [],
      links: { self: request.path, first: request.path, last: request.path },
    });
  }

  function post(collection: string, body: Body): EmulatedAnswer {
    const action = actionOf(body);
    if (collection === 'providers' && action === 'create') return providers.create(body);
    if (collection === 'providers' && action === 'verify_credentials')
      return providers.verifyCredentials((body['resource'] ?? body) as Body);
    if (collection === 'alert_definitions' && action === 'create') return createDefinition(world, body);
    if (collection === 'alert_definition_profiles' && action === 'create') return createProfile(world, body);
    return badRequest(`${action} of ${collection} is not emulated`);
  }

  function act(collection: string, row: Row, body: Body): EmulatedAnswer {
    const action = actionOf(body);
    const href = `/api/${collection}/${row.id}`;
    if (collection === 'providers') return providers.act(row, action, href);
    if (collection === 'vms') return ok({ ...actOn(world, row, action), href });
    if (collection === 'alert_definition_profiles' && action === 'assign') return assign(row, 'objects', body);
    return badRequest(`${action} of ${collection} is not emulated`);
  }

  function remove(collection: string, row: Row): EmulatedAnswer {
    if (collection === 'providers') providers.act(row, 'delete', '');
    else if (collection === 'alert_definitions') removeDefinition(world, row);
    else world.remove(collection, row.id);
    return { status: 204, body: null };
  }

  function within({ method, body, query }: EmulatedRequest, row: Row, { subcollection }: Place): EmulatedAnswer {
    if (subcollection === 'alert_definitions' && method === 'POST') return assign(row, 'definitions', body as Body);
    if (subcollection !== 'tags') return badRequest(`${subcollection} is not emulated`);
    const tags = (row['tags'] ?? []) as object[];
    if (method === 'GET')
      return ok({
        name: 'tags',
        count: tags.length,
        subcount: tags.length,
        resources: query.has('expand') ? tags : [],
      });
    const { resources = [] } = body as { resources?: readonly unknown[] };
    return ok({ results: resources.map((tag) => tagAction(row, actionOf(body), tag, categories)) });
  }
}
