/** The systems that keep accounts of their own, emulated, in the words of the scenario. */
import { ADMIN_KEY, CMX_CLIENT, startCloudCheckr, type EmulatedAccount } from '../emulators/cloudcheckr/index.ts';
import type { Emulator } from '../emulators/http.ts';
import { startManageIq } from '../emulators/manageiq/index.ts';
import { startMist } from '../emulators/mistio/mist.ts';

/** One of them, before it runs. */
export interface System {
  readonly title: string;
  readonly connector: string;
  readonly credential: Readonly<Record<string, unknown>>;
  /** What `BestPractices` answers of an account there. */
  readonly findings: object;
  start(): Promise<RunningSystem>;
}

export interface RunningSystem extends AsyncDisposable {
  readonly emulator: Emulator;
  /** What lets the connector speak with it. */
  readonly options: object;
  /** The ids of the accounts that it has now. */
  accounts(): readonly string[];
  /** It lists the account, if it does not by itself. */
  synchronise(accountId: string): void;
  /** What an alert watches goes above the number. */
  goAbove(accountId: string, alert: { readonly name: string; readonly above: number }): Promise<void>;
  /** What alerts watch is low again. Left out: it is so when nothing new is above for a while. */
  calmDown?(accountId: string): void;
}

/** The connector lists none, so nobody knows whether something is wrong. */
const NOT_CHECKED = { totalCount: 0, complete: false, missing: [{ code: 'UNSUPPORTED_OPERATION' }], nodes: [] };

/** The account has an id in each of its two interfaces; the key decides which one is spoken to. */
const cloudCheckr = (title: string, key: object, idOf: (account: EmulatedAccount) => string): System => ({
  title,
  connector: 'cloudcheckr',
  credential: { ...key, aws: { roleArn: 'arn:aws:iam::123456789012:role/cloudcheckr' } },
  findings: { totalCount: 4, complete: true, missing: [] },
  async start() {
    const emulator = await startCloudCheckr();
    return {
      emulator,
      options: { baseUrl: emulator.url },
      accounts: () => emulator.accounts.map(idOf),
      synchronise: (id) => emulator.synchronise(id),
      goAbove: async (id, { name, above }) => emulator.raiseCost(id, name, above + 1),
      [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
    };
  },
});

export const SYSTEMS: readonly System[] = [
  cloudCheckr('CloudCheckr', { accessKey: ADMIN_KEY }, ({ id }) => String(id)),
  cloudCheckr('CloudCheckr CMx', CMX_CLIENT, ({ cmxId }) => cmxId),
  {
    title: 'ManageIQ',
    connector: 'manageiq',
    credential: {
      userid: 'admin',
      password: 'appliance-canary-0123456789',
      provider: { userid: 'AKIATESTTESTTESTTEST', password: 'cloud-canary-0123456789' },
    },
    // It checks the policies that somebody assigned, and nobody did.
    findings: { totalCount: 0, complete: true, missing: [] },
    async start() {
      const emulator = await startManageIq();
      return {
        emulator,
        options: { baseUrl: emulator.url, providerRegion: 'eu-west-1' },
        // Its managers of networks and volumes come and go with the provider.
        accounts: () => emulator.rows('providers').flatMap(({ id, parent_ems_id }) => (parent_ems_id ? [] : [id])),
        synchronise: () => {},
        async goAbove(id, { above }) {
          for (const vm of emulator.rows('vms')) if (vm['ems_id'] === id) emulator.setCpu(vm.id, above + 1);
        },
        calmDown(id) {
          for (const vm of emulator.rows('vms')) if (vm['ems_id'] === id) emulator.setCpu(vm.id, 0);
        },
        [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
      };
    },
  },
  {
    title: 'Mist.io',
    connector: 'mistio',
    credential: {
      token: 'mist-token',
      cloud: { apikey: 'AKIATESTTESTTESTTEST', apisecret: 'cloud-canary-0123456789' },
    },
    findings: NOT_CHECKED,
    async start() {
      const emulator = await startMist();
      const machineOf = (id: string) => String(emulator.rows('machines').find(({ cloud }) => cloud === id)!['id']);
      const rule = () => String(emulator.rows('rules').at(-1)!['id']);
      return {
        emulator,
        options: { baseUrl: emulator.url, region: 'eu-west-1' },
        accounts: () => emulator.rows('clouds').map(({ id }) => String(id)),
        synchronise: () => {},
        goAbove: async (id) => void (await emulator.breach(rule(), machineOf(id))),
        calmDown: (id) => emulator.recover(rule(), machineOf(id)),
        [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
      };
    },
  },
];
