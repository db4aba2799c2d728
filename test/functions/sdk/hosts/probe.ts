/** A connector that every host is tried with: its handler does what the event's data say. */
import { z } from 'zod';
import { defineConnector, defineHandler, type Call } from '../../../../functions/sdk/index.ts';
import type { HostRuntime } from '../../../../functions/sdk/hosts/environment.ts';
import { generateSealingKey, openCredential, sealCredential } from '../../../../functions/sdk/sealing.ts';
import type { LogLine } from '../../../../functions/sdk/serve.ts';
import { callOf } from '../fixture.ts';

export const SECRET = 'canary-token-4410';

/** What the probe is told, and answers: `echo` its value, `deadline` when it must be done. */
type Told = { readonly do: 'echo' | 'throwError' | 'throwText' | 'hang' | 'deadline'; readonly value?: unknown };

/** `seen` hears of each run's signal. */
export function probeConnector(seen: (signal: AbortSignal) => void = () => {}) {
  return defineConnector({
    name: 'probe',
    title: 'Probe',
    description: 'A connector of tests.',
    credential: z.strictObject({ token: z.string() }),
    options: z.strictObject({}),
    functions: [
      defineHandler<Told, unknown, { token: string }>({
        name: 'probe.told',
        effect: 'WRITE',
        idempotent: false,
        permissions: [],
        quota: null,
        data: z.strictObject({
          do: z.enum(['echo', 'throwError', 'throwText', 'hang', 'deadline']),
          value: z.unknown().optional(),
        }),
        output: z.unknown(),
        async run({ data }, { signal, account, deadlineAt, log, traceparent }) {
          seen(signal);
          log('run', { with: account?.credential, traceparent });
          switch (data.do) {
            case 'echo':
              return { data: data.value ?? null };
            case 'deadline':
              return { data: deadlineAt };
            case 'throwError':
              throw new Error(`refused ${account?.credential.token}`);
            case 'throwText':
              // oxlint-disable-next-line typescript/only-throw-error
              throw `refused ${account?.credential.token}`;
            case 'hang':
              // It does not even look at its signal.
              return await new Promise<never>(() => {});
          }
        },
      }),
    ],
  });
}

export const { publicJwk, privateJwk } = await generateSealingKey();

/** A runtime that keeps its log. */
export function probeRuntime(given: Partial<HostRuntime> = {}): HostRuntime & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  return {
    sealing: { publicJwk: async () => publicJwk, open: (jwe) => openCredential(privateJwk, jwe) },
    version: 'build-7',
    signingSecret: null,
    log: (line) => lines.push(line),
    lines,
    ...given,
  };
}

const credential = await sealCredential(publicJwk, { token: SECRET });

/** A call of the probe, for an account with a credential. */
export function told(data: Told, given: Partial<Call> = {}): Call {
  return callOf('probe.told', {
    input: { specversion: '1.0', id: 'e-1', source: '/tests', type: 'probe.told', data },
    account: { providerId: 'p-1', accountId: null, options: {}, credential },
    ...given,
  });
}
