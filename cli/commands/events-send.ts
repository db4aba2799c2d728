/** `causeway events send`. */
import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../../schema/generated/types.ts';
import type { Api } from '../api.ts';
import type { Work } from '../command.ts';
import { jsonFile } from '../credential.ts';
import { EXIT, Refused, Unreachable, WrongUsage } from '../failures.ts';
import type { Terminal } from '../output/terminal.ts';
import { plural } from '../output/text.ts';

interface Options {
  readonly type?: string;
  readonly source?: string;
  readonly id?: string;
  readonly subject?: string;
  readonly data?: string;
}

type Event = Readonly<Record<string, unknown>>;

/** What the gateway says of an event that it took. */
interface Receipt {
  readonly id: string;
  readonly source: string;
  readonly duplicate: boolean;
  /** How many deliveries it has in the outbox. */
  readonly deliveries: number;
  /** What functions answered while we waited. */
  readonly results?: readonly (
    | { readonly subscription: string; readonly ok: true; readonly data: unknown }
    | { readonly subscription: string; readonly ok: false; readonly error: { code: string; message: string } }
  )[];
}

/** Posts events as CloudEvents 1.0 in structured mode, several as a batch. */
export const sendEvents: Work<Options, [string | undefined]> = async ({ api, terminal }, options, file) => {
  const events = await eventsOf(options, file);
  const receipts =
    events.length === 1
      ? await post(api, 'application/cloudevents+json', events[0])
      : await post(api, 'application/cloudevents-batch+json', events);
  if (terminal.json) terminal.printJson(receipts);
  else for (const receipt of receipts) show(terminal, receipt);
  const failed = receipts.some(({ results = [] }) => results.some(({ ok }) => !ok));
  return failed ? EXIT.partial : EXIT.ok;
};

function show(terminal: Terminal, { id, source, duplicate, deliveries, results = [] }: Receipt): void {
  const fate = duplicate
    ? `was taken before, ${results.length > 0 ? 'but not handled everywhere' : 'and nothing was done now'}`
    : `is safe, with ${plural(deliveries, 'delivery', 'deliveries')} on the way`;
  terminal.printText(`${id} of ${source} ${fate}.`);
  for (const result of results) {
    if (result.ok) terminal.printText(`${result.subscription}: ${JSON.stringify(result.data)}`);
    else
      terminal.note(
        `${terminal.paintNote('red', 'error')} ${result.subscription}: ${result.error.code}: ${result.error.message}`,
      );
  }
}

async function eventsOf({ data, ...flags }: Options, file: string | undefined): Promise<readonly Event[]> {
  const { type, source, id, subject } = flags;
  const given = {
    ...Object.fromEntries(Object.entries({ type, source, id, subject }).filter(([, value]) => value !== undefined)),
    ...(data === undefined ? {} : { data: parseData(data), datacontenttype: 'application/json' }),
  };
  const read = file === undefined ? {} : await jsonFile(file, 'FILE');
  const events = Array.isArray(read) ? read : [read];
  if (events.length === 0) throw new WrongUsage('the file holds no event');
  if (events.some((event) => typeof event !== 'object' || event === null))
    throw new WrongUsage(
      'the file holds something that is no event',
      'Give a CloudEvent as a JSON object, or an array of them.',
    );
  if (id !== undefined && events.length > 1) throw new WrongUsage('--id can be given for one event only');
  return events.map((event: Event) => {
    const whole: Event = { specversion: '1.0', id: randomUUID(), source: '/causeway/cli', ...event, ...given };
    if (whole['type'] === undefined) throw new WrongUsage('the event has no type', 'Give --type.');
    return whole;
  });
}

function parseData(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function post(api: Api, contentType: string, body: unknown): Promise<readonly Receipt[]> {
  const response = await api.post('events', contentType, JSON.stringify(body));
  const text = await response.text();
  if (response.ok) return [JSON.parse(text) as Receipt | Receipt[]].flat();
  const failure = errorIn(text);
  if (failure) throw new Refused((failure.code ?? 'INTERNAL_SERVER_ERROR') as ErrorCode, failure.message);
  throw new Unreachable(
    `${api.settings.url.href}events answered ${response.status}, and not as a gateway does`,
    'Give the address of the gateway with --url or CAUSEWAY_URL.',
  );
}

function errorIn(text: string): { code?: string; message: string } | null {
  try {
    const { errors } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: string } }[] };
    const first = errors?.[0];
    return first ? { message: first.message, ...(first.extensions?.code && { code: first.extensions.code }) } : null;
  } catch {
    return null;
  }
}
