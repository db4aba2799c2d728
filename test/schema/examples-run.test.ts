import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type Answer, type TestGateway } from '../support/gateway.ts';

const textOf = (file: string) => readFileSync(`schema/examples/${file}`, 'utf8');

let gateway: TestGateway;
/** Ids that the examples are run with, found in the gateway itself. */
const known: Record<'provider' | 'spare' | 'running' | 'stopped' | 'alarm' | 'operation' | 'key', string> & {
  cursor: string | null;
} = {
  provider: '',
  spare: '',
  running: '',
  stopped: '',
  alarm: '',
  operation: '',
  key: '',
  cursor: null,
};

beforeAll(async () => {
  gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 200 } });
  known.provider = (await gateway.addSandbox('shop', { alarmsPerMinute: 600, transitionMs: 100 })).id;
  known.spare = (await gateway.addSandbox('spare', { seed: 'spare', alarmsPerMinute: 0 })).id;
  const idIn = async (state: string) => {
    const query = `{ provider(id: "${known.provider}") { resources(filter: { kinds: ["Instance"], states: [${state}] }, first: 1) { nodes { id } } } }`;
    return (await gateway.data(query)).provider.resources.nodes[0].id as string;
  };
  known.running = await idIn('RUNNING');
  known.stopped = await idIn('STOPPED');
  known.operation = (
    await gateway.data(`{ provider(id: "${known.provider}") { lastSync { id } } }`)
  ).provider.lastSync.id;
  known.key = (
    await gateway.data(`mutation { createApiKey(input: { name: "old", role: VIEWER }) { apiKey { id } } }`)
  ).createApiKey.apiKey.id;
  for await (const { alarmEvents } of gateway.subscribe('subscription { alarmEvents { cursor to alarm { id } } }'))
    if (alarmEvents.to === 'FIRING') {
      known.alarm = alarmEvents.alarm.id;
      known.cursor = alarmEvents.cursor;
      break;
    }
});

afterAll(() => gateway?.[Symbol.asyncDispose]());

/** The variables of each example, in the order in which they are run: what removes things comes last. */
const RUNS: readonly [file: string, variables: () => Record<string, unknown>][] = [
  ['acknowledge-alarm', () => ({ id: known.alarm, note: 'looking' })],
  ['account-state', () => ({ id: known.provider })],
  ['accounts', () => ({})],
  ['resources', () => ({ team: 'shop' })],
  ['resources-of-an-account', () => ({ provider: known.provider, prefix: '' })],
  ['search', () => ({ text: 'web' })],
  ['resource', () => ({ id: known.running })],
  ['stop-instances', () => ({ ids: [known.running], key: 'stop-once' })],
  ['start-instances', () => ({ ids: [known.stopped] })],
  ['reboot-instances', () => ({ ids: [known.stopped] })],
  ['tag-resources', () => ({ ids: [known.running] })],
  ['history', () => ({ id: known.running })],
  ['groups', () => ({ kinds: ['Instance'] })],
  ['groups-by-tag', () => ({})],
  [
    'create-provider',
    () => ({
      name: 'new',
      connector: 'sandbox',
      credential: { plain: { token: 'any' } },
      options: { seed: 'new' },
      key: 'new-once',
    }),
  ],
  ['update-provider', () => ({ id: known.provider, name: 'shop-eu' })],
  ['sync-provider', () => ({ id: known.provider })],
  ['alarms', () => ({})],
  ['operation', () => ({ id: known.operation })],
  ['connectors', () => ({})],
  ['functions', () => ({ connector: 'sandbox' })],
  ['node', () => ({ id: known.provider })],
  ['viewer', () => ({})],
  ['api-keys', () => ({})],
  ['follow-provider', () => ({ ids: [known.provider] })],
  ['follow-operation', () => ({ id: known.operation })],
  ['follow-alarms', () => ({ after: known.cursor })],
  ['create-api-key', () => ({ provider: known.provider })],
  ['revoke-api-key', () => ({ id: known.key })],
  ['delete-provider', () => ({ id: known.spare, name: 'spare' })],
];

it('every example is run here', () => {
  expect(RUNS.map(([file]) => `${file}.graphql`).toSorted()).toEqual(readdirSync('schema/examples').toSorted());
});

it.each(RUNS)('%s is answered by a real gateway, with data and without an error', async (file, variables) => {
  const answer = await ask(textOf(`${file}.graphql`), variables());
  expect(answer.errors).toBeUndefined();
  expect(Object.values(answer.data ?? {})).not.toHaveLength(0);
  expect(Object.values(answer.data ?? {})).not.toContain(null);
});

/** The answer of an operation; of a subscription the first one. */
async function ask(query: string, variables: Record<string, unknown>): Promise<Answer> {
  if (!/^subscription /m.test(query)) return gateway.graphql(query, variables);
  const { value } = await gateway.subscribe(query, variables).next();
  return { data: value };
}
