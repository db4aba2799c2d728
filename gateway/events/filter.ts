/** Which events a subscription wants: a type, and a condition in CEL (https://cel.dev). */
import { createContext, Script } from 'node:vm';
import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import type { CloudEvent } from '../../functions/sdk/index.ts';
import { BadInput } from '../errors.ts';

const MAX_FILTER_CHARS = 2_000;
const MAX_FILTER_NODES = 500;
/** Conditions that are kept compiled; the oldest makes room. */
const MAX_COMPILED = 1_000;
/** How long a condition with loops may take: loops in loops over the lists of one event are hours in the worst case. */
const MAX_LOOPING_MS = 50;
/** How long they may take together for one post; after that each has what a good one needs many times over. */
const MAX_LOOPING_MS_PER_POST = 500;
const MIN_LOOPING_MS = 25;
/** A condition that took longer so often in a row is evaluated no more. */
const MAX_LATE = 5;
/** What of CEL goes through a list or a map (section "Macros" of its language definition). */
const LOOPS = ['all', 'exists', 'exists_one', 'map', 'filter'];

/** What a filter says of an event. A reason: it cannot be told. `isKnown`: nor is it tried any more, as was told before. */
export type Fit = 'yes' | 'no' | { readonly reason: string; readonly isKnown?: true };

/** How much time is left to the filters of one post, and which took more than that. */
export interface Budget {
  leftMs: number;
  readonly late: Set<string>;
}

export const newBudget = (): Budget => ({ leftMs: MAX_LOOPING_MS_PER_POST, late: new Set() });

export interface Filters {
  /** Whether the type of the event is the one that a subscription is for. */
  isFor(wanted: { readonly eventType: string }, event: CloudEvent): boolean;
  /** Whether a subscription wants the event. A filter that cannot be evaluated wants nothing and refuses nothing. */
  fits(wanted: { readonly eventType: string; readonly filter: string | null }, event: CloudEvent, budget?: Budget): Fit;
}

/** A type, or its beginning and `*`. Throws `BadInput`. */
export function checkEventType(eventType: string): void {
  if (/^[^\s*\p{Cc}]{1,500}$|^[^\s*\p{Cc}]{0,499}\*$/u.test(eventType)) return;
  throw new BadInput(
    'eventType',
    'must be a type, or its beginning and `*`, such as `com.github.*`; at most 500 characters',
  );
}

/** Throws `BadInput` that says what is wrong with the condition and where. */
export function checkFilter(filter: string): void {
  compile(filter);
}

export function createFilters(): Filters {
  const compiled = new Map<string, Condition & { late: number }>();

  function conditionOf(filter: string) {
    let condition = compiled.get(filter);
    if (!condition) {
      condition = { ...compile(filter), late: 0 };
      if (compiled.size >= MAX_COMPILED) compiled.delete(compiled.keys().next().value!);
      compiled.set(filter, condition);
    }
    return condition;
  }

  return {
    isFor: ({ eventType }, { type }) => isOfType(eventType, type),

    fits({ eventType, filter }, event, budget = newBudget()) {
      if (!isOfType(eventType, event.type)) return 'no';
      if (filter === null) return 'yes';
      try {
        const condition = conditionOf(filter);
        if (condition.late >= MAX_LATE) return { reason: OFTEN_LATE, isKnown: true };
        if (budget.late.has(filter)) return { reason: ALL_LATE, isKnown: true };
        const answer = condition.loops ? timed(condition, event, budget, filter) : condition.of(event);
        if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
        return { reason: 'it is neither true nor false' };
      } catch (error) {
        return { reason: firstLine(error) };
      }
    },
  };
}

const isOfType = (wanted: string, type: string) =>
  wanted === type || (wanted.endsWith('*') && type.startsWith(wanted.slice(0, -1)));

/** As the specification has it, numbers of JSON are doubles: `event.data.count > 2.0`. */
const environment = new Environment({ limits: { maxAstNodes: MAX_FILTER_NODES } }).registerVariable('event', 'map');

/** `loops`: whether it can take long. */
interface Condition {
  of(event: CloudEvent): unknown;
  readonly loops: boolean;
}

function compile(filter: string): Condition {
  const refuse = (rule: string) => new BadInput('filter', rule);
  if (filter.length > MAX_FILTER_CHARS) throw refuse(`must have at most ${MAX_FILTER_CHARS} characters`);
  let condition;
  try {
    condition = environment.parse(filter);
  } catch (error) {
    throw refuse(`is no CEL expression: ${firstLine(error)}`);
  }
  // Its library runs a pattern with JavaScript's engine, which some patterns keep busy for ever on some texts.
  if (calls(condition.ast, 'matches'))
    throw refuse('must not use `matches`; `startsWith`, `endsWith`, `contains` and `==` can be used');
  const { valid, type, error } = condition.check();
  if (!valid) throw refuse(`is not valid: ${firstLine(error)}`);
  if (type !== 'bool' && type !== 'dyn') throw refuse(`must be true or false, and is of the type ${type}`);
  return {
    of: (event) => condition({ event }),
    loops: LOOPS.some((name) => calls(condition.ast, name)),
  };
}

const OFTEN_LATE = `it took longer than ${MAX_LOOPING_MS} ms ${MAX_LATE} times in a row, and is not evaluated until it is changed`;

const ALL_LATE = `the filters of one request took longer than ${MAX_LOOPING_MS_PER_POST} ms together`;

/** What a condition with loops says, in its time. That it had less than the whole of it does not count against it. */
function timed(condition: Condition & { late: number }, event: CloudEvent, budget: Budget, filter: string): unknown {
  const limitMs = Math.max(MIN_LOOPING_MS, Math.min(MAX_LOOPING_MS, Math.ceil(budget.leftMs)));
  const beganAt = performance.now();
  try {
    const answer = withinTime(() => condition.of(event), limitMs);
    condition.late = 0;
    return answer;
  } catch (error) {
    if (!(error instanceof Late)) throw error;
    if (limitMs < MAX_LOOPING_MS) {
      budget.late.add(filter);
      throw new Error(ALL_LATE, { cause: error });
    }
    condition.late += 1;
    throw condition.late < MAX_LATE ? error : new Error(OFTEN_LATE, { cause: error });
  } finally {
    budget.leftMs -= performance.now() - beganAt;
  }
}

/** Its time ran out. */
class Late extends Error {}

const clockwork = createContext({ work: (): unknown => null });
const work = new Script('work()');

/** What a task without waiting answers. Ends it when it takes too long, which Node does for scripts alone. */
function withinTime(task: () => unknown, limitMs: number): unknown {
  clockwork['work'] = task;
  try {
    return work.runInContext(clockwork, { timeout: limitMs });
  } catch (error) {
    const isLate = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    throw isLate ? new Late(`it takes longer than ${limitMs} ms`, { cause: error }) : error;
  }
}

/** Whether a function or method of this name is called anywhere in it. */
function calls(node: ASTNode, name: string): boolean {
  if ((node.op === 'call' || node.op === 'rcall') && node.args[0] === name) return true;
  return partsOf(node.args).some((part) => calls(part, name));
}

function partsOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(partsOf);
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : [];
}

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!.slice(0, 300);
