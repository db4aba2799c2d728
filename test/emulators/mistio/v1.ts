/** The one path of version 1 that is used; it has no specification, so its parameters are written down here. */
import type { EmulatedRequest } from '../http.ts';

const LOG_PARAMETERS = [
  'type',
  'action',
  'newest',
  'error',
  'limit',
  'start',
  'stop',
  'cloud_id',
  'machine_id',
  'rule_id',
  'incident_id',
];

export function v1Errors({ method, path, query, body }: EmulatedRequest): string[] {
  if (path !== '/api/v1/logs') return ['there is no such path in version 1 that version 2 lacks'];
  if (method !== 'GET') return [`the path has no ${method}`];
  if (body !== undefined) return ['it takes no body'];
  return [...new Set(query.keys())]
    .filter((name) => !LOG_PARAMETERS.includes(name))
    .map((name) => `there is no query parameter ${name}`);
}
