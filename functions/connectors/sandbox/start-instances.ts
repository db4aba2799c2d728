import { defineAct } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { move } from './power.ts';

const WAY = { from: 'stopped', through: 'starting', to: 'running' } as const;

/** Starts stopped instances. Repeated under its idempotency key it answers as it did. */
export const startInstances = defineAct<SandboxCredential, SandboxOptions>({
  name: 'sandbox.startInstances',
  action: 'START',
  kind: 'Instance',
  permissions: ['sandbox:StartInstances'],
  quota: { callsPerSecond: 50, per: ['account'] },
  idempotent: true,
  allowedFrom: ['STOPPED'],
  settlesAt: ['RUNNING'],
  run: (input, context) => move(WAY, 'sandbox:StartInstances', input, context),
});
