/** The gateway, as a process of its own, with the benchmark's connector on every runtime. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleConnector } from '../bundle.ts';
import { spawnGateway, type Answer } from '../../test/support/gateway.ts';
import { post, TRACEPARENT } from '../invoke/client.ts';
import { RUNTIME_LIST, SECRETS, type Place } from './runtimes.ts';

/** The documents are sent as any client sends them, whole, with each request. */
const DOCUMENTS = {
  query: `query ($function: String!, $deployment: String!, $data: JSON!) {
  callFunction(input: { function: $function, deployment: $deployment, data: $data }) { data }
}`,
  mutation: `mutation ($function: String!, $deployment: String!, $data: JSON!) {
  callFunction(input: { function: $function, deployment: $deployment, data: $data }) { data }
}`,
};

/** The built-in deployment of the local platform. */
export const LOCAL_DEPLOYMENT = 'local-bench';

export interface EvaluatedGateway extends AsyncDisposable {
  /** Answers the function's data. Throws when there are errors. */
  call(kind: keyof typeof DOCUMENTS, name: string, deployment: string, data: unknown): Promise<unknown>;
  /** Answers `data`. Throws when there are errors. */
  ask<Data>(document: string, variables: object): Promise<Data>;
  /** Attempts of a function that were sent so far. */
  attempts(name: string, deployment: string): Promise<{ first: number; retry: number; hedge: number }>;
}

export async function startEvaluatedGateway(
  places: Readonly<Record<string, Place['settings']>>,
): Promise<EvaluatedGateway> {
  const directory = await mkdtemp(join(tmpdir(), 'causeway-evaluation-'));
  const secrets = join(directory, 'secrets');
  await mkdir(secrets);
  for (const [name, secret] of Object.entries(SECRETS)) await writeFile(join(secrets, name), secret);
  const registry = await bundleConnector(new URL('.', import.meta.url), join(directory, 'functions'));
  const gateway = await spawnGateway({
    directory,
    flags: {
      registry,
      secrets,
      'private-function-addresses': 'allow',
      'log-level': 'warn',
    },
  });
  for (const [name, settings] of Object.entries(places))
    await gateway.data(
      `mutation ($input: RegisterDeploymentInput!) { registerDeployment(input: $input) { deployment { name } } }`,
      { input: { name, target: { [RUNTIME_LIST[name]!.build]: settings } } },
    );
  const address = new URL(`${gateway.url}/graphql`);
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${gateway.adminKey}`,
    traceparent: TRACEPARENT,
  };
  const ask = async <Data>(query: string, variables: object) => {
    const answer = (await post(address, headers, JSON.stringify({ query, variables }))) as Answer<Data>;
    if (!answer.data || answer.errors) throw new Error(JSON.stringify(answer));
    return answer.data;
  };
  return {
    ask,
    call: async (kind, name, deployment, data) =>
      (await ask<{ callFunction: { data: unknown } }>(DOCUMENTS[kind], { function: name, deployment, data }))
        .callFunction.data,
    async attempts(name, deployment) {
      const text = await (await fetch(`${gateway.url}/metrics`, { headers })).text();
      const read = (kind: string) => {
        const line = text
          .split('\n')
          .find((one) =>
            [`deployment="${deployment}"`, `function="${name}"`, `kind="${kind}"`].every(
              (label) => one.startsWith('causeway_function_attempts_total{') && one.includes(label),
            ),
          );
        return Number(line?.split(' ').at(-1) ?? 0);
      };
      return { first: read('first'), retry: read('retry'), hedge: read('hedge') };
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await rm(directory, { recursive: true });
    },
  };
}
