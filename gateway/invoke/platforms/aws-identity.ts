/**
 * Who the gateway is when it calls AWS: an access key that is referred to, else the SDK's default chain, and from there
 * a role where one is to be assumed. Kept until it nears its end, whoever asks.
 */
import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { z } from 'zod';
import { SecretUnavailable } from '../../errors.ts';
import type { Secrets } from '../../secrets/index.ts';
import type { Outcome } from '../outcome.ts';
import { secretReference } from './settings.ts';

/** The settings of an identity, as they stand in `LambdaTarget` and `LambdaUrlTarget` of the SDL. */
export const awsIdentitySettings = {
  assumeRole: z
    .strictObject({
      arn: z
        .string()
        .regex(/^arn:[a-z-]+:iam::\d{12}:role\/\S{1,512}$/, 'an ARN of a role, arn:aws:iam::ACCOUNT:role/NAME'),
      // The lengths and letters that the STS API allows.
      externalId: z
        .string()
        .regex(/^[\w+=,.@:/-]{2,1224}$/, 'an external id: letters, digits and +=,.@:/-')
        .nullish(),
    })
    .nullish(),
  accessKeyId: secretReference.nullish(),
  secretAccessKey: secretReference.nullish(),
};

export interface AwsIdentityTarget {
  readonly assumeRole?: { readonly arn: string; readonly externalId?: string | null | undefined } | null | undefined;
  readonly accessKeyId?: string | null | undefined;
  readonly secretAccessKey?: string | null | undefined;
}

/** Whether both halves of the access key are there, or none. */
export const hasWholeAccessKey = ({ accessKeyId, secretAccessKey }: AwsIdentityTarget) =>
  Boolean(accessKeyId) === Boolean(secretAccessKey);

export interface AwsIdentities {
  /** Gives credentials whenever it is called, from memory while they last. The same target gets the same provider. */
  providerOf(target: AwsIdentityTarget, region: string): AwsCredentialIdentityProvider;
  close(): void;
}

/** STS gives a role an hour; it is assumed again this long before its end, so that no request carries an old one. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** How long STS may take. */
const STS_TIMEOUT_MS = 10_000;

export function createAwsIdentities({ secrets }: { readonly secrets: Secrets }): AwsIdentities {
  const providers = new Map<string, AwsCredentialIdentityProvider>();
  const clients: STSClient[] = [];

  /** Its secrets are read anew each time, so that a key can be replaced while the gateway runs. */
  const accessKey =
    (id: string, secret: string): AwsCredentialIdentityProvider =>
    async () => ({
      accessKeyId: await secrets.read(id),
      secretAccessKey: await secrets.read(secret),
      // An SDK client keeps credentials until five minutes before they expire: so it asks again in some seconds.
      expiration: new Date(Date.now() + RENEW_BEFORE_MS + 10_000),
    });

  const ownIdentity = lazily(async () => {
    const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
    return defaultProvider();
  });

  const assumedRole = (
    base: AwsCredentialIdentityProvider,
    { arn, externalId }: NonNullable<AwsIdentityTarget['assumeRole']>,
    region: string,
  ): AwsCredentialIdentityProvider => {
    const client = lazily(async () => {
      const { STSClient } = await import('@aws-sdk/client-sts');
      const sts = new STSClient({
        region,
        credentials: base,
        maxAttempts: 1,
        requestHandler: {
          requestTimeout: STS_TIMEOUT_MS,
          connectionTimeout: STS_TIMEOUT_MS,
          throwOnRequestTimeout: true,
        },
      });
      clients.push(sts);
      return sts;
    });
    return untilExpiry(async () => {
      const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
      const { Credentials } = await (
        await client()
      ).send(
        new AssumeRoleCommand({
          RoleArn: arn,
          RoleSessionName: 'causeway',
          ...(externalId && { ExternalId: externalId }),
        }),
      );
      return {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken!,
        expiration: Credentials!.Expiration!,
      };
    });
  };

  const make = (target: AwsIdentityTarget, region: string): AwsCredentialIdentityProvider => {
    const { accessKeyId, secretAccessKey, assumeRole } = target;
    const base: AwsCredentialIdentityProvider =
      accessKeyId && secretAccessKey
        ? accessKey(accessKeyId, secretAccessKey)
        : async (options) => (await ownIdentity())(options);
    return assumeRole ? assumedRole(base, assumeRole, region) : base;
  };

  return {
    providerOf({ assumeRole, accessKeyId, secretAccessKey }, region) {
      const target = { assumeRole, accessKeyId, secretAccessKey };
      const key = JSON.stringify([target, region]);
      const provider = providers.get(key) ?? make(target, region);
      providers.set(key, provider);
      return provider;
    },
    close() {
      for (const client of clients.splice(0)) client.destroy();
      providers.clear();
    },
  };
}

/** What it means for a call that there are no credentials for it. Nothing was sent to the function. */
export function outcomeWithoutIdentity(error: unknown): Outcome {
  if (error instanceof SecretUnavailable) return { type: 'unauthorized', ran: 'no', reason: error.message, error };
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  const reason = `no AWS credentials: ${name ?? 'unknown'}${status ? ` (${status})` : ''}`;
  // Messages of the chain may quote files and processes of the machine: the name has to do.
  const isRefused =
    name === 'CredentialsProviderError' || (status !== undefined && status >= 400 && status < 500 && status !== 429);
  return { type: isRefused ? 'unauthorized' : 'unavailable', ran: 'no', reason };
}

/** Makes it at the first need, and again when that failed. */
function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    }));
}

/** Everybody who asks while credentials are fetched gets those; a failure is not kept. */
function untilExpiry(fetchNew: () => Promise<AwsCredentialIdentity>): AwsCredentialIdentityProvider {
  let known: AwsCredentialIdentity | null = null;
  let fetching: Promise<AwsCredentialIdentity> | null = null;
  return async () => {
    if (known && known.expiration!.getTime() - Date.now() > RENEW_BEFORE_MS) return known;
    fetching ??= fetchNew()
      .then((fetched) => (known = fetched))
      .finally(() => (fetching = null));
    return fetching;
  };
}
