import { createSourceEventStream, getVariableValues } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { canonicalJson } from '../canonical-json.ts';
import type { Execute } from './compiled.ts';
import type { PreparedOperation } from './documents.ts';
import { POSITION, positioned } from './position.ts';
import type { Positioned } from './position.ts';
import { openStream } from './stream.ts';
import type { Member, Sink, Stream } from './stream.ts';

export interface SubscriptionRequest extends PreparedOperation {
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  /** Called for the source and for each event, so that nothing read for one event is kept for the next. */
  readonly context: () => unknown;
  /** What the caller may see. Callers of one scope share events, so nothing in a context may tell them apart further. */
  readonly scope: string;
  /** Goes before the position in the document or its variables. Null or undefined: as they say. */
  readonly after?: string | null | undefined;
  readonly requestId: string;
}

/** Runs subscriptions: each distinct one once, however many follow it. */
export interface Subscriptions {
  /** Sends events to `sink` until the returned function is called, or the sink was told the end. */
  open(request: SubscriptionRequest, sink: Sink): () => void;
  /** How many follow, and by how many sources. */
  counts(): { subscribers: number; sources: number };
}

export interface SubscriptionPorts {
  readonly execute: Execute;
  /** The order of two cursors of one log: negative when `a` comes first. */
  compareCursors(a: string, b: string): number;
  /** Bytes of events that may wait for one subscriber before it is sent away. */
  readonly maxBacklogBytes: number;
}

/** All who asked the same: those at the end of the log on `live`, others on replays until they have caught up. */
interface Group {
  readonly key: string;
  readonly live: Stream;
  readonly replays: Set<Stream>;
}

export function createSubscriptions({ execute, compareCursors, maxBacklogBytes }: SubscriptionPorts): Subscriptions {
  const groups = new Map<string, Group>();
  const streams = new Set<Stream>();
  const plans = new WeakMap<OperationDefinitionNode, Positioned | null>();
  const generations = numbered<GraphQLSchema>();

  function start(
    request: SubscriptionRequest,
    after: string | null,
    on: { delivered?: () => void; ended?: () => void } = {},
  ): Stream {
    const stream: Stream = openStream(after, {
      compareCursors,
      maxBacklogBytes,
      open: () => openSource(request),
      async render(event) {
        const result = await execute({ ...request, context: request.context(), rootValue: event });
        return { json: JSON.stringify(result), cursor: cursorOf(event) };
      },
      delivered: () => on.delivered?.(),
      ended() {
        streams.delete(stream);
        on.ended?.();
      },
    });
    streams.add(stream);
    return stream;
  }

  function stop(stream: Stream): void {
    stream.stop();
    streams.delete(stream);
  }

  /** Moves those over who have all that `live` has sent: in one turn, so that no event falls between. */
  function merge(group: Group, replay: Stream): void {
    const { key, live, replays } = group;
    if (groups.get(key) !== group || !replay.settled || live.position === null || replay.position === null) return;
    const lead = compareCursors(replay.position, live.position);
    if (lead < 0) return;
    for (const member of replay.members) {
      member.seen = lead > 0 ? replay.position : null;
      live.members.add(member);
    }
    replay.members.clear();
    replays.delete(replay);
    stop(replay);
  }

  function groupOf(key: string, request: SubscriptionRequest): Group {
    const known = groups.get(key);
    if (known) return known;
    const group: Group = {
      key,
      replays: new Set(),
      live: start(request, null, {
        delivered: () => group.replays.forEach((replay) => merge(group, replay)),
        ended: () => forget(group),
      }),
    };
    groups.set(key, group);
    return group;
  }

  function forget(group: Group): void {
    if (groups.get(group.key) === group) groups.delete(group.key);
  }

  /** The stream on which a caller misses nothing and gets nothing twice. */
  function streamFor(group: Group, request: SubscriptionRequest, after: string | null): Stream {
    if (after === null || after === group.live.position) return group.live;
    for (const replay of group.replays) {
      if (replay.position === after && (replay.fresh || replay.settled)) return replay;
    }
    const replay = start({ ...request, variables: { ...request.variables, [POSITION]: after } }, after, {
      delivered: () => merge(group, replay),
      ended() {
        group.replays.delete(replay);
        tidy(group);
      },
    });
    group.replays.add(replay);
    return replay;
  }

  function leave(group: Group, member: Member): void {
    group.live.members.delete(member);
    for (const replay of group.replays) {
      if (!replay.members.delete(member) || replay.members.size) continue;
      group.replays.delete(replay);
      stop(replay);
    }
    tidy(group);
  }

  /** Ends the live source of a group that nobody follows. */
  function tidy(group: Group): void {
    if (group.live.members.size || group.replays.size) return;
    stop(group.live);
    forget(group);
  }

  return {
    open(request, sink) {
      const { schema, operation } = request;
      const { errors, coerced } = getVariableValues(
        schema,
        operation.variableDefinitions ?? [],
        request.variables ?? {},
        { maxErrors: 20 },
      );
      if (errors) {
        for (const error of errors) error.extensions['code'] ??= 'BAD_USER_INPUT';
        sink.error(errors);
        return () => undefined;
      }
      let plan = plans.get(operation);
      if (plan === undefined) plans.set(operation, (plan = positioned(request)));
      const member: Member = { sink, seen: null };
      if (!plan) {
        const own = start(request, null);
        own.members.add(member);
        return () => stop(own);
      }
      const { [plan.spent ?? POSITION]: _position, ...rest } = coerced;
      const { [plan.spent ?? POSITION]: _sent, ...variables } = request.variables ?? {};
      const key = [generations(schema), request.scope, operation.name?.value, canonicalJson(rest), plan.text].join(
        '\n',
      );
      const shared: SubscriptionRequest = { ...request, ...plan, variables };
      const group = groupOf(key, shared);
      streamFor(group, shared, request.after ?? plan.afterOf(coerced)).members.add(member);
      return () => leave(group, member);
    },
    counts: () => ({
      subscribers: [...streams].reduce((sum, { members }) => sum + members.size, 0),
      sources: streams.size,
    }),
  };
}

async function openSource({ schema, document, operation, variables, context }: SubscriptionRequest) {
  const source = await createSourceEventStream({
    schema,
    document,
    contextValue: context(),
    variableValues: variables ?? {},
    operationName: operation.name?.value ?? null,
  });
  return Symbol.asyncIterator in source ? source : (source.errors ?? []);
}

function cursorOf(event: unknown): string | null {
  const cursor = event !== null && typeof event === 'object' && 'cursor' in event ? event.cursor : null;
  return typeof cursor === 'string' ? cursor : null;
}

/** Numbers things in the order in which they are met. */
function numbered<Thing extends object>(): (thing: Thing) => number {
  const numbers = new WeakMap<Thing, number>();
  let last = 0;
  return (thing) => {
    let number = numbers.get(thing);
    if (number === undefined) numbers.set(thing, (number = ++last));
    return number;
  };
}
