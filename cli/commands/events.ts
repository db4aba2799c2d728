/** `causeway events`: what happened elsewhere, and which functions hear of it. */
import type { Command } from 'commander';
import { action, limit } from '../command.ts';
import { listDeliveries, redrive } from './events-deliveries.ts';
import { sendEvents } from './events-send.ts';
import {
  addSubscription,
  listSubscriptions,
  removeSubscription,
  setSubscriptionEnabled,
  updateSubscription,
} from './events-subscriptions.ts';
import { addWebhook, listWebhooks, removeWebhook } from './events-webhooks.ts';

export function events(program: Command): void {
  const group = program.command('events').description('what happened elsewhere, and which functions hear of it');

  group
    .command('send')
    .argument('[file]', 'a CloudEvent as JSON, or an array of them; - for stdin')
    .description('send an event to the gateway; flags go before what the file says')
    .option('--type <type>', 'what happened, such as com.example.order.paid')
    .option('--source <uri>', 'where it happened (/causeway/cli)')
    .option('--id <id>', 'with the source its identity: the same event twice is handled once (a new one)')
    .option('--subject <text>', 'what it happened to')
    .option('--data <json>', 'its data: JSON, or a text')
    .action(action(sendEvents));

  subscriptions(group.command('subscriptions').description('which events go to which functions'));

  group
    .command('deliveries')
    .description('events on their way to functions')
    .command('ls')
    .description('list deliveries through the outbox, the newest first')
    .option('--dead', 'only those that were given up')
    .option('--pending', 'only those that are on their way')
    .option('--subscription <name>', 'only of this subscription')
    .option('--limit <count>', 'how many at most, or all', limit, 50)
    .option('--after <cursor>', 'go on behind this cursor')
    .action(action(listDeliveries));

  group
    .command('redrive')
    .argument('[id...]', 'ids as `causeway events deliveries ls --dead` shows them')
    .description('deliver again what was given up')
    .option('--subscription <name>', 'all of this subscription')
    .action(action(redrive));

  webhooks(group.command('webhooks').description('systems that do not speak CloudEvents'));
}

function subscriptions(group: Command): void {
  group.command('ls').description('list the subscriptions').action(action(listSubscriptions));

  group
    .command('add')
    .argument('<name>', 'a name, unique in the gateway: lower-case letters, digits and hyphens')
    .description('send events of a type to a function')
    .requiredOption('--type <type>', "all of a type, or its beginning and *, such as 'com.github.*'")
    .requiredOption('--function <name>', 'the function that gets them, such as echo.echo')
    .option('--filter <expression>', "CEL over event that must be true, such as event.data.action == 'opened'")
    .option('--deployment <name>', 'the deployment it is called on; the one that serves it when left out')
    .option('--provider <name>', 'the provider whose account it works on, by name or id')
    .option('--mode <mode>', 'outbox: durable, after the sender was answered; sync: while the sender waits', 'outbox')
    .option('--max-attempts <count>', 'how often a delivery is tried (8)')
    .option('--max-age <duration>', 'how old a delivery may become, such as 30m (6h)')
    .action(action(addSubscription));

  group
    .command('update')
    .argument('<name>', 'its name')
    .description('change where events go from now on')
    .option('--type <type>', 'all of a type, or its beginning and *')
    .option('--function <name>', 'the function that gets them')
    .option('--filter <expression>', 'CEL over event; an empty text takes every event of the type')
    .option('--max-attempts <count>', 'how often a delivery is tried')
    .option('--max-age <duration>', 'how old a delivery may become')
    .action(action(updateSubscription));

  for (const [name, enabled, description] of [
    ['enable', true, 'take events again'],
    ['disable', false, 'take no events'],
  ] as const) {
    group
      .command(name)
      .argument('<name>', 'its name')
      .description(description)
      .action(action(setSubscriptionEnabled(enabled)));
  }

  group
    .command('rm')
    .argument('[name...]', 'their names')
    .description('remove subscriptions')
    .option('--all', 'every one')
    .option('--discard', 'give up what is on its way to them, and what was given up')
    .option('-y, --yes', 'do not ask')
    .action(action(removeSubscription));
}

function webhooks(group: Command): void {
  group.command('ls').description('list the webhooks').action(action(listWebhooks));

  group
    .command('add')
    .argument('<name>', 'a name, unique in the gateway; requests go to /events/NAME')
    .description('take the webhooks of a system as events')
    .requiredOption('--kind <kind>', 'github, standard-webhooks, alertmanager, eventbridge, sns, mist or json')
    .requiredOption('--secret <secret>', 'the name of the secret that requests are checked with: env:NAME or file:NAME')
    .action(action(addWebhook));

  group
    .command('rm')
    .argument('<name>', 'its name')
    .description('take no more events at that address')
    .action(action(removeWebhook));
}
