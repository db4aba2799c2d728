/** A gateway with the hall's connector beside a running hall. */
import { fileURLToPath } from 'node:url';
import { startGateway, type Answer, type GatewayOptions, type TestGateway } from '../gateway.ts';
import { until } from '../until.ts';
import { registry } from './registry.gen.ts';
import { startHall, TOKEN, type Hall } from './system.ts';

export interface HallGateway extends AsyncDisposable {
  readonly gateway: TestGateway;
  readonly hall: Hall;
  create(name: string, more?: object): Promise<Answer>;
  remove(id: string, name: string, more?: object): Promise<Answer>;
  provider(id: string): Promise<any>;
  /** Names of the accounts in the hall. */
  there(): string[];
  /** Waits until the hall has no account, which is what a roll-back leaves. */
  empty(): Promise<void>;
}

const CREATE = `mutation ($input: CreateProviderInput!) {
  createProvider(input: $input) { provider { id name accountId createdUpstream } operation { id } } }`;
const DELETE = `mutation ($input: DeleteProviderInput!) { deleteProvider(input: $input) { deletedId } }`;
const SHOW = `query ($id: ID!) { provider(id: $id) {
  id name state stateCode stateReason createdUpstream upstream { state syncedAt reason checkedAt } slices { kind count error { code message } } } }`;

export async function startHallGateway({ flags, ...options }: GatewayOptions = {}): Promise<HallGateway> {
  const hall = await startHall();
  const gateway = await startGateway({
    ...options,
    flags: { 'alarm-poll-interval-ms': 100, 'call-timeout-ms': 5_000, ...flags },
    functions: {
      manifests: [registry.hall.manifest],
      hostPath: fileURLToPath(new URL('local-host.ts', import.meta.url)),
    },
  });
  return {
    hall,
    gateway,
    ...asking(gateway, hall),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await hall[Symbol.asyncDispose]();
    },
  };
}

/** What a test asks of a gateway about accounts of the hall. */
export function asking(
  gateway: TestGateway,
  hall: Hall,
): Omit<HallGateway, 'gateway' | 'hall' | keyof AsyncDisposable> {
  const there = () => hall.accounts.map(({ name }) => name);
  return {
    create: (name, more = {}) =>
      gateway.graphql(CREATE, {
        input: {
          connector: 'hall',
          name,
          credential: { plain: { token: TOKEN } },
          options: { url: hall.url },
          syncInterval: '0s',
          ...more,
        },
      }),
    remove: (id, name, more = {}) => gateway.graphql(DELETE, { input: { id, name, ...more } }),
    provider: async (id) => (await gateway.data(SHOW, { id })).provider,
    there,
    empty: () => until(() => there().length === 0),
  };
}
