import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AwsKeys, AwsOptions } from './account.ts';

/** The SDK's advice about Node versions is for whoever installs this, not for the log of a call. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** One pool of connections for all clients of the runtime: thousands of clients would not share their own. */
const connections = { keepAlive: true, maxSockets: 64, maxFreeSockets: 16 };
const requestHandler = {
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  socketTimeout: 30_000,
  throwOnRequestTimeout: true,
  httpAgent: new HttpAgent(connections),
  httpsAgent: new HttpsAgent(connections),
};

/** How every SDK client is made. Retry lives in the gateway alone, so a client tries once. */
export function clientConfig({ endpoint }: AwsOptions, region: string, keys: AwsKeys | undefined) {
  return {
    region,
    maxAttempts: 1,
    requestHandler,
    ...(endpoint && { endpoint }),
    ...(keys && { credentials: toIdentity(keys) }),
  };
}

/** The SDK's types do not take an absent token as `undefined`. */
function toIdentity({ sessionToken, ...keys }: AwsKeys) {
  return sessionToken === undefined ? keys : { ...keys, sessionToken };
}
