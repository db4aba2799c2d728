/** What is wrong with a request, by the rules of ManageIQ's API. */
import type { EmulatedRequest } from '../http.ts';
import { placeOf, type Place } from './place.ts';
import { parseFilter } from './query.ts';
import type { CollectionRules } from './handwritten-rules.ts';
import { DERIVED } from './rules.ts';

const PARAMETERS = ['expand', 'attributes', 'filter[]', 'sort_by', 'sort_order', 'offset', 'limit', 'requester_type'];
/** What a provider is made with beside its columns. */
const PROVIDER_FIELDS = ['zone', 'credentials', 'endpoints', 'authentications', 'hostname', 'port'];
const ALERT_FIELDS = ['expression', 'miq_expression', 'hash_expression'];

/** The texts are what ManageIQ answers with 400; each is a violation too. */
export function checker(rules: Readonly<Record<string, CollectionRules>>) {
  return (request: EmulatedRequest): readonly string[] => {
    const place = placeOf(request.path);
    if (place === null) return [`${request.path} is no address of the API`];
    if (place.collection === 'auth') return request.method === 'POST' ? ['auth is read or deleted'] : [];
    const of = rules[place.collection];
    if (!of) return [`Unknown collection ${place.collection}`];
    return [...wrongMethod(request, place, of), ...wrongQuery(request, place, of), ...wrongBody(request, place, of)];
  };
}

function wrongMethod({ method, body }: EmulatedRequest, place: Place, of: CollectionRules): string[] {
  if (place.subcollection !== null && !of.subcollections[place.subcollection])
    return [`${place.collection} has no sub-collection ${place.subcollection}`];
  if (!of.verbs.includes(method) && !(method === 'POST' && place.subcollection !== null))
    return [`${method} is not allowed on ${place.collection}`];
  if (method === 'DELETE' && place.id === null) return ['DELETE needs a resource'];
  if (method !== 'POST') return [];
  if (typeof body !== 'object' || body === null) return ['the body is no JSON object'];
  const action = actionOf(body);
  const allowed =
    place.subcollection !== null
      ? of.subcollections[place.subcollection]!.actions
      : place.id === null
        ? of.collectionActions
        : of.resourceActions;
  return allowed.includes(action)
    ? []
    : [`Unsupported Action ${action} for the ${place.collection} resource specified`];
}

function wrongQuery({ query, method }: EmulatedRequest, place: Place, of: CollectionRules): string[] {
  if (place.subcollection !== null) return [];
  const names = [...query.keys()]
    .filter((name) => !PARAMETERS.includes(name))
    .map((name) => `Unknown parameter ${name}`);
  if (method !== 'GET' && query.size > 0) names.push(`${method} takes no parameters`);
  const known = [...of.columns, ...(DERIVED[place.collection] ?? [])];
  const attributes = [
    ...listOf(query, 'attributes').map((name) => name.split('.')[0]!),
    ...listOf(query, 'sort_by'),
    ...query.getAll('filter[]').map((filter) => parseFilter(filter)?.attribute ?? `in ${filter}`),
  ];
  const wrong = attributes.filter((name) => !known.includes(name)).map((name) => `attribute ${name} does not exist`);
  const expanded = listOf(query, 'expand').filter((name) => name !== 'resources' && !of.subcollections[name]);
  return [...names, ...wrong, ...expanded.map((name) => `cannot expand ${name}`)];
}

function wrongBody({ method, body }: EmulatedRequest, place: Place, of: CollectionRules): string[] {
  if (method !== 'POST' || place.id !== null || typeof body !== 'object' || body === null) return [];
  const action = actionOf(body);
  if (action !== 'create' && action !== 'verify_credentials') return [];
  const { action: _action, resource = {}, ...rest } = body as Record<string, unknown>;
  const fields = Object.keys({ ...rest, ...(resource as object) });
  const known = [...of.columns, ...(place.collection === 'providers' ? PROVIDER_FIELDS : ALERT_FIELDS)];
  return fields.filter((name) => !known.includes(name)).map((name) => `Invalid attributes ${name} specified`);
}

/** A POST without an action creates. */
export function actionOf(body: unknown): string {
  const { action } = (body ?? {}) as { action?: unknown };
  return typeof action === 'string' ? action : 'create';
}

export const listOf = (query: URLSearchParams, name: string) => (query.get(name) ?? '').split(',').filter(Boolean);
