/**
 * CloudCheckr writes the result of a best practice as one text: `Key: value` pairs with pipes between them, now and then with
 * HTML in it. This takes such a text apart. It takes any text, never throws, and loses none of what a reader would see: what
 * has no key gets an empty one, and the address of a link stands behind its text.
 */

/** One thing that is said. */
export interface Detail {
  /** Empty where a value stands alone. */
  readonly key: string;
  readonly value: string;
}

const ATTRIBUTES = String.raw`(?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))*`;
/** Tags that CloudCheckr is known to write, or might. Anything else in angle brackets is text, such as `<none>`. */
const TAG = new RegExp(
  String.raw`<(/?)(a|b|br|div|em|font|i|li|p|span|strong|table|tbody|td|th|thead|tr|u|ul)(${ATTRIBUTES})\s*/?>`,
  'gi',
);
const ADDRESS = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+))/i;

/** A value that has colons and no key: an ARN, or an address. */
const KEYLESS = /^(arn|https?|ftp|s3|urn|mailto):\S/;
/** Not the colon of a time, which stands between digits. */
const COLON = /(?<!\d):|:(?!\d)/;
/** The colon behind a key is none of `://` or `::`, and the key has a letter. */
const NO_COLON = /^(:|\/\/)/;
const LETTER = /\p{L}/u;

/** Those that such texts have. HTML knows two thousand more, such as `&eacute;`: they stay as they are. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', nbsp: ' ', quot: '"' };

/** The details in their order; what is empty on both sides is left out. */
export function detailsOf(text: string): Detail[] {
  return partsOf(withoutComments(text))
    .map(decoded)
    .map(toDetail)
    .filter(({ key, value }) => key !== '' || value !== '');
}

/** A comment that nobody closed is text. */
function withoutComments(text: string): string {
  let plain = '';
  let end = 0;
  for (;;) {
    const start = text.indexOf('<!--', end);
    const close = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (close < 0) return plain + text.slice(end);
    plain += text.slice(end, start);
    end = close + 3;
  }
}

/** The text between pipes, its tags gone. A pipe inside a tag, such as in a link's address, parts nothing. */
function partsOf(text: string): string[] {
  const parts = [''];
  const add = (plain: string) => void (parts[parts.length - 1] += plain);
  const split = (plain: string) => {
    const [first = '', ...rest] = plain.split('|');
    add(first);
    parts.push(...rest);
  };
  let end = 0;
  let link: string | null = null;
  const closeLink = () => {
    if (link !== null && !parts.at(-1)!.includes(link)) add(` (${link})`);
    link = null;
  };
  for (const { 0: tag, 1: slash, 2: name, 3: attributes, index } of text.matchAll(TAG)) {
    split(text.slice(end, index));
    end = index + tag.length;
    if (name!.toLowerCase() !== 'a') {
      add(' ');
      continue;
    }
    closeLink();
    const [, double, single, bare] = ADDRESS.exec(attributes!) ?? [];
    if (slash === '') link = double ?? single ?? bare ?? null;
  }
  split(text.slice(end));
  closeLink();
  return parts;
}

function toDetail(part: string): Detail {
  const text = part.trim();
  const colon = text.search(COLON);
  const [key, value] = [text.slice(0, colon).trim(), text.slice(colon + 1)];
  if (colon < 0 || KEYLESS.test(text) || NO_COLON.test(value) || !LETTER.test(key)) return { key: '', value: text };
  return { key, value: value.trim() };
}

/** Once, and after the pipes: what an entity stands for is text. */
function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (entity, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? entity;
    const point = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    const isText = point > 0 && point <= 0x10_ff_ff && !(point >= 0xd8_00 && point <= 0xdf_ff);
    return isText ? String.fromCodePoint(point) : entity;
  });
}
