/** What of Mist's API the connector uses, written by hand: the rules where the specification is not at hand. */
import type { OpenApiDocument } from '../openapi.ts';
import { OF_A_CLOUD } from './state.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required });
const listOf = (items: object) => ({ type: 'array', items });
const queryOf = (types: object) => Object.entries(types).map(([name, schema]) => ({ name, in: 'query', schema }));
const bodyOf = (schema: object) => ({ required: true, content: { 'application/json': { schema } } });

const LIST = { sort: text, start: whole, limit: whole, only: text };
const ONE = { only: text, deref: text };

const addCloud = object(
  {
    name: text,
    provider: text,
    credentials: { type: 'object' },
    features: { type: 'object', additionalProperties: { type: 'boolean' } },
  },
  ['name', 'provider', 'credentials'],
);

const rule = {
  description: text,
  selectors: listOf(object({ type: text, ids: listOf(text) })),
  conditions: listOf(
    object({
      data_type: { enum: ['metrics', 'logs'] },
      query: object({ target: text, operator: text, threshold: { type: 'number' }, aggregation: text }, [
        'target',
        'operator',
        'threshold',
        'aggregation',
      ]),
      window: object({ start: whole, stop: whole, period: text }, ['start', 'period']),
    }),
  ),
  trigger_after: object({ offset: whole, period: text }, ['offset', 'period']),
  when: object({ schedule_type: text, every: whole, period: text }),
  actions: listOf(object({ action_type: { enum: ['notify', 'webhook'] }, url: text, headers: text, json: text })),
};

const tagResources = object(
  {
    operations: listOf(
      object({
        operation: { enum: ['add', 'remove'] },
        tags: listOf(object({ key: text, value: text })),
        resources: listOf(object({ resource_type: text, resource_id: text })),
      }),
    ),
  },
  ['operations'],
);

const collections = OF_A_CLOUD.flatMap((name) => [
  [`/api/v2/${name}`, { get: { parameters: queryOf({ ...LIST, cloud: text, deref: text }) } }],
  [`/api/v2/${name}/{id}`, { get: { parameters: queryOf(ONE) } }],
]);
const actions = ['start', 'stop', 'reboot'].map((name) => [`/api/v2/machines/{machine}/actions/${name}`, { post: {} }]);

export const HANDWRITTEN: OpenApiDocument = {
  paths: {
    ...(Object.fromEntries([...collections, ...actions]) as object),
    '/api/v2/clouds': {
      get: { parameters: queryOf({ ...LIST, deref: text }) },
      post: { requestBody: bodyOf(addCloud) },
    },
    '/api/v2/clouds/{cloud}': { get: { parameters: queryOf(ONE) }, delete: {} },
    '/api/v2/rules': {
      get: { parameters: queryOf(LIST) },
      post: {
        requestBody: bodyOf(object({ name: text, ...rule }, ['name', 'conditions', 'actions', 'trigger_after'])),
      },
    },
    '/api/v2/rules/{rule}': { post: { requestBody: bodyOf(object(rule)) }, delete: {} },
    '/api/v2/tags': { post: { requestBody: bodyOf(tagResources) } },
  },
};
