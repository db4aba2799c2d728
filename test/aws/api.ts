/** What the tests of a gateway over AWS ask it, as a client would. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestGateway } from '../support/gateway.ts';
import { roleIn } from './account.ts';

export const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];

export interface OperationAnswer {
  readonly id: string;
  readonly state: string;
  readonly items: readonly {
    readonly resourceId: string | null;
    readonly outcome: string;
    readonly error: { readonly code: string; readonly message: string } | null;
  }[];
}

export interface Listing {
  readonly totalCount: number;
  readonly complete: boolean;
  readonly missing: readonly {
    readonly kind: string;
    readonly region: string;
    readonly code: string;
    readonly message: string;
    readonly listedAt: string | null;
  }[];
  readonly nodes: readonly {
    readonly id: string;
    readonly nativeId: string;
    readonly state: string | null;
    readonly missingSince: string | null;
  }[];
}

const OPERATION = `id state items { resourceId outcome error { code message } }`;

/** Adds an account by its role. The answer as it is: it may have failed. */
export function createProvider(
  gateway: TestGateway,
  accountId: string,
  endpoint: string,
  credential: unknown = roleIn(accountId),
) {
  return gateway.graphql(
    `mutation ($input: CreateProviderInput!) { createProvider(input: $input) { provider { id accountId } operation { id } } }`,
    {
      input: {
        connector: 'aws',
        name: accountId,
        credential: { plain: credential },
        regions: REGIONS,
        syncInterval: '0s',
        options: { endpoint },
      },
    },
  );
}

/** The operation when it has ended. */
export async function ended(gateway: TestGateway, id: string): Promise<OperationAnswer> {
  for (;;) {
    const { operation } = await gateway.data(`query ($id: ID!) { operation(id: $id) { ${OPERATION} } }`, { id });
    if (operation.state !== 'RUNNING') return operation as OperationAnswer;
    await sleep(25);
  }
}

/** Lists a provider, or a part of it, anew and waits for the end. */
export async function sync(
  gateway: TestGateway,
  id: string,
  part: { kinds?: string[]; regions?: string[] } = {},
): Promise<OperationAnswer> {
  const { syncProvider } = await gateway.data(
    `mutation ($input: SyncProviderInput!) { syncProvider(input: $input) { operation { id } } }`,
    { input: { id, ...part } },
  );
  return ended(gateway, syncProvider.operation.id);
}

export async function resources(gateway: TestGateway, filter: object, maxAge?: string): Promise<Listing> {
  const answer = await gateway.data(
    `query ($filter: ResourceFilter, $maxAge: Duration) {
      resources(filter: $filter, first: 500, maxAge: $maxAge) {
        totalCount complete missing { kind region code message listedAt } nodes { id nativeId state missingSince }
      }
    }`,
    { filter, maxAge },
  );
  return answer.resources as Listing;
}

export async function providerState(
  gateway: TestGateway,
  id: string,
): Promise<{ state: string; stateCode: string | null }> {
  return (await gateway.data(`query ($id: ID!) { provider(id: $id) { state stateCode } }`, { id })).provider;
}

/** Starts or stops instances and waits until they have settled. */
export async function act(
  gateway: TestGateway,
  mutation: 'startInstances' | 'stopInstances',
  ids: readonly string[],
): Promise<OperationAnswer> {
  const answer = await gateway.data(
    `mutation ($input: InstanceActionInput!) { ${mutation}(input: $input) { operation { id } } }`,
    { input: { ids } },
  );
  return ended(gateway, answer[mutation].operation.id);
}
