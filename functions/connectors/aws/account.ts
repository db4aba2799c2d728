import { z } from 'zod';
import type { FunctionContext } from '../../sdk/index.ts';

const keys = z
  .strictObject({
    accessKeyId: z.string().min(16).max(128).describe('Access key id, such as AKIA…'),
    secretAccessKey: z.string().min(1).max(256).describe('Secret access key'),
    sessionToken: z.string().min(1).max(8_192).optional().describe('Session token of temporary keys'),
  })
  .meta({ title: 'Access keys' });

const role = z
  .strictObject({
    roleArn: z
      .string()
      .regex(
        /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
        'must be the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME',
      )
      .describe('ARN of the role to assume'),
    externalId: z
      .string()
      .regex(/^[\w+=,.@:/-]{2,1224}$/, 'must be 2 to 1224 letters, digits or any of _+=,.@:/-')
      .describe("External id that the role's trust policy asks for"),
    base: keys.optional().describe('Keys that assume the role. Without them the credentials of the runtime do'),
  })
  .meta({ title: 'A role to assume' });

/** A role to assume, which is the better way, or keys. */
export const awsCredential = z.union([role, keys]);
export type AwsCredential = z.output<typeof awsCredential>;
export type AwsKeys = z.output<typeof keys>;
export type AwsRole = z.output<typeof role>;

export const awsOptions = z.strictObject({
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where all calls go instead of AWS itself. Without it, AWS_ENDPOINT_URL of the runtime decides'),
  defaultRegion: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d+$/, 'must be a region, such as us-east-1')
    .default('us-east-1')
    .describe('Region asked for what belongs to the whole account: identity, regions, roles'),
});
export type AwsOptions = z.output<typeof awsOptions>;

/** The context of every function of this connector. */
export type AwsContext = FunctionContext<AwsCredential, AwsOptions>;
