/** What a sandbox account takes: everything about the simulated cloud is an option. */
import { z } from 'zod';
import type { FunctionContext } from '../../sdk/index.ts';

export const credential = z
  .strictObject({
    token: z.string().describe('Any text opens the account, except `wrong` and the empty text, which are refused.'),
  })
  .meta({ title: 'Sandbox token' });

const share = z.number().min(0).max(1).default(0);

export const options = z.strictObject({
  seed: z
    .string()
    .min(1)
    .max(64)
    .default('sandbox')
    .describe('The same seed makes the same account, with the same resources and alarms.'),
  regions: z
    .array(z.string().regex(/^[a-z0-9-]{1,32}$/))
    .min(1)
    .max(40)
    .default(['eu-north', 'us-east'])
    .refine(
      (names) => new Set(names).size === names.length && !names.includes('global'),
      'names differ and none is `global`',
    )
    .describe('The regions of the account.'),
  instancesPerRegion: z
    .int()
    .min(0)
    .max(200_000)
    .default(20)
    .describe('Instances in each region; other kinds follow from it.'),
  resourcesTotal: z
    .int()
    .min(0)
    .max(2_000_000)
    .nullable()
    .default(null)
    .describe('Resources in the whole account, of all kinds. Takes the place of `instancesPerRegion`. Null: not used.'),
  pageSize: z.int().min(1).max(1_000).default(200).describe('Items in a page.'),
  latencyMs: z.int().min(0).max(600_000).default(0).describe('How long every call takes, in milliseconds.'),
  failureRate: share.describe('Share of calls that fail as if the provider were down.'),
  throttleRate: share.describe('Share of calls that are asked to slow down.'),
  failingRegions: z.array(z.string()).default([]).describe('Regions in which the credential lacks every permission.'),
  alarmsPerMinute: z.number().min(0).max(60_000).default(2).describe('How many alarms change their state each minute.'),
  transitionMs: z
    .int()
    .min(0)
    .max(600_000)
    .default(3_000)
    .describe('How long an instance takes to start, stop or reboot, in milliseconds.'),
});

export type SandboxOptions = z.output<typeof options>;
export type SandboxCredential = z.output<typeof credential>;
export type SandboxContext = FunctionContext<SandboxCredential, SandboxOptions>;
