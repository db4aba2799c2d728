import { z } from 'zod';
import { isSafeBaseUrl, type FunctionContext } from '../../sdk/index.ts';
import { REGIONS } from './hosts.ts';

const role = z
  .strictObject({
    roleArn: z
      .string()
      .regex(
        /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
        'must be the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME',
      )
      .describe(
        'ARN of the role that CloudCheckr assumes. It may be made after the account: `upstream` says whom to trust',
      ),
  })
  .meta({ title: 'A role for CloudCheckr' });

const keys = z
  .strictObject({
    accessKeyId: z.string().min(16).max(128).describe('Access key id, such as AKIA…'),
    secretAccessKey: z.string().min(1).max(256).describe('Secret access key'),
  })
  .meta({ title: 'Access keys for CloudCheckr' });

const aws = z
  .union([role, keys])
  .optional()
  .describe('How CloudCheckr reaches the AWS account when it is made. Not needed for an account that is taken over');

const legacy = z
  .strictObject({
    accessKey: z.string().min(16).max(256).describe('An admin-level API key of CloudCheckr'),
    aws,
  })
  .meta({ title: 'API key' });

const cmx = z
  .strictObject({
    clientId: z.string().min(1).max(256).describe('Client id of an API client of CloudCheckr CMx'),
    clientSecret: z.string().min(8).max(512).describe('Its access key'),
    customerId: z.string().min(1).max(128).describe('The customer that the accounts belong to'),
    aws,
  })
  .meta({ title: 'API client of CMx' });

/** A key of the older interface, or a client of CMx; each with the AWS side of the account that is to be made. */
export const cloudcheckrCredential = z.union([cmx, legacy]);
export type CloudcheckrCredential = z.output<typeof cloudcheckrCredential>;
export type CmxCredential = z.output<typeof cmx>;
/** How CloudCheckr reaches an AWS account. */
export type AwsAccess = NonNullable<z.output<typeof aws>>;

export const cloudcheckrOptions = z.strictObject({
  region: z.enum(REGIONS).default('us').describe('Where the account at CloudCheckr is kept'),
  baseUrl: z
    .string()
    .refine(isSafeBaseUrl, 'must be https, without a query')
    .optional()
    .describe('Where all calls go instead of the addresses of the region, such as a CloudCheckr of your own'),
  alarmLookBackHours: z
    .int()
    .min(1)
    .max(24 * 31)
    .default(24)
    .describe('An alert fires while its newest result is not older than this, in hours'),
  pageSize: z.int().min(1).max(1_000).default(100).describe('How many resources are asked for at once'),
});
export type CloudcheckrOptions = z.output<typeof cloudcheckrOptions>;

/** The context of every function of this connector. */
export type CloudcheckrContext = FunctionContext<CloudcheckrCredential, CloudcheckrOptions>;
