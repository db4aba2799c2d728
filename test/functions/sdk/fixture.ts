/** A connector small enough to see through, whose functions do as a test tells them. */
import { z } from 'zod';
import {
  defineAct,
  defineConnector,
  defineList,
  defineVerify,
  type ActOutcome,
  type Call,
  type FunctionContext,
  type ListPage,
} from '../../../functions/sdk/index.ts';
import { generateSealingKey, openCredential, sealCredential } from '../../../functions/sdk/sealing.ts';
import { serve, type LogLine } from '../../../functions/sdk/serve.ts';

export const CANARY = 'canary-token-7731';

type Context = FunctionContext<{ token: string }, { size: number }>;

/** What the fixture's functions do. Answers are `unknown` because nonsense is one of them. */
export interface Behaviour {
  list?(context: Context): unknown;
  verify?(context: Context): unknown;
  act?(context: Context): unknown;
}

export function fixtureConnector(behaviour: Behaviour) {
  const facts = { permissions: [], quota: null };
  return defineConnector({
    name: 'fixture',
    title: 'Fixture',
    description: 'A connector of tests.',
    credential: z.strictObject({
      token: z.string().min(8, { error: ({ input }) => `${JSON.stringify(input)} is too short` }),
    }),
    options: z.strictObject({ size: z.int().default(1) }),
    functions: [
      defineVerify<{ token: string }, { size: number }>({
        ...facts,
        name: 'fixture.verify',
        run: async (_input, context) =>
          (await (behaviour.verify ?? (() => ({ accountId: 'a', regions: ['r'] })))(context)) as never,
      }),
      defineList<'Instance', { token: string }, { size: number }>({
        ...facts,
        name: 'fixture.listInstances',
        kind: 'Instance',
        sensitive: ['userData', 'password'],
        run: async (_input, context) => (await (behaviour.list ?? (() => ({ items: [] })))(context)) as ListPage<never>,
      }),
      defineAct<{ token: string }, { size: number }>({
        ...facts,
        name: 'fixture.stopInstances',
        action: 'STOP',
        kind: 'Instance',
        idempotent: false,
        allowedFrom: null,
        settlesAt: null,
        run: async (_input, context) => (await (behaviour.act ?? (() => []))(context)) as ActOutcome[],
      }),
    ],
  });
}

/** Serves the fixture in this process, with a real sealing key. */
export async function serveFixture(behaviour: Behaviour) {
  const { publicJwk, privateJwk } = await generateSealingKey();
  const log: LogLine[] = [];
  const run = serve(fixtureConnector(behaviour), {
    sealing: { publicJwk: async () => publicJwk, open: (jwe) => openCredential(privateJwk, jwe) },
    version: null,
    log: (line) => log.push(line),
  });
  const seal = (plain: unknown) => sealCredential(publicJwk, plain);
  const credential = await seal({ token: CANARY });
  return { run, log, seal, publicJwk, account: { providerId: 'p-1', accountId: null, options: {}, credential } };
}

/** A call with everything filled in but what is given. */
export const callOf = (functionName: string, given: Partial<Call> = {}): Call => ({
  invocationId: 'call-1',
  functionName,
  input: {},
  account: null,
  attempt: 1,
  deadlineAt: Date.now() + 10_000,
  idempotencyKey: null,
  traceparent: null,
  ...given,
});
