import { defineAct } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { move } from './power.ts';

const WAY = { from: 'running', through: 'stopping', to: 'stopped' } as const;

/** Stops running instances. Repeated under its idempotency key it answers as it did. */
export const stopInstances = defineAct<SandboxCredential, SandboxOptions>({
  name: 'sandbox.stopInstances',
  action: 'STOP',
  kind: 'Instance',
  permissions: ['sandbox:StopInstances'],
  quota: { callsPerSecond: 50, per: ['account'] },
  idempotent: true,
  allowedFrom: ['RUNNING'],
  settlesAt: ['STOPPED'],
  run: (input, context) => move(WAY, 'sandbox:StopInstances', input, context),
});
