/**
 * What every connector keeps to, as numbered rules: MUST and SHOULD as in RFC 2119. Each connector runs them with an
 * account of its own and what it knows of that account by other means.
 */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  CodedError,
  DESCRIBE,
  encodeReply,
  manifestOf,
  MAX_MESSAGE_BYTES,
  type ActOutcome,
  type Connector,
  type FunctionSpec,
} from '../../functions/sdk/index.ts';
import { generateSealingKey, openCredential, sealCredential } from '../../functions/sdk/sealing.ts';
import { serve } from '../../functions/sdk/serve.ts';
import { fakeAccount, runOnce, type RunSettings } from '../../functions/sdk/testing.ts';
import { callOf } from '../functions/sdk/fixture.ts';

export type Rule =
  | 'C-01'
  | 'C-02'
  | 'C-03'
  | 'C-04'
  | 'C-05'
  | 'C-06'
  | 'C-07'
  | 'C-08'
  | 'C-09'
  | 'C-10'
  | 'C-11'
  | 'C-12';

/** The account to run against. `options` should make pages small, so that lists have several. */
export interface AccountUnderTest {
  /** For systems that keep accounts of their own: its id there. */
  readonly accountId?: string;
  readonly credential: unknown;
  readonly options: unknown;
}

export interface ConnectorCases {
  /** A region with resources of every kind. Kinds of the account are listed in `global`. */
  readonly region: string;
  /** For each list function: the native ids that there are, known by other means than listing with this connector. */
  readonly expected: Readonly<Record<string, () => Promise<readonly string[]> | readonly string[]>>;
  /** Lists of which `expected` fills more than one page with these options. */
  readonly paged: readonly string[];
  /** A credential of the right shape that the provider refuses. */
  readonly rejectedCredential: unknown;
  /** Secrets in the credential and in the account's own data, which must come out nowhere. */
  readonly canaries: readonly string[];
  /** A resource in a state that the model does not know. Null when the provider cannot be brought to show one. */
  readonly unmapped: { readonly list: string; readonly nativeId: string } | null;
  /** A native id that could exist and does not. */
  readonly unknownId: string;
  /** For systems that keep accounts of their own: the id of one that is not there. */
  readonly unknownAccountId?: string;
  /** For each handler: the data of an event that it takes. */
  readonly events?: Readonly<Record<string, unknown>>;
}

export interface ConnectorUnderTest {
  readonly connector: Connector;
  account(): Promise<AccountUnderTest> | AccountUnderTest;
  readonly cases: ConnectorCases;
  /** Why a rule cannot be shown here, by rule, or by rule and function such as `C-10 aws.listVolumes`. */
  readonly except?: Readonly<Record<string, string>>;
}

interface Item {
  readonly nativeId: string;
  readonly state?: string | null;
  readonly rawState?: string | null;
}

export function connectorSuite({ connector, account, cases, except = {} }: ConnectorUnderTest): void {
  const isList = ({ operation: { type } }: FunctionSpec) =>
    type === 'LIST' || type === 'LIST_ALARMS' || type === 'LIST_FINDINGS';
  const lists = connector.functions.filter(isList);
  const acts = connector.functions.filter(({ operation }) => operation.type === 'ACT');
  const byName = (name: string) => connector.functions.find((spec) => spec.name === name)!;
  const regionOf = ({ scope }: FunctionSpec) => (scope === 'ACCOUNT' ? 'global' : cases.region);

  /** What a function can be called with, so that it answers. */
  const inputOf = (spec: FunctionSpec): object => {
    if (isList(spec)) return { region: regionOf(spec) };
    switch (spec.operation.type) {
      case 'ACT':
        return { region: cases.region, nativeIds: [cases.unknownId], set: [{ key: 'k', value: 'v' }] };
      case 'CREATE':
        return { name: `conformance ${randomUUID()}` };
      case 'DELETE':
        return { name: null };
      case 'HANDLE':
        return {
          specversion: '1.0',
          id: 'e-1',
          source: '/conformance',
          type: 'tried',
          data: cases.events?.[spec.name],
        };
      default:
        return {};
    }
  };
  /** The account is needed by every test that follows, so another one is removed. */
  const accountIdOf = ({ operation }: FunctionSpec) =>
    (operation.type === 'DELETE' ? cases.unknownAccountId : given.accountId) ?? null;

  let settings: RunSettings;
  let given: AccountUnderTest;
  beforeAll(async () => {
    given = await account();
    settings = { account: await fakeAccount(connector, { providerId: `conformance-${connector.name}`, ...given }) };
  });

  /** A rule as a test of one function; an exception turns it into a skip that says why. */
  const rule = (id: Rule, text: string, of: FunctionSpec | null, test: () => Promise<void> | void) => {
    const reason = except[`${id} ${of?.name}`] ?? except[id];
    const suffix = `${of ? `: ${of.name}` : ''}${reason === undefined ? '' : ` (${reason})`}`;
    // oxlint-disable-next-line vitest/expect-expect -- the rule that is passed in expects
    it.skipIf(reason !== undefined)(`${id} ${text}${suffix}`, test);
  };

  const pages = async (spec: FunctionSpec) => {
    const found: { items: Item[]; cursor: string | undefined }[] = [];
    let cursor: string | undefined;
    do {
      const page = await runOnce(spec, { region: regionOf(spec), ...(cursor !== undefined && { cursor }) }, settings);
      cursor = page.cursor;
      found.push({ items: page.data as Item[], cursor });
      expect(found.length, 'pages without an end').toBeLessThan(1_000);
    } while (cursor !== undefined);
    return found;
  };

  describe(`the connector ${connector.name}`, () => {
    rule('C-01', 'MUST have one name, one verify, and functions named after it once each', null, () => {
      const names = connector.functions.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(new RegExp(`^${connector.name}\\.[a-z][A-Za-z]*$`));
      expect(connector.functions.filter(({ operation }) => operation.type === 'VERIFY')).toHaveLength(1);
      const operations = connector.functions.map(({ operation }) => JSON.stringify(operation));
      expect(new Set(operations).size).toBe(operations.length);
    });

    rule('C-01', 'MUST be data: its manifest survives JSON', null, () => {
      const manifest = manifestOf(connector);
      expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
    });

    for (const spec of connector.functions) {
      rule('C-02', 'MUST declare permissions, and a quota or that there is none', spec, () => {
        expect(spec.permissions.length).toBeGreaterThan(0);
        for (const permission of spec.permissions) expect(permission).toMatch(/\S/);
        if (spec.quota) expect(spec.quota.callsPerSecond).toBeGreaterThan(0);
        const { type } = spec.operation;
        if (type !== 'HANDLE')
          expect(spec.effect).toBe(type === 'ACT' || type === 'CREATE' || type === 'DELETE' ? 'WRITE' : 'READ');
        if (isList(spec)) expect(spec.scope).not.toBeNull();
      });

      rule('C-06', 'MUST stop when its signal has aborted', spec, async () => {
        const run = runOnce(spec, inputOf(spec), { ...settings, signal: AbortSignal.abort() });
        await expect(run).rejects.toThrow(/abort/i);
      });

      rule('C-09', 'MUST report a refused credential as that', spec, async () => {
        const refused = await fakeAccount(connector, {
          providerId: 'refused',
          options: given.options,
          ...(given.accountId !== undefined && { accountId: given.accountId }),
          credential: cases.rejectedCredential,
        });
        const error = await runOnce(spec, inputOf(spec), { account: refused }).catch((cause: unknown) => cause);
        expect(error).toBeInstanceOf(CodedError);
        expect(error).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REJECTED' });
      });

      rule('C-08', 'MUST show no secret, neither in an answer, nor in an error, nor in a log', spec, async () => {
        const { publicJwk, privateJwk } = await generateSealingKey();
        const log: unknown[] = [];
        const run = serve(connector, {
          sealing: { publicJwk: async () => publicJwk, open: (jwe) => openCredential(privateJwk, jwe) },
          version: null,
          log: (line) => log.push(line),
        });
        const seen: unknown[] = [await run(callOf(DESCRIBE))];
        for (const plain of [
          given.credential,
          cases.rejectedCredential,
          { ...(given.credential as object), surplus: cases.canaries[0] },
        ]) {
          const called = {
            providerId: 'canaries',
            accountId: accountIdOf(spec),
            options: given.options,
            credential: await sealCredential(publicJwk, plain),
          };
          for (const input of [inputOf(spec), { ...inputOf(spec), cursor: 'nonsense' }])
            seen.push(await run(callOf(spec.name, { input, account: called })));
        }
        const text = JSON.stringify([seen, log]);
        for (const canary of cases.canaries) expect(text).not.toContain(canary);
      });
    }

    const verify = connector.functions.find(({ operation }) => operation.type === 'VERIFY')!;
    rule('C-03', 'MUST say which account and which regions a credential opens', verify, async () => {
      const { data } = await runOnce(verify, {}, settings);
      expect(data).toMatchObject({
        accountId: expect.stringMatching(/\S/),
        regions: expect.arrayContaining([cases.region]),
      });
    });

    for (const spec of lists) {
      rule('C-04', 'MUST list all there is, each once, over all pages', spec, async () => {
        const found = await pages(spec);
        const ids = found.flatMap(({ items }) => items.map(({ nativeId }) => nativeId));
        expect(ids.toSorted()).toEqual([...(await cases.expected[spec.name]!())].toSorted());
        if (cases.paged.includes(spec.name)) expect(found.length).toBeGreaterThan(1);
      });

      rule(
        'C-05',
        'MUST answer with the resources that are asked for, and leave out those that are gone',
        spec,
        async () => {
          const [some] = (await pages(spec)).flatMap(({ items }) => items).slice(-1);
          const nativeIds = [cases.unknownId, ...(some ? [some.nativeId] : [])];
          const page = await runOnce(spec, { region: regionOf(spec), nativeIds }, settings);
          expect((page.data as Item[]).map(({ nativeId }) => nativeId)).toEqual(some ? [some.nativeId] : []);
          expect(page.cursor).toBeUndefined();
        },
      );

      rule('C-10', 'SHOULD refuse a cursor that it did not give, and say so', spec, async () => {
        const run = runOnce(spec, { region: regionOf(spec), cursor: 'Another/list/1' }, settings);
        const error = await run.catch((cause: unknown) => cause);
        expect(error).toBeInstanceOf(CodedError);
        expect(['BAD_USER_INPUT', 'PROVIDER_REJECTED_REQUEST']).toContain((error as CodedError).code);
      });

      rule('C-11', 'MUST keep each page below the size of a message', spec, async () => {
        for (const { items, cursor } of await pages(spec)) {
          const text = encodeReply(callOf(spec.name), {
            ok: true,
            data: items,
            ...(cursor !== undefined && { cursor }),
          });
          expect(text).toContain('"ok":true');
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
        }
      });

      const { unmapped } = cases;
      if (unmapped?.list === spec.name)
        rule('C-07', 'MUST call a state that the model does not know UNKNOWN, and keep its word', spec, async () => {
          const { data } = await runOnce(spec, { region: regionOf(spec), nativeIds: [unmapped.nativeId] }, settings);
          expect(data).toMatchObject([{ state: 'UNKNOWN', rawState: expect.stringMatching(/\S/) }]);
        });
    }

    for (const spec of acts)
      rule('C-12', 'MUST answer for each resource, and for one that is gone with a refusal', spec, async () => {
        const { data } = await runOnce(spec, inputOf(spec), settings);
        expect((data as ActOutcome[]).map(({ nativeId }) => nativeId)).toEqual([cases.unknownId]);
        expect(data).toMatchObject([
          { ok: false, code: expect.stringMatching(/^(RESOURCE_GONE|PROVIDER_REJECTED_REQUEST)$/) },
        ]);
      });

    it('is covered: every list has its expected ids, and every paged one is a list', () => {
      expect(Object.keys(cases.expected).toSorted()).toEqual(lists.map(({ name }) => name).toSorted());
      for (const name of cases.paged) expect(lists).toContain(byName(name));
    });
  });
}
