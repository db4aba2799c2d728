import { z } from 'zod';
import { defineConnector } from '../../../functions/sdk/define.ts';
import { defineHandler } from '../../../functions/sdk/handler.ts';
import { ProviderThrottled, ResourceGone } from '../../../functions/sdk/errors.ts';

/** What the function is told to do, as the data of its event. */
export type Order = z.input<typeof order>;

const order = z.discriminatedUnion('do', [
  /** Answers the value. */
  z.strictObject({ do: z.literal('echo'), value: z.unknown() }),
  /** Answers what came with the call: ids, the trace. */
  z.strictObject({ do: z.literal('context') }),
  z.strictObject({ do: z.literal('throw'), what: z.enum(['error', 'text', 'gone', 'throttled']), text: z.string() }),
  /** Answers, and rejects a promise that nobody waits for a moment later. */
  z.strictObject({ do: z.literal('rejectLate') }),
  /** Waits without looking at its signal, then answers. */
  z.strictObject({ do: z.literal('sleep'), ms: z.number() }),
  /** Keeps the processor, so that nothing but the platform can end it. */
  z.strictObject({ do: z.literal('block'), ms: z.number() }),
  /** Answers a text of this many bytes. */
  z.strictObject({ do: z.literal('bytes'), bytes: z.number() }),
  /** Takes effect: posts its key to the ledger, which counts. Sleeps then. */
  z.strictObject({ do: z.literal('effect'), ledger: z.string(), ms: z.number() }),
  /** Its promise never settles, and nothing is left to do. */
  z.strictObject({ do: z.literal('neverSettle') }),
  /** Ends its process. */
  z.strictObject({ do: z.literal('exit') }),
]);

/** A connector whose functions do as they are told; `write` is the same and may not be repeated. */
export const connector = defineConnector({
  name: 'probe',
  title: 'Probe',
  description: 'Does as it is told, for tests of platforms.',
  credential: null,
  options: z.strictObject({}),
  functions: [
    probe('probe.read', { effect: 'READ', idempotent: true }),
    probe('probe.write', { effect: 'WRITE', idempotent: false }),
  ],
});

interface Context {
  readonly invocationId: string;
  readonly attempt: number;
  readonly deadlineAt: number;
  readonly idempotencyKey: string | null;
  readonly traceparent: string | null;
}

function probe(name: string, facts: { effect: 'READ' | 'WRITE'; idempotent: boolean }) {
  return defineHandler({
    name,
    ...facts,
    permissions: [],
    quota: null,
    data: order,
    output: z.unknown(),
    run: async ({ data }, context) => ({ data: await obey(data, context) }),
  });
}

async function obey(told: z.output<typeof order>, context: Context): Promise<unknown> {
  switch (told.do) {
    case 'echo':
      return told.value;
    case 'context': {
      const { invocationId, attempt, deadlineAt, idempotencyKey, traceparent } = context;
      return { invocationId, attempt, deadlineAt, idempotencyKey, traceparent };
    }
    case 'throw':
      throw thrown(told.what, told.text);
    case 'rejectLate':
      setTimeout(() => void Promise.reject(new Error('nobody waited for this')), 20);
      return 'answered';
    case 'sleep':
      await sleep(told.ms);
      return 'slept';
    case 'block':
      for (const endsAt = Date.now() + told.ms; Date.now() < endsAt;);
      return 'blocked';
    case 'bytes':
      return 'x'.repeat(told.bytes);
    case 'effect':
      await fetch(told.ledger, { method: 'POST', body: context.idempotencyKey ?? context.invocationId });
      await sleep(told.ms);
      return 'done';
    case 'neverSettle':
      return new Promise(() => {});
    case 'exit':
      return process.exit(1);
  }
}

function thrown(what: 'error' | 'text' | 'gone' | 'throttled', text: string): unknown {
  switch (what) {
    case 'error':
      return new Error(text);
    case 'text':
      return text;
    case 'gone':
      return new ResourceGone(text);
    case 'throttled':
      return new ProviderThrottled(1_500);
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
