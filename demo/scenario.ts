/** The life of an account in another system: the operations of `schema/examples/scenario.graphql`, one after the other. */
import { readFileSync } from 'node:fs';
import { check } from './check.ts';
import type { Client } from './client.ts';
import type { Screen } from './screen.ts';
import type { Systems } from './systems-process.ts';

const DOCUMENT = readFileSync(new URL('../schema/examples/scenario.graphql', import.meta.url), 'utf8');
const NAME = 'shop at CloudCheckr';

export async function tellScenario(client: Client, screen: Screen, { settings }: Systems): Promise<void> {
  const ask = async (operation: string, variables: Record<string, unknown>) => {
    screen.note(`${operation}:`);
    const answer = await client.run(DOCUMENT, variables, operation);
    screen.answered(answer);
    return answer;
  };
  const awaitAnswer = async (operation: string, variables: Record<string, unknown>, fits: (answer: any) => boolean) => {
    screen.note(`${operation}:`);
    for await (const answer of client.follow(DOCUMENT, variables, operation)) {
      screen.answered(answer);
      if (fits(answer)) return;
    }
    throw new Error(`${operation} ended too early`);
  };

  screen.step('An account in another system: CloudCheckr, emulated here (docs/scenario.md)');
  const { createProvider } = await ask('AddAccount', {
    connector: 'cloudcheckr',
    name: NAME,
    credential: {
      plain: {
        accessKey: settings['CLOUDCHECKR_KEY'],
        aws: { roleArn: 'arn:aws:iam::123456789012:role/cloudcheckr' },
      },
    },
    options: { baseUrl: settings['CLOUDCHECKR_URL'] },
  });
  const account: string = createProvider.provider.id;

  screen.step('Wait until it is synchronised there: before, nothing pretends to be empty');
  await awaitAnswer(
    'AccountSynchronised',
    { account },
    ({ providerChanged: { state, upstream } }) => state === 'READY' && upstream?.state === 'SYNCED',
  );

  screen.step('Read its best practices');
  const { findings } = await ask('BestPractices', { account });
  check(findings.complete && findings.totalCount > 0, 'best practices are read');

  screen.step('Raise an alarm there, and receive it');
  const { alarms } = await client.run(DOCUMENT, { account }, 'AlarmsSoFar');
  await ask('RaiseAlarm', {
    account,
    function: 'cloudcheckr.createAlert',
    alert: { name: 'too much', above: 80 },
  });
  await awaitAnswer(
    'AlarmReceived',
    { account, after: alarms.cursor },
    ({ alarmEvents }) => alarmEvents.alarm.title === 'too much',
  );

  screen.step('Remove it: it goes there as well, because it was made there');
  const { deleteProvider } = await ask('RemoveAccount', { account, name: NAME });
  check(deleteProvider.deletedId === account, 'the account is gone');
}
