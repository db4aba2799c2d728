/** Alerts: definitions, the profiles that assign them, and what becomes of a measure. */
import type { EmulatedAnswer } from '../http.ts';
import { badRequest, done, ok } from './answers.ts';
import type { Row, World } from './world.ts';

interface Performance {
  readonly eval_method: string;
  readonly options: { readonly perf_column: string; readonly operator: string; readonly value_threshold: string };
}
type Body = Readonly<Record<string, unknown>>;

export function createDefinition(world: World, { action: _action, ...body }: Body): EmulatedAnswer {
  const failed = (reason: string) => badRequest(`Failed to create a new alert definition - ${reason}`);
  const missing = ['description', 'db', 'options'].filter((name) => !body[name]);
  if (missing.length > 0) return failed(`Resource ${missing.join(', ')} needs be specified`);
  if (!body['expression'] === !body['hash_expression']) return failed('exactly one expression must be given');
  if (hasDescription(world, 'alert_definitions', body))
    return failed('Validation failed: Description has already been taken');
  return ok({ results: [world.add('alert_definitions', { guid: crypto.randomUUID(), enabled: true, ...body })] });
}

export function createProfile(world: World, { action: _action, ...body }: Body): EmulatedAnswer {
  if (!body['description'] || !body['mode']) return badRequest('Resource description, mode needs be specified');
  if (hasDescription(world, 'alert_definition_profiles', body))
    return badRequest('Failed to create a new alert definition profile - Description has already been taken');
  const profile = world.add('alert_definition_profiles', { name: body['description'], ...body });
  return ok({ results: [profile] });
}

/** What it raised goes with it; profiles that have it lose it. */
export function removeDefinition(world: World, { id }: Row): void {
  for (const status of world.rows('alerts')) if (status['miq_alert_id'] === id) world.remove('alerts', status.id);
  world.remove('alert_definitions', id);
}

const hasDescription = (world: World, collection: string, { description }: Body) =>
  world.rows(collection).some((row) => row['description'] === description);

/** `resources` are named by href, as in `/api/alert_definitions/7`. */
export function assign(profile: Row, to: 'definitions' | 'objects', { resources }: Body): EmulatedAnswer {
  if (!Array.isArray(resources) || resources.length === 0) return badRequest('No resources specified');
  const hrefs = resources.map(({ href }: { href?: unknown }) => /\/api\/(\w+\/\d+)$/.exec(String(href))?.[1]);
  if (hrefs.includes(undefined)) return badRequest('Invalid href specified');
  profile[to] = [...new Set([...((profile[to] as string[] | undefined) ?? []), ...hrefs])];
  const result = done(`Assigned to Alert Definition Profile id:${profile.id}`);
  return ok(to === 'definitions' ? { results: [result] } : result);
}

/** The definitions in a profile. */
export function membersOf(world: World, profile: Row): Row[] {
  return ((profile['definitions'] ?? []) as string[]).flatMap((slug) => {
    const [, id] = slug.split('/');
    return world.row('alert_definitions', id!) ?? [];
  });
}

/** Evaluates every definition that a profile assigns to the machine's provider, as a capture of performance does. */
export function measure(world: World, vm: Row, cpuPercent: number): void {
  const owner = `providers/${String(vm['ems_id'])}`;
  for (const profile of world.rows('alert_definition_profiles')) {
    if (!((profile['objects'] ?? []) as string[]).includes(owner)) continue;
    for (const definition of membersOf(world, profile))
      if (definition['enabled'] === true && definition['db'] === 'Vm') evaluate(world, definition, vm, cpuPercent);
  }
}

function evaluate(world: World, definition: Row, vm: Row, cpuPercent: number): void {
  const { eval_method, options } = (definition['hash_expression'] ?? {}) as Performance;
  if (eval_method !== 'realtime_performance' || options.perf_column !== 'cpu_usage_rate_average') return;
  const result = cpuPercent > Number(options.value_threshold);
  const known = world
    .rows('alerts')
    .find((row) => row['miq_alert_id'] === definition.id && row['resource_id'] === vm.id);
  const facts = { result, evaluated_on: world.now() };
  if (known) Object.assign(known, facts);
  else if (result)
    world.add('alerts', {
      miq_alert_id: definition.id,
      resource_type: 'VmOrTemplate',
      resource_id: vm.id,
      ems_id: vm['ems_id'],
      description: definition['description'],
      severity: definition['severity'] ?? null,
      acknowledged: null,
      ...facts,
    });
}
