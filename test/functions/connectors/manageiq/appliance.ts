/** An emulated appliance, and the connector's functions called against it by name. */
import { connector } from '../../../../functions/connectors/manageiq/connector.ts';
import { fakeAccount, runOnce, type RunSettings } from '../../../../functions/sdk/testing.ts';
import { startManageIq, type ManageIq, type ManageIqSettings } from '../../../emulators/manageiq/index.ts';

/** A record of any list, as far as tests look at all of them. */
export type Item = { readonly nativeId: string } & Readonly<Record<string, unknown>>;

export interface Appliance extends AsyncDisposable {
  readonly emulator: ManageIq;
  /** The gateway's id of the provider. */
  readonly providerId: string;
  /** Calls `manageiq.NAME`; the account is the provider of this id, or none yet. */
  call(name: string, input?: object, accountId?: string | null, settings?: Partial<RunSettings>): Promise<unknown>;
  /** Lists over all its pages. `between` happens after each page but the last. */
  list(name: string, accountId: string, between?: (pages: number) => void): Promise<Item[]>;
}

/** How each test speaks of itself: tokens are kept by provider, so no two tests may share one. */
let tests = 0;

export async function startAppliance(
  settings: ManageIqSettings = {},
  given: { readonly credential?: object; readonly options?: object } = {},
): Promise<Appliance> {
  const emulator = await startManageIq(settings);
  const providerId = `test-${++tests}`;
  const region = 'eu-west-1';

  const run = async (name: string, input: object, accountId: string | null, more: Partial<RunSettings> = {}) => {
    const spec = connector.functions.find((one) => one.name === `manageiq.${name}`)!;
    const account = await fakeAccount(connector, {
      providerId,
      ...(accountId !== null && { accountId }),
      credential: { ...emulator.credential, ...given.credential },
      options: { baseUrl: emulator.url, providerRegion: region, ...given.options },
    });
    return runOnce(spec, input, { ...more, account });
  };
  return {
    emulator,
    providerId,
    call: async (name, input = {}, accountId = null, more = {}) => (await run(name, input, accountId, more)).data,
    async list(name, accountId, between = () => {}) {
      const items: Item[] = [];
      let pages = 0;
      let cursor: string | undefined;
      do {
        const page = await run(name, { region, ...(cursor !== undefined && { cursor }) }, accountId);
        items.push(...(page.data as Item[]));
        cursor = page.cursor;
        if (cursor !== undefined) between(++pages);
      } while (cursor !== undefined);
      return items;
    },
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}

/** Calls that are to fail, and what they fail with. */
export async function failureOf(call: Promise<unknown>): Promise<{ code?: string; message: string }> {
  return call.then(
    () => ({ message: 'it did not fail' }),
    (error: unknown) => error as { code?: string; message: string },
  );
}
