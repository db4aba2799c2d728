import { z } from 'zod';
import { InputRefused, isSafeBaseUrl, type FunctionContext } from '../../sdk/index.ts';

const login = {
  userid: z.string().min(1).max(256),
  password: z.string().min(1).max(4_096),
};

export const manageIqCredential = z.strictObject({
  userid: login.userid.describe('User of the appliance'),
  password: login.password.describe('Password of that user'),
  provider: z
    .strictObject({
      userid: login.userid.describe('What the cloud knows the key by: for Amazon the access key id'),
      password: login.password.describe('Its secret: for Amazon the secret access key'),
    })
    .optional()
    .describe('How ManageIQ logs in at the cloud. Needed to create the provider there, not to take one over'),
});
export type ManageIqCredential = z.output<typeof manageIqCredential>;

export const manageIqOptions = z.strictObject({
  baseUrl: z
    .string()
    .refine(isSafeBaseUrl, 'must be an https address without user, query or fragment')
    .describe('Address of the appliance, such as https://manageiq.example.org'),
  type: z
    .string()
    .regex(/^\w+(::\w+)+$/, 'must be a type of provider, such as ManageIQ::Providers::Amazon::CloudManager')
    .default('ManageIQ::Providers::Amazon::CloudManager')
    .describe('Type of the provider to create'),
  providerRegion: z.string().min(1).max(100).optional().describe('Region of the cloud to create the provider for'),
  zoneId: z
    .string()
    .regex(/^\d+$/, 'must be a number')
    .optional()
    .describe("Zone to create it in, else ManageIQ's own"),
  alarmLookBackHours: z
    .int()
    .min(1)
    .max(24 * 31)
    .default(24)
    .describe('An event that tells of a fault is an alarm that fires for so long after it, in hours'),
});
export type ManageIqOptions = z.output<typeof manageIqOptions>;

/** The context of every function of this connector. */
export type ManageIqContext = FunctionContext<ManageIqCredential, ManageIqOptions>;

/** ManageIQ's id of the provider that the account is. Throws `InputRefused` while nobody knows it. */
export function providerIdOf({ account }: Pick<ManageIqContext, 'account'>): string {
  const { accountId } = account;
  if (accountId === null)
    throw new InputRefused('the ManageIQ provider of this account is not known yet. Verify it first');
  if (!isId(accountId))
    throw new InputRefused('the id of a ManageIQ provider is a number: give the one in its address');
  return accountId;
}

/** Whether a text can be an id of ManageIQ: a number of 64 bits, written as a text. */
export function isId(text: string): boolean {
  return /^\d{1,19}$/.test(text);
}
