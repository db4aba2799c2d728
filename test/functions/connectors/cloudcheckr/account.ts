/** The connector against the emulator: each call is one run of one function, as a host would run it. */
import { connector } from '../../../../functions/connectors/cloudcheckr/connector.ts';
import type { CloudEvent, UpstreamStatus } from '../../../../functions/sdk/index.ts';
import { fakeAccount, runOnce, type RunSettings } from '../../../../functions/sdk/testing.ts';
import { ADMIN_KEY, CMX_CLIENT, type CloudCheckr } from '../../../emulators/cloudcheckr/index.ts';

export const ROLE = { roleArn: 'arn:aws:iam::123456789012:role/cloudcheckr' };
export const LEGACY = { accessKey: ADMIN_KEY, aws: ROLE };
export const CMX = { ...CMX_CLIENT, aws: ROLE };
/** Both interfaces, for stories that are the same through each. */
export const GENERATIONS = [
  ['the older interface', LEGACY],
  ['CMx', CMX],
] as const;

export interface Item {
  readonly nativeId: string;
  readonly [field: string]: any;
}

/** `accountId` null: none was made yet. */
export function connect(
  cloudcheckr: CloudCheckr,
  accountId: string | null = null,
  credential: unknown = LEGACY,
  options: object = {},
) {
  const run = async (name: string, input: unknown = {}, settings: RunSettings = {}) => {
    const spec = connector.functions.find((candidate) => candidate.name === `cloudcheckr.${name}`);
    if (!spec) throw new Error(`cloudcheckr.${name} is not a function of the connector`);
    const account = await fakeAccount(connector, {
      providerId: `provider-${cloudcheckr.url}`,
      credential,
      options: { baseUrl: cloudcheckr.url, ...options },
      ...(accountId !== null && { accountId }),
    });
    return runOnce(spec, input, { ...settings, account });
  };
  return {
    run,
    create: async (name: string) => ((await run('create', { name })).data as { accountId: string }).accountId,
    status: async () => (await run('status')).data as UpstreamStatus,
    remove: (name: string | null = null) => run('delete', { name }),
    /** All pages, each as it came. */
    async pages(list: string, input: object = {}) {
      const all: Item[][] = [];
      let cursor: string | undefined;
      do {
        const page = await run(list, { region: 'global', ...input, ...(cursor !== undefined && { cursor }) });
        all.push(page.data as Item[]);
        cursor = page.cursor;
      } while (cursor !== undefined && all.length < 100);
      return all;
    },
    async list(list: string, input: object = {}) {
      return (await this.pages(list, input)).flat();
    },
    handle: async (handler: string, data: unknown) =>
      (await run(handler, eventOf(data))).data as { data: { alertId: string } },
  };
}

const eventOf = (data: unknown): CloudEvent => ({
  specversion: '1.0',
  id: 'e-1',
  source: '/test',
  type: 'tried',
  data,
});

/** What an error says to the gateway. */
export const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'no error',
    (error: unknown) => (error as { code?: unknown }).code ?? error,
  );
