import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connector as echo } from '../../functions/connectors/echo/connector.ts';
import { startGateway, type Answer, type TestGateway } from '../support/gateway.ts';
import { serveOverHttp, type HttpDeployment } from '../support/http-deployment.ts';

const textOf = (file: string) => readFileSync(`schema/examples/${file}`, 'utf8');

let gateway: TestGateway;
let deployment: HttpDeployment;
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
  deployment = await serveOverHttp(echo);
  gateway = await startGateway({
    flags: { 'alarm-poll-interval-ms': 200, 'private-function-addresses': 'allow' },
    env: { CAUSEWAY_SECRET_GITHUB_WEBHOOK: 'any' },
  });
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

afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  await deployment?.[Symbol.asyncDispose]();
});

const ECHO = { type: 'HANDLE', handler: 'echo' };

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
  ['upstream', () => ({ id: known.provider })],
  ['alarms', () => ({})],
  ['findings', () => ({ maxAge: '0s' })],
  ['operation', () => ({ id: known.operation })],
  ['connectors', () => ({})],
  ['functions', () => ({ connector: 'sandbox' })],
  ['node', () => ({ id: known.provider })],
  ['viewer', () => ({})],
  ['api-keys', () => ({})],
  ['follow-provider', () => ({ ids: [known.provider] })],
  ['follow-operation', () => ({ id: known.operation })],
  ['follow-alarms', () => ({ after: known.cursor })],
  ['register-deployment', () => ({ name: 'echo-abroad', target: { http: { url: deployment.url } } })],
  ['deployments', () => ({ connector: 'echo' })],
  ['deployment', () => ({ name: 'echo-abroad' })],
  ['update-deployment', () => ({ name: 'echo-abroad', maxConcurrency: 10 })],
  ['probe-deployment', () => ({ name: 'echo-abroad' })],
  ['bind-operations', () => ({ connector: 'echo', operation: ECHO, deployment: 'echo-abroad' })],
  ['bindings', () => ({ connector: 'echo' })],
  ['ask-function', () => ({ function: 'echo.echo', data: { hello: 'there' } })],
  ['call-function', () => ({ function: 'echo.echo', data: [1], deployment: 'local-echo', key: 'echo-once' })],
  ['unbind-operations', () => ({ connector: 'echo', operation: ECHO })],
  ['remove-deployment', () => ({ name: 'echo-abroad' })],
  [
    'create-event-subscription',
    () => ({ name: 'pushes', eventType: 'com.github.*', filter: 'has(event.data.ref)', functionName: 'echo.echo' }),
  ],
  ['update-event-subscription', () => ({ name: 'pushes', enabled: false })],
  ['event-subscriptions', () => ({})],
  ['deliveries', () => ({ states: ['DEAD'] })],
  ['redrive-deliveries', () => ({ subscription: 'pushes' })],
  ['delete-event-subscription', () => ({ name: 'pushes', discard: true })],
  ['create-webhook', () => ({ name: 'github', kind: 'GITHUB', secret: 'env:GITHUB_WEBHOOK' })],
  ['webhooks', () => ({})],
  ['delete-webhook', () => ({ name: 'github' })],
  ['create-api-key', () => ({ provider: known.provider })],
  ['revoke-api-key', () => ({ id: known.key })],
  ['delete-provider', () => ({ id: known.spare, name: 'spare' })],
];

/** Run where what it needs is at hand: `test/e2e/scenario.test.ts`. */
const RUN_ELSEWHERE = ['scenario.graphql'];

it('every example is run here', () => {
  const run = [...RUNS.map(([file]) => `${file}.graphql`), ...RUN_ELSEWHERE];
  expect(run.toSorted()).toEqual(readdirSync('schema/examples').toSorted());
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
