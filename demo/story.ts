/** The main job, step by step. Each step shows its operation and its answer, and fails when the answer is not what must come. */
import { setTimeout as sleep } from 'node:timers/promises';
import { check } from './check.ts';
import type { Client } from './client.ts';
import type { Screen } from './screen.ts';

const CREATE = `
mutation ($input: CreateProviderInput!) {
  createProvider(input: $input) {
    provider { id name state accountId regions }
    operation { id state total }
  }
}`;

const PROGRESS = `
subscription ($id: ID!) {
  operationProgress(id: $id) { state done total }
}`;

const STATE = `
query {
  providers { nodes { name state stateCode } }
  resourceGroups(by: KIND) { complete missing { provider { name } kind region } nodes { value count } }
  alarms(first: 3) { totalCount nodes { title severity state } }
}`;

const PICK = `
query {
  resources(filter: { kinds: ["Instance"], states: [RUNNING], regions: ["eu-north"] }, first: 1) {
    nodes { id name region state allowedActions tags { key value } }
  }
}`;

const STOP = `
mutation ($ids: [ID!]!, $key: String) {
  stopInstances(input: { ids: $ids, idempotencyKey: $key }) {
    operation { id state items { outcome resource { name state } error { code message } } }
  }
}`;

const HISTORY = `
query ($id: ID!) {
  resource(id: $id) {
    name state observedAt
    changes(first: 5) { nodes { at type fields { field before after } } }
  }
}`;

const ALARMS = `
subscription ($after: String) {
  alarmEvents(after: $after) {
    cursor type at
    alarm { title severity state provider { name } resource { name } }
  }
}`;

const DELETE = `
mutation ($id: ID!, $name: String!) {
  deleteProvider(input: { id: $id, name: $name }) { deletedId deletedResourceCount }
}`;

/** The simulated accounts: one that works, one that changes alarms all the time, one that refuses a region. */
const ACCOUNTS = [
  {
    name: 'production',
    sync: 'SUCCEEDED',
    options: { seed: 'production', instancesPerRegion: 30, latencyMs: 120, transitionMs: 1_500 },
  },
  {
    name: 'staging',
    sync: 'SUCCEEDED',
    options: { seed: 'staging', instancesPerRegion: 10, alarmsPerMinute: 90, transitionMs: 1_500 },
  },
  {
    name: 'acquired',
    sync: 'PARTIAL',
    options: { seed: 'acquired', instancesPerRegion: 5, failingRegions: ['us-east'] },
  },
] as const;

const newProvider = ({ name, options }: (typeof ACCOUNTS)[number]) => ({
  connector: 'sandbox',
  name,
  options,
  credential: { plain: { token: 'demo' } },
});

export async function tellStory(client: Client, screen: Screen): Promise<void> {
  const ask = async (operation: string, variables?: Record<string, unknown>) => {
    screen.sent(operation);
    const answer = await client.run(operation, variables);
    screen.answered(answer);
    return answer;
  };

  screen.step('Create a provider');
  const [first, ...others] = ACCOUNTS;
  const created = await ask(CREATE, { input: newProvider(first) });
  screen.step('See it sync');
  screen.sent(PROGRESS);
  const synced = await followOperation(client, created.createProvider.operation.id, screen);
  check(synced === 'SUCCEEDED', `the sync ends SUCCEEDED, not ${synced}`);

  screen.step('Create two more: one whose alarms never rest, one that refuses a region');
  const ids: string[] = [];
  for (const account of others) {
    const { createProvider } = await client.run(CREATE, { input: newProvider(account) });
    const end = await followOperation(client, createProvider.operation.id, null);
    screen.answered({ name: account.name, sync: end });
    check(end === account.sync, `the sync of ${account.name} ends ${account.sync}, not ${end}`);
    ids.push(createProvider.provider.id);
  }
  const [, acquired] = ids;

  screen.step('Query the state of all accounts: what could not be listed is named, the rest is there');
  const state = await ask(STATE);
  check(state.providers.nodes.length === ACCOUNTS.length, 'all accounts are listed');
  check(!state.resourceGroups.complete && state.resourceGroups.missing.length > 0, 'the refused region is named');
  check(
    state.resourceGroups.missing.every((slice: any) => slice.region === 'us-east'),
    'only the refused region is missing',
  );

  screen.step('Stop an instance');
  const { resources } = await ask(PICK);
  const [instance] = resources.nodes;
  check(instance?.state === 'RUNNING', 'there is a running instance');
  const { stopInstances } = await ask(STOP, { ids: [instance.id], key: 'demo-stop' });
  const again = await client.run(STOP, { ids: [instance.id], key: 'demo-stop' });
  check(again.stopInstances.operation.id === stopInstances.operation.id, 'the same idempotency key stops it once');
  const stopped = await followOperation(client, stopInstances.operation.id, null);
  check(stopped === 'SUCCEEDED', `the stop ends SUCCEEDED, not ${stopped}`);
  screen.note('It has settled. What the account was seen to do is kept:');
  const { resource } = await ask(HISTORY, { id: instance.id });
  check(resource.state === 'STOPPED', 'the instance is stopped');

  screen.step('Receive alarms as they happen');
  screen.sent(ALARMS);
  const live = await receive(client, screen, 2, null);

  screen.step('Lose the connection, come back with the last cursor: nothing is lost or doubled');
  screen.note('Nobody listens for three seconds …');
  await sleep(3_000);
  const cursor = live.at(-1).cursor;
  screen.sent(`# variables: { "after": "${cursor}" }`);
  const resumed = await receive(client, screen, 3, cursor);
  const cursors = [...live, ...resumed].map((event) => event.cursor);
  check(new Set(cursors).size === cursors.length, 'no event comes twice');
  const replay = await receive(client, null, resumed.length, cursor);
  check(JSON.stringify(replay) === JSON.stringify(resumed), 'a replay gives the same events in the same order');

  screen.step('Delete a provider');
  const { deleteProvider } = await ask(DELETE, { id: acquired, name: 'acquired' });
  check(deleteProvider.deletedId === acquired, 'the provider is gone');
  const after = await client.run(STATE);
  check(after.resourceGroups.complete && after.providers.nodes.length === 2, 'what remains is complete');
  screen.note('The refused region went with it: what remains is complete.');
}

/** Follows an operation to its end. Its last state. */
async function followOperation(client: Client, id: string, screen: Screen | null): Promise<string> {
  let state = 'RUNNING';
  for await (const { operationProgress } of client.follow(PROGRESS, { id })) {
    screen?.answered(operationProgress);
    ({ state } = operationProgress);
  }
  return state;
}

/** The next alarm events, after a cursor or from now on. */
async function receive(client: Client, screen: Screen | null, count: number, after: string | null): Promise<any[]> {
  const events: any[] = [];
  for await (const { alarmEvents } of client.follow(ALARMS, { after })) {
    screen?.answered(alarmEvents);
    events.push(alarmEvents);
    if (events.length === count) break;
  }
  check(events.length === count, `${count} alarm events come`);
  return events;
}
