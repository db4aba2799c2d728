/** What may be asked of ManageIQ: its own routes and columns where they are at hand, else those written by hand. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { specification } from '../specifications.ts';
import { HANDWRITTEN, type CollectionRules } from './handwritten-rules.ts';

/** What a row is answered with beside its columns: derived by ManageIQ, and in no schema. */
export const DERIVED: Readonly<Record<string, readonly string[]>> = {
  alert_definitions: ['expression'],
  cloud_subnets: ['availability_zone'],
  cloud_volumes: ['availability_zone'],
  providers: ['authentication_status'],
  security_groups: ['firewall_rules'],
  vms: [
    'availability_zone',
    'flavor',
    'ipaddresses',
    'cpu_total_cores',
    'ram_size',
    'platform',
    'last_compliance_status',
    'last_compliance_timestamp',
  ],
};

type Actions = Readonly<Record<string, readonly { readonly ':name': string }[]>>;
type Route = Readonly<Record<string, unknown>> & {
  readonly ':options'?: readonly string[];
  readonly ':verbs'?: readonly string[];
  readonly ':klass'?: string;
  readonly ':subcollections'?: readonly string[] | null;
};
type Schemas = Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;

type Rules = Readonly<Record<string, CollectionRules>>;
let loaded: Rules | null = null;

/** By the collection's name. Read once. */
export const loadRules = (): Rules => (loaded ??= readRules());

function readRules(): Rules {
  const routes = specification('manageiq-api-routes.yml');
  const schemas = loadSchemas();
  if (routes === null || schemas === null) return HANDWRITTEN;
  const { ':collections': collections } = parse(readFileSync(routes, 'utf8')) as {
    ':collections': Readonly<Record<string, Route>>;
  };
  const known = Object.entries(collections).flatMap(([name, route]) => {
    const schema = schemas[(route[':klass'] ?? '').replaceAll('::', '_')];
    if (!route[':options']?.includes(':collection') || !schema) return [];
    return [[word(name), rulesOf(route, Object.keys(schema.properties))] as const];
  });
  return Object.fromEntries(known);
}

/** The schemas of the rows, by the class behind a collection. Null where the specification is not at hand. */
export function loadSchemas(): Schemas | null {
  const path = specification('manageiq-openapi.json');
  if (path === null) return null;
  return (JSON.parse(readFileSync(path, 'utf8')) as { components: { schemas: Schemas } }).components.schemas;
}

function rulesOf(route: Route, columns: readonly string[]): CollectionRules {
  const posted = (key: string) => ((route[key] as Actions | undefined)?.[':post'] ?? []).map((one) => one[':name']);
  const subcollections = (route[':subcollections'] ?? []).map(word);
  return {
    verbs: (route[':verbs'] ?? []).map((verb) => word(verb).toUpperCase()),
    collectionActions: posted(':collection_actions'),
    resourceActions: posted(':resource_actions'),
    subcollections: Object.fromEntries(
      subcollections.map((name) => [name, { actions: posted(`:${name}_subcollection_actions`) }]),
    ),
    columns,
  };
}

/** A symbol of Ruby, such as `:get`. */
const word = (symbol: string) => symbol.replace(/^:/, '');
