import { defineAct } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { move } from './power.ts';

const WAY = { from: 'running', through: 'rebooting', to: 'running' } as const;

/** Reboots running instances. Repeated under its idempotency key it answers as it did. */
export const rebootInstances = defineAct<SandboxCredential, SandboxOptions>({
  name: 'sandbox.rebootInstances',
  action: 'REBOOT',
  kind: 'Instance',
  permissions: ['sandbox:RebootInstances'],
  quota: { callsPerSecond: 50, per: ['account'] },
  idempotent: true,
  allowedFrom: ['RUNNING'],
  settlesAt: ['RUNNING'],
  run: (input, context) => move(WAY, 'sandbox:RebootInstances', input, context),
});
