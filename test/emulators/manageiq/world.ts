/** What an emulated appliance knows and does. Between two requests it moves on by one step, so nothing in it waits for time. */

/** A row of a collection: its columns, and what is derived beside them. Ids are texts. */
export type Row = Record<string, unknown> & { id: string };

/** Something under way, done after some steps. */
interface Work {
  stepsLeft: number;
  readonly finish: () => void;
}

/** What a task does when its time comes; a text is why it failed. */
export type Effect = () => string | void;

export interface World {
  now(): string;
  rows(collection: string): Row[];
  row(collection: string, id: string): Row | undefined;
  /** Adds a row with an id of its own. */
  add(collection: string, row: Readonly<Record<string, unknown>>): Row;
  remove(collection: string, id: string): void;
  /** Queues a task; `kind` is what a test holds or fails it by. */
  queue(kind: string, name: string, effect: Effect): string;
  /** Does something some steps from now. */
  later(steps: number, finish: () => void): void;
  /** One request was answered. */
  step(): void;
  /** The next task of a kind fails with this message. */
  fail(kind: string, message: string): void;
  /** Tasks of a kind stay Active until they are released. */
  hold(kind: string): void;
  release(kind: string): void;
}

export function createWorld(nowMs: () => number, stepsPerTask: number): World {
  const collections = new Map<string, Map<string, Row>>();
  const work = new Set<Work>();
  const failures: { readonly kind: string; readonly message: string }[] = [];
  const held = new Set<string>();
  const waiting: { readonly kind: string; readonly run: () => void }[] = [];
  let lastId = 100;

  const now = () => new Date(nowMs()).toISOString();
  const table = (collection: string) => {
    const known = collections.get(collection) ?? new Map<string, Row>();
    collections.set(collection, known);
    return known;
  };
  const add = (collection: string, row: Readonly<Record<string, unknown>>) => {
    const added = { ...row, id: String(++lastId) };
    table(collection).set(added.id, added);
    return added;
  };
  const later = (stepsLeft: number, finish: () => void) => void work.add({ stepsLeft, finish });
  const failureOf = (kind: string) => {
    const index = failures.findIndex((failure) => failure.kind === kind);
    return index === -1 ? undefined : failures.splice(index, 1)[0]!.message;
  };

  function queue(kind: string, name: string, effect: Effect): string {
    const task = add('tasks', {
      name,
      state: 'Queued',
      status: 'Ok',
      message: 'Queued',
      userid: 'admin',
      created_on: now(),
    });
    const end = () => {
      const failure = failureOf(kind) ?? effect();
      const ended = failure
        ? { status: 'Error', message: failure }
        : { status: 'Ok', message: 'Task completed successfully', pct_complete: 100 };
      Object.assign(task, { state: 'Finished', updated_on: now(), ...ended });
    };
    later(Math.max(1, stepsPerTask - 1), () => Object.assign(task, { state: 'Active', message: 'Running' }));
    later(stepsPerTask, () => {
      if (held.has(kind)) waiting.push({ kind, run: end });
      else end();
    });
    return task.id;
  }

  return {
    now,
    add,
    queue,
    later,
    rows: (collection) => [...table(collection).values()],
    row: (collection, id) => table(collection).get(id),
    remove: (collection, id) => void table(collection).delete(id),
    fail: (kind, message) => void failures.push({ kind, message }),
    hold: (kind) => void held.add(kind),
    release(kind) {
      held.delete(kind);
      for (const one of waiting.splice(0))
        if (one.kind === kind) one.run();
        else waiting.push(one);
    },
    step() {
      for (const one of work) {
        one.stepsLeft -= 1;
        if (one.stepsLeft > 0) continue;
        work.delete(one);
        one.finish();
      }
    },
  };
}
