/** What a Mist account takes: the key to Mist itself, and that of the cloud which Mist is to manage. */
import { z } from 'zod';
import { InputRefused, isSafeBaseUrl, type FunctionContext } from '../../sdk/index.ts';

export const mistCredential = z
  .strictObject({
    token: z.string().min(1).max(1_024).describe('API token of Mist'),
    cloud: z
      .record(z.string().min(1), z.json())
      .optional()
      .describe(
        'Credentials of the cloud to be added, as Mist names them: for amazon `apikey` and `apisecret`. ' +
          'Not needed for a cloud that Mist has already',
      ),
    webhookSecret: z
      .string()
      .min(16)
      .max(1_024)
      .optional()
      .describe('Secret of the webhook that the alerts of this account call'),
  })
  .meta({ title: 'Token of Mist, credentials of the cloud' });
export type MistCredential = z.output<typeof mistCredential>;

export const mistOptions = z.strictObject({
  baseUrl: z
    .string()
    .refine(isSafeBaseUrl, 'must be an address with https, without user, query and fragment')
    .default('https://mist.io')
    .describe('Where Mist is'),
  provider: z
    .string()
    .regex(/^[a-z0-9_-]{1,64}$/, 'must be a word of lower-case letters and digits')
    .default('amazon')
    .describe('What kind of cloud is added, in the words of Mist, such as amazon, google or openstack'),
  region: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be a word')
    .optional()
    .describe('The region of the cloud where it has one. Without it, `region` of the cloud credentials'),
  features: z
    .array(z.enum(['compute', 'dns', 'container', 'objectstorage']))
    .default(['compute'])
    .describe('What Mist manages of a cloud that is added'),
  webhook: z
    .strictObject({
      url: z.string().refine(isSafeBaseUrl, 'must be an address with https, without user, query and fragment'),
    })
    .optional()
    .describe('Where alerts of this account call, as well as being found by asking. Needs `webhookSecret`'),
  alertMetric: z
    .string()
    .regex(/^[\w.-]{1,200}$/, 'must be the name of a metric')
    .default('load.shortterm')
    .describe("The metric of a machine that alerts watch; its name depends on Mist's way of monitoring"),
  alarmLookBackHours: z
    .int()
    .min(1)
    .max(24 * 90)
    .default(24 * 7)
    .describe('How old an incident may be to be looked for, in hours. One that stays open longer counts as resolved'),
});
export type MistOptions = z.output<typeof mistOptions>;

/** The context of every function of this connector. */
export type MistContext = FunctionContext<MistCredential, MistOptions>;

/** The one region of the cloud. `global` where it has none. */
export function regionOf({ options, credential }: MistContext['account']): string {
  const named = options.region ?? credential.cloud?.['region'];
  return typeof named === 'string' && named !== '' ? named : 'global';
}

/** What Mist calls the cloud of this account. Throws `InputRefused` when it has none yet. */
export function cloudIdOf({ accountId }: MistContext['account']): string {
  if (accountId === null) throw new InputRefused('the account has no cloud in Mist yet: create it, or give its id');
  return accountId;
}
