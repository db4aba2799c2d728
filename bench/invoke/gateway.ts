import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleConnector } from '../bundle.ts';
import { spawnGateway } from '../../test/support/gateway.ts';
import { post, TRACEPARENT } from './client.ts';
import type { Site } from './sites.ts';

const ASK = `query ($deployment: String!, $data: JSON!) {
  callFunction(input: { function: "bench.ask", deployment: $deployment, data: $data }) { data }
}`;

/** A gateway process with the benchmark's connector built in, and a site registered. */
export async function startGateway({ deployment, url }: Site) {
  const directory = mkdtempSync(join(tmpdir(), 'causeway-bench-'));
  const registry = await bundleConnector(new URL('.', import.meta.url), join(directory, 'functions'));
  const gateway = await spawnGateway({
    directory,
    flags: {
      registry,
      'private-function-addresses': 'allow',
      'log-level': 'warn',
    },
  });
  await gateway.data(
    `mutation ($name: String!, $url: String!) {
      registerDeployment(input: { name: $name, target: { gcf: { url: $url, anonymous: true } } }) { deployment { name } }
    }`,
    { name: deployment, url },
  );
  const address = new URL(`${gateway.url}/graphql`);
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${gateway.adminKey}`,
    traceparent: TRACEPARENT,
  };

  const loopDelays = async () => {
    const response = await fetch(`${gateway.url}/metrics`, { headers });
    const text = await response.text();
    const read = (quantile: string) =>
      Number(new RegExp(`^nodejs_eventloop_lag_${quantile}_seconds(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1]) *
      1_000;
    return { p50Ms: read('p50'), p99Ms: read('p99') };
  };

  return {
    async ask(name: string, data: unknown): Promise<unknown> {
      const body = JSON.stringify({ query: ASK, variables: { deployment: name, data } });
      const answer = (await post(address, headers, body)) as { data?: { callFunction: { data: unknown } } };
      if (!answer.data) throw new Error(JSON.stringify(answer));
      return answer.data.callFunction.data;
    },
    /** Begins to watch the delay of the gateway's event loop; what it gives ends that. */
    async watchLoop() {
      await loopDelays(); // reading them begins anew
      return loopDelays;
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      rmSync(directory, { recursive: true });
    },
  };
}
