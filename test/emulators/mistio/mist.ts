/**
 * Mist on this machine: clouds that are added and removed, machines that appear and act, rules and their incidents. Each
 * request of version 2 is checked by Mist's own specification where that is at hand, else by rules that are written by hand.
 */
import { startEmulator, type EmulatedAnswer, type EmulatedRequest, type Emulator } from '../http.ts';
import { checkerOf, openApiChecker } from '../openapi.ts';
import { specification } from '../specifications.ts';
import { HANDWRITTEN } from './handwritten-rules.ts';
import { createIncidents, type Called } from './incidents.ts';
import { listAnswer, onlyFields } from './lists.ts';
import { createState, idOf, OF_A_CLOUD, type Collection, type Row, type StateOptions } from './state.ts';
import { v1Errors } from './v1.ts';

export interface MistOptions extends Partial<StateOptions> {
  /** The one token that opens it. */
  readonly token?: string;
  /** The file of Mist's specification. Null: without it. */
  readonly specification?: string | null;
}

export interface Mist extends Emulator {
  /** Adds a cloud as somebody would by hand. Answers with its id. */
  addCloud(name: string, credentials?: Row): string;
  /** Mist lists the cloud now. */
  discover(cloudId: string): void;
  /** Puts a row into a collection, in the place of one with the same id. */
  put(collection: Collection, row: Row): void;
  remove(collection: Collection, id: string): void;
  /** What a collection holds. */
  rows(collection: Collection): readonly Row[];
  /** A machine breaks a rule, both by id or name. Settles when the rule's webhooks have answered. */
  breach(rule: string, machine: string): Promise<readonly Called[]>;
  /** The machine keeps the rule again. */
  recover(rule: string, machine: string): void;
  /** What was answered against the specification. */
  readonly wrongAnswers: readonly string[];
}

const SPECIFICATION = 'mist-api-v2-openapi.yaml';

const HANDWRITTEN_CHECKER = checkerOf(HANDWRITTEN);

/** A cloud whose `apisecret` is this refuses its keys. */
export const REFUSED_SECRET = 'wrong-secret';

const OK: EmulatedAnswer = { status: 200, body: null };
const missing = (what: string): EmulatedAnswer => ({ status: 404, body: `"${what} does not exist"` });

export async function startMist(options: MistOptions = {}): Promise<Mist> {
  const {
    token = 'mist-token',
    clock = Date.now,
    machines = 3,
    discoverAfterReads = 0,
    transitionMs = 1_000,
    specification: file = specification(SPECIFICATION),
  } = options;
  const state = createState({ clock, machines, discoverAfterReads, transitionMs });
  const checker = file === null ? null : openApiChecker(file);
  const rules = checker ?? HANDWRITTEN_CHECKER;
  const wrongAnswers: string[] = [];
  const incidents = createIncidents(state, () => emulator.url);

  const errorsOf = (request: EmulatedRequest) =>
    request.path.startsWith('/api/v1/') ? v1Errors(request) : rules.request(request);

  function answer(request: EmulatedRequest): EmulatedAnswer {
    if (request.headers['authorization'] !== token) return { status: 401, body: '"Authentication failed"' };
    const [wrong] = errorsOf(request);
    if (wrong !== undefined) return { status: 400, body: `Bad Request: ${wrong}` };
    state.settle();
    const given = route(request) ?? checker?.example(request) ?? { status: 501, body: 'Not Implemented' };
    if (checker && given.status < 300 && request.path.startsWith('/api/v2/'))
      wrongAnswers.push(
        ...checker.response(request, given).map((rule) => `${request.method} ${request.path}: ${rule}`),
      );
    return given;
  }

  /** Null: it is not written by hand. */
  function route(request: EmulatedRequest): EmulatedAnswer | null {
    const { method, path, query, body } = request;
    if (method === 'GET' && path === '/api/v1/logs') return incidents.logs(query);
    const [, collection, id, actions, action] =
      /^\/api\/v2\/([a-z]+)(?:\/([^/]+)(?:\/([a-z]+)\/([a-z]+))?)?$/.exec(path) ?? [];
    if (collection === 'tags' && method === 'POST') return tag(body as Row);
    if (collection === undefined || !isHeld(collection)) return null;
    if (id === undefined)
      return method === 'GET' ? list(collection, query) : method === 'POST' ? add(collection, body as Row) : null;
    const row = state.table(collection).get(decodeURIComponent(id));
    if (!row) return missing(decodeURIComponent(id));
    if (action !== undefined)
      return collection === 'machines' && actions === 'actions' && method === 'POST' && !query.has('name')
        ? act(row, action)
        : null;
    if (method === 'GET') return { status: 200, body: { data: onlyFields(row, query.get('only')), meta: {} } };
    if (method === 'DELETE' && collection === 'clouds') state.removeCloud(String(row['id']));
    else if (method === 'DELETE' && collection === 'rules') state.table('rules').delete(String(row['id']));
    else if (method === 'POST' && collection === 'rules')
      return { status: 200, body: state.put('rules', { ...row, ...(body as Row) }) };
    else return null;
    return OK;
  }

  function list(collection: Collection, query: URLSearchParams): EmulatedAnswer {
    const cloud = query.get('cloud');
    if (collection === 'machines' && cloud !== null) state.seen(cloud);
    return listAnswer([...state.table(collection).values()], query);
  }

  function add(collection: Collection, body: Row): EmulatedAnswer | null {
    const isTaken = [...state.table(collection).values()].some((row) => row['name'] === body['name']);
    if (collection !== 'clouds' && collection !== 'rules') return null;
    if (isTaken) return { status: 409, body: `"${String(body['name'])} already exists"` };
    if (collection === 'rules')
      return {
        status: 200,
        body: state.put('rules', { ...body, id: idOf('rule', `${String(body['name'])} ${clock()}`) }),
      };
    if ((body['credentials'] as Row)['apisecret'] === REFUSED_SECRET)
      return {
        status: 403,
        body: '"Cloud unauthorized: AWS was not able to validate the provided access credentials"',
      };
    return { status: 200, body: { id: state.addCloud(body), errors: [] } };
  }

  function act(machine: Row, action: string): EmulatedAnswer {
    if (state.act(machine, action)) return OK;
    return { status: 422, body: `"Machine can not ${action} while ${String(machine['state'])}"` };
  }

  function tag({ operations }: Row): EmulatedAnswer {
    const wanted = (operations as { operation: string; tags: Row[]; resources: Row[] }[]).flatMap((one) =>
      one.resources.map((resource) => ({
        ...one,
        table: state.table(resource['resource_type'] as Collection),
        resource,
      })),
    );
    const gone = wanted.find(({ table, resource }) => !table.has(String(resource['resource_id'])));
    if (gone) return missing(String(gone.resource['resource_id']));
    for (const { operation, tags, table, resource } of wanted) {
      const row = table.get(String(resource['resource_id']))!;
      const kept = { ...(row['tags'] as Record<string, unknown>) };
      for (const { key, value } of tags)
        if (operation === 'add') kept[String(key)] = value;
        else delete kept[String(key)];
      table.set(String(row['id']), { ...row, tags: kept });
    }
    return OK;
  }

  const emulator = await startEmulator({ answer, check: errorsOf });
  return {
    ...emulator,
    addCloud: (name, credentials = {}) => state.addCloud({ name, provider: 'amazon', credentials, features: {} }),
    discover: state.discover,
    put: (collection, row) => void state.put(collection, row),
    remove: (collection, id) => void state.table(collection).delete(id),
    rows: (collection) => [...state.table(collection).values()],
    breach: incidents.breach,
    recover: incidents.recover,
    wrongAnswers,
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}

const HELD: readonly string[] = ['clouds', 'rules', ...OF_A_CLOUD];
const isHeld = (collection: string): collection is Collection => HELD.includes(collection);
