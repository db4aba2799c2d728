/** Incidents: a rule is broken by a machine, its webhooks are called, and it shows in the log of version 1. */
import { randomUUID } from 'node:crypto';
import type { EmulatedAnswer } from '../http.ts';
import type { MistState, Row } from './state.ts';

/** What a rule's webhook got as an answer. */
export interface Called {
  readonly url: string;
  readonly status: number;
}

/** The most entries in an answer, as in Mist. */
const MAX_ENTRIES = 100;

export function createIncidents(state: MistState, baseUrl: () => string) {
  const open = new Map<string, string>();

  const find = (collection: 'rules' | 'machines', idOrName: string): Row => {
    const rows = [...state.table(collection).values()];
    const found = rows.find((row) => row['id'] === idOrName) ?? rows.find((row) => row['name'] === idOrName);
    if (!found) throw new Error(`there is no ${idOrName} in ${collection}`);
    return found;
  };

  function log(rule: Row, machine: Row, incidentId: string, action: string): void {
    const [condition] = rule['conditions'] as { query: Row }[];
    const { target, operator, threshold } = condition?.query ?? {};
    state.incidents.unshift({
      log_id: randomUUID().replaceAll('-', ''),
      type: 'incident',
      action,
      time: state.clock() / 1_000,
      error: false,
      incident_id: incidentId,
      rule_id: rule['id'],
      rule_name: rule['name'],
      cloud_id: machine['cloud'],
      machine_id: machine['id'],
      machine_name: machine['name'],
      external_id: machine['external_id'],
      condition: `${String(target)} ${String(operator)} ${String(threshold)}`,
      state: action === 'rule_triggered' ? 'WARNING' : 'OK',
    });
  }

  return {
    /** The rule is broken by the machine, both by id or name. Settles when the webhooks have answered. */
    async breach(ruleName: string, machineName: string): Promise<readonly Called[]> {
      const [rule, machine] = [find('rules', ruleName), find('machines', machineName)];
      const key = `${String(rule['id'])} ${String(machine['id'])}`;
      const incidentId = open.get(key) ?? randomUUID().replaceAll('-', '');
      open.set(key, incidentId);
      log(rule, machine, incidentId, 'rule_triggered');
      const hooks = (rule['actions'] as Row[]).filter((action) => action['action_type'] === 'webhook');
      return Promise.all(hooks.map((hook) => call(hook, machine, baseUrl())));
    },

    /** The machine keeps the rule again. Mist calls no webhook then. */
    recover(ruleName: string, machineName: string): void {
      const [rule, machine] = [find('rules', ruleName), find('machines', machineName)];
      const key = `${String(rule['id'])} ${String(machine['id'])}`;
      log(rule, machine, open.get(key) ?? randomUUID(), 'rule_untriggered');
      open.delete(key);
    },

    /** GET /api/v1/logs: the newest first, with seconds as limits. */
    logs(query: URLSearchParams): EmulatedAnswer {
      const bad = ['start', 'stop', 'limit'].find((name) => !/^\d*$/.test(query.get(name) ?? ''));
      if (bad) return { status: 400, body: `Bad Request: Invalid value: ${bad}=${query.get(bad)}` };
      if (!['incident', 'request', 'job', null].includes(query.get('type')))
        return { status: 400, body: `Bad Request: Invalid event type: ${query.get('type')}` };
      const [start, stop] = [Number(query.get('start') ?? 0), Number(query.get('stop') || Infinity)];
      const terms = ['cloud_id', 'rule_id', 'machine_id', 'action'].filter((name) => query.has(name));
      const rows = state.incidents.filter(
        (row) =>
          query.get('type') === row['type'] &&
          Number(row['time']) >= start &&
          Number(row['time']) <= stop &&
          terms.every((name) => row[name] === query.get(name)),
      );
      const limit = Number(query.get('limit') || MAX_ENTRIES);
      return { status: 200, body: rows.slice(0, Math.min(limit, MAX_ENTRIES)) };
    },
  };
}

/** As Mist does it: three words of the JSON are replaced, and the headers are JSON in a text. */
async function call(hook: Row, machine: Row, baseUrl: string): Promise<Called> {
  const { url, method, headers, json } = hook as Readonly<Record<string, string | undefined>>;
  const body = (json ?? 'null')
    .replaceAll('{resource_id}', String(machine['id']))
    .replaceAll('{resource_url}', `${baseUrl}/machines/${String(machine['id'])}`)
    .replaceAll('{resource_name}', String(machine['name']));
  const answer = await fetch(url!, {
    method: method!.toUpperCase(),
    headers: { 'content-type': 'application/json', ...(JSON.parse(headers ?? '{}') as Record<string, string>) },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  await answer.arrayBuffer();
  return { url: url!, status: answer.status };
}
