/** Signature Version 4 of AWS for a POST to a function URL. */
import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Outcome } from '../outcome.ts';
import type { Headers } from './authentication.ts';
import { outcomeWithoutIdentity, type AwsIdentities, type AwsIdentityTarget } from './aws-identity.ts';

const Sha256 = Hash.bind(null, 'sha256');

interface SignedTarget extends AwsIdentityTarget {
  readonly url: string;
  readonly region?: string | null | undefined;
}

/** The headers with the signature over them, the URL and the body; or the outcome that there is nobody to sign as. */
export async function sigV4(
  target: SignedTarget,
  headers: Headers,
  body: string,
  identities: AwsIdentities,
): Promise<Headers | Outcome> {
  const url = new URL(target.url);
  const region = target.region ?? regionOf(url) ?? (await configuredRegion().catch(() => null));
  if (region === null)
    return { type: 'unauthorized', ran: 'no', reason: 'no AWS region to sign for: give the deployment a `region`' };
  try {
    const credentials = await identities.providerOf(target, region)();
    const signer = new SignatureV4({ service: 'lambda', region, credentials, sha256: Sha256 });
    const signed = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url),
      headers: { ...headers, host: url.host },
      body,
    });
    return signed.headers;
  } catch (error) {
    return outcomeWithoutIdentity(error);
  }
}

/** Null: the URL is not one that AWS gave. */
const regionOf = ({ hostname }: URL) => /\.lambda-url\.([a-z0-9-]+)\.on\.aws$/.exec(hostname)?.[1] ?? null;

const configuredRegion = loadConfig(NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS);

function queryOf({ searchParams }: URL): Record<string, string[]> {
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}
