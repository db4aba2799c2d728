/** A gateway reduced to its local platform: calls the host that argv names, says which process it is, and waits. */
import { localInvoker } from '../../../gateway/invoke/platforms/local.ts';
import { callOf } from '../../functions/sdk/fixture.ts';

const [hostPath = '', keyDirectory = ''] = process.argv.slice(2);
const invoker = localInvoker({ hostPath, keyDirectory, drainMs: 100, log: () => {} });
const account = { providerId: 'p', accountId: null, options: {}, credential: null };
const call = (region: string) =>
  invoker.invoke(
    { connector: 'misbehaving' },
    callOf('misbehaving.list', { input: { region }, account }),
    new AbortController().signal,
  );
const outcome = await call('pid');
// A function is at work, so that the host does not end merely for want of anything to do.
void call('deaf');
if (outcome.type !== 'ok') throw new Error(outcome.type);
process.on('SIGINT', () => {
  // What a gateway does on Ctrl-C: calls that still come must find their host.
  void call('echo:after the signal').then(async (late) => {
    process.stdout.write(`${late.type}\n`);
    await invoker.close();
  });
});
setInterval(() => {}, 1_000);
// Last: whoever reads this may send the signal at once.
process.stdout.write(`${(outcome.data as { name: string }[])[0]!.name}\n`);
