/** What an event must be, whatever carried it: the attributes of CloudEvents 1.0 (spec.md, "Context Attributes" and "Type System"). */
import type { CloudEvent } from '../../functions/sdk/index.ts';
import { BadInput } from '../errors.ts';

/** Says what is wrong with a value, or null. */
type Check = (value: unknown) => string | null;

/** Control characters, noncharacters and halves of surrogate pairs: what a String of the specification must not hold. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\ufdd0-\ufdef]|\p{Surrogate}/u;

/** The last two code points of each plane. */
const isNonCharacter = (char: string) => (char.codePointAt(0)! & 0xfffe) === 0xfffe;

const hasForbidden = (value: string) => FORBIDDEN.test(value) || Array.from(value).some(isNonCharacter);

const text: Check = (value) => {
  if (typeof value !== 'string' || value === '') return 'must be a text that is not empty';
  return hasForbidden(value) ? 'must not hold control characters or broken Unicode' : null;
};

/** RFC 3986, section 2: the characters of a URI, each percent sign with two hexadecimal digits. */
const URI_REFERENCE = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;
const uriReference: Check = (value) =>
  text(value) ?? (URI_REFERENCE.test(value as string) ? null : 'must be a URI reference');
const uri: Check = (value) =>
  uriReference(value) ?? (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value as string) ? null : 'must be an absolute URI');

/** RFC 2046 and RFC 9110, section 8.3.1: `type/subtype` and parameters. */
export const MEDIA_TYPE =
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:[ \t]*;[ \t]*[\w!#$&^.+-]+=(?:[\w!#$&^.+'*`|~%-]+|"[^"]*"))*$/;
const mediaType: Check = (value) => text(value) ?? (MEDIA_TYPE.test(value as string) ? null : 'must be a media type');

/** RFC 3339, section 5.6, without leap seconds, which no clock of ours has. */
const TIMESTAMP =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const timestamp: Check = (value) => {
  const [, year, month, day] = TIMESTAMP.exec(typeof value === 'string' ? value : '')?.map(Number) ?? [];
  const exists = day !== undefined && day >= 1 && day <= new Date(Date.UTC(year!, month, 0)).getUTCDate();
  return exists && month! >= 1 && month! <= 12 ? null : 'must be a moment as RFC 3339 writes it';
};

const version: Check = (value) => (value === '1.0' ? null : 'must be "1.0"');

const REQUIRED = ['id', 'source', 'specversion', 'type'] as const;

const ATTRIBUTES: Readonly<Record<string, Check>> = {
  id: text,
  source: uriReference,
  specversion: version,
  type: text,
  subject: text,
  time: timestamp,
  datacontenttype: mediaType,
  dataschema: uri,
};

/** Boolean, Integer (32 bits) or String: the types that an extension can have in JSON. */
const extension: Check = (value) => {
  if (typeof value === 'boolean' || (Number.isInteger(value) && (value as number) === ((value as number) | 0)))
    return null;
  if (typeof value !== 'string') return 'must be a text, a truth value or an integer of 32 bits';
  return hasForbidden(value) ? 'must not hold control characters or broken Unicode' : null;
};

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Whether a media type says that the data is JSON. Null: so it is where nothing is said. */
export function isJson(contentType: string | null): boolean {
  if (contentType === null) return true;
  const [type = ''] = contentType.split(';', 1);
  return /^(?:\w+\/json|[^/]+\/[^/]+\+json)$/i.test(type.trim());
}

/**
 * The event, checked. Attributes that are null are as good as absent, as the JSON format says. `at` names the event in
 * errors. Throws `BadInput` that names the first attribute that is wrong. Nothing is added or guessed.
 */
export function checkEvent(value: unknown, at: string): CloudEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadInput(at, 'must be a JSON object');
  const event: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(value)) {
    if (name === 'data') event[name] = attribute;
    else if (attribute !== null) event[name] = checked(`${at}.${name}`, name, attribute);
  }
  for (const name of REQUIRED) if (event[name] === undefined) throw new BadInput(`${at}.${name}`, 'is required');
  checkData(event, at);
  return event as CloudEvent;
}

function checked(at: string, name: string, value: unknown): unknown {
  if (name === 'data_base64') {
    if (typeof value === 'string' && BASE64.test(value)) return value;
    throw new BadInput(at, 'must be base64');
  }
  if (!/^[a-z0-9]+$/.test(name))
    throw new BadInput(at.slice(0, 100), 'is no name of an attribute: those are lower-case letters and digits');
  const wrong = (Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name]! : extension)(value);
  if (wrong !== null) throw new BadInput(at.slice(0, 100), wrong);
  return name === 'time' ? (value as string).toUpperCase() : value;
}

function checkData(event: Readonly<Record<string, unknown>>, at: string): void {
  const { data, data_base64: bytes, datacontenttype } = event;
  if (data === undefined) return;
  if (bytes !== undefined) throw new BadInput(at, 'must not have both `data` and `data_base64`');
  if (!isJson((datacontenttype as string | undefined) ?? null) && typeof data !== 'string')
    throw new BadInput(`${at}.data`, 'must be a text, since `datacontenttype` is no JSON');
}
