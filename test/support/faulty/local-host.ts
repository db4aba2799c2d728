/** A child process of the local platform that writes its replies by hand, so that nothing keeps it from breaking the contract. */
import type { FromHost, ToHost } from '../../../functions/sdk/hosts/local.ts';
import type { Reply } from '../../../functions/sdk/protocol.ts';

const [connector = ''] = process.argv.slice(2);
const record = (nativeId: string) => ({ nativeId, name: nativeId, tags: null, attributes: {} });
const alarm = {
  nativeId: 'alarm',
  title: 'alarm',
  state: 'FIRING',
  severity: 'LOW',
  subject: null,
  changedAt: '2026-01-01T00:00:00.000Z',
};

const reply = (id: string, data: Reply) =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: 'causeway/function/test',
    type: 'dev.causeway.reply.v1',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data,
  });
const ok = (data: unknown, cursor?: string) => (id: string) => reply(id, { ok: true, data, ...(cursor && { cursor }) });

/** The whole text of a reply to an invocation, by the last part of the function's name. */
const REPLIES: Readonly<Record<string, (id: string) => string>> = {
  verify: ok(connector === 'nobody' ? { accountId: 7 } : { accountId: connector, regions: ['here'] }),
  listAlarms: ok([alarm]),
  listFine: ok([record('one'), record('two')]),
  listNoArray: ok({ items: 'canary-in-an-answer' }),
  listWrongTypes: ok([{ ...record('x'), name: { 'canary-in-an-answer': 1 } }]),
  listNoText: () => 'canary-in-an-answer, and no JSON',
  listWrongCall: () => ok([record('x')])('another'),
  listDuplicates: ok([record('same'), record('same'), record('other')]),
  listSameCursor: ok([record('x')], 'again'),
  listHugePage: ok([{ ...record('x'), native: 'x'.repeat(1_200_000) }]),
  listMixed: ok([record('good'), null, record('good too')]),
};

function answer(message: ToHost): void {
  if (message.type === 'cancel') return;
  const { id, subject } = JSON.parse(message.event) as { id: string; subject: string };
  const what = subject.slice(connector.length + 1);
  if (what === 'listCrash') process.exit(9);
  if (what !== 'listHang')
    process.send!({ type: 'reply', id: message.id, event: REPLIES[what]!(id) } satisfies FromHost);
}

if (connector === 'sandbox') await import('../../../functions/local-host.ts');
else {
  process.on('message', answer).once('disconnect', () => process.exit(0));
  process.send!({ type: 'ready' } satisfies FromHost);
}
