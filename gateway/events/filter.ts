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
/** What of CEL goes through a list or a map (section "Macros" of its language definition). */
const LOOPS = ['all', 'exists', 'exists_one', 'map', 'filter'];

/** What a filter says of an event. A reason: it cannot be told. */
export type Fit = 'yes' | 'no' | { readonly reason: string };

export interface Filters {
  /** Whether a subscription wants the event. A filter that cannot be evaluated wants nothing and refuses nothing. */
  fits(wanted: { readonly eventType: string; readonly filter: string | null }, event: CloudEvent): Fit;
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
  const compiled = new Map<string, (event: CloudEvent) => unknown>();

  function conditionOf(filter: string) {
    let condition = compiled.get(filter);
    if (!condition) {
      condition = compile(filter);
      if (compiled.size >= MAX_COMPILED) compiled.delete(compiled.keys().next().value!);
      compiled.set(filter, condition);
    }
    return condition;
  }

  return {
    fits({ eventType, filter }, event) {
      if (!isOfType(eventType, event.type)) return 'no';
      if (filter === null) return 'yes';
      try {
        const answer = conditionOf(filter)(event);
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

function compile(filter: string): (event: CloudEvent) => unknown {
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
  const loops = LOOPS.some((name) => calls(condition.ast, name));
  return (event) => (loops ? withinTime(() => condition({ event })) : condition({ event }));
}

const clockwork = createContext({ work: (): unknown => null });
const work = new Script('work()');

/** What a task without waiting answers. Ends it when it takes too long, which Node does for scripts alone. */
function withinTime(task: () => unknown): unknown {
  clockwork['work'] = task;
  try {
    return work.runInContext(clockwork, { timeout: MAX_LOOPING_MS });
  } catch (error) {
    const isLate = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    throw isLate ? new Error(`it takes longer than ${MAX_LOOPING_MS} ms`, { cause: error }) : error;
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
