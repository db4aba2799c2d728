import { defineVerify } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { enter, GLOBAL } from './cloud.ts';
import { hash, mix } from './noise.ts';

/** Accepts any token but `wrong` and the empty one. The account's number follows from the seed. */
export const verify = defineVerify<SandboxCredential, SandboxOptions>({
  name: 'sandbox.verify',
  permissions: ['sandbox:GetAccount'],
  quota: { callsPerSecond: 20, per: ['account'] },
  async run(_input, context) {
    const { options } = await enter(context, 'sandbox:GetAccount', GLOBAL);
    const number = mix(hash(options.seed), 0) * 1_000 + (hash(options.seed) % 1_000);
    return { accountId: String(number % 1e12).padStart(12, '0'), regions: options.regions };
  },
});
