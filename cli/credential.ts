/** Credentials: read from anywhere but the command line, and sealed before they leave this process. */
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { CredentialInput } from '../schema/generated/types.ts';
import { Refused, WrongUsage } from './failures.ts';
import type { Terminal } from './output/terminal.ts';
import { printable } from './output/text.ts';
import { askChoice, askSecret } from './prompts.ts';

const FLAG = '--credential-file';

/** Who the credential is for. */
export interface CredentialTaker {
  readonly name: string;
  readonly credentialSchema: unknown;
  readonly sealingKey: unknown;
}

/** The part of JSON Schema that questions are made from. */
interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** The sealed credential for a connector, from a file (`-`: stdin) or from questions. Null when it takes none. */
export async function credentialFor(
  terminal: Terminal,
  connector: CredentialTaker,
  file: string | undefined,
): Promise<CredentialInput | null> {
  if (connector.credentialSchema === null) {
    if (file !== undefined)
      throw new WrongUsage(`the connector ${connector.name} takes no credential`, `Leave ${FLAG} out.`);
    return null;
  }
  const credential =
    file === undefined ? await ask(terminal, connector.credentialSchema as Schema) : await fromFile(file);
  if (connector.sealingKey === null) {
    throw new Refused(
      'FUNCTION_UNREACHABLE',
      `the runtime of ${connector.name} gives no key to seal the credential to, and it is never sent in clear`,
    );
  }
  return { sealed: await seal(credential, connector.sealingKey) };
}

/** A compact JWE that only the owner of the private key can open. */
async function seal(credential: unknown, sealingKey: unknown): Promise<string> {
  const { CompactEncrypt, importJWK } = await import('jose');
  const jwk = sealingKey as { kid?: string };
  const header = { alg: 'ECDH-ES', enc: 'A256GCM', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) };
  const key = await importJWK(jwk, 'ECDH-ES');
  return await new CompactEncrypt(Buffer.from(JSON.stringify(credential))).setProtectedHeader(header).encrypt(key);
}

/** The JSON in a file. What cannot be read or parsed is named without a word of its content. */
export async function jsonFile(file: string, flag: string): Promise<unknown> {
  const text = await contentOf(file, flag);
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongUsage(
      `${flag} ${file === '-' ? 'from stdin' : file} does not hold JSON`,
      'Give a file with one JSON value.',
    );
  }
}

/** The text in a file, `-` being stdin. */
export async function contentOf(file: string, flag: string): Promise<string> {
  if (file === '-') return await readAll(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code = 'unknown reason' } = cause as NodeJS.ErrnoException;
    throw new WrongUsage(`${flag} ${file} cannot be read (${code})`, null, { cause });
  }
}

const fromFile = (file: string) => jsonFile(file, FLAG);

async function ask(terminal: Terminal, schema: Schema): Promise<unknown> {
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants) {
    const choices = variants.map((variant, index) => ({ value: String(index), label: titleOf(variant) }));
    const chosen = await askChoice(terminal, { message: 'Which credential?', flag: FLAG, choices });
    return await ask(terminal, variants[Number(chosen)]!);
  }
  if (!schema.properties) return valueOf(await askSecret(terminal, { message: 'Credential', flag: FLAG }), schema);
  const answers: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties)) {
    if (field.const !== undefined) {
      answers[name] = field.const;
      continue;
    }
    const optional = !schema.required?.includes(name);
    if (field.properties ?? field.anyOf ?? field.oneOf) {
      if (
        optional &&
        (await askChoice(terminal, { message: titled(name, field), flag: FLAG, choices: LEAVE_OUT })) === 'no'
      )
        continue;
      answers[name] = await ask(terminal, field);
      continue;
    }
    const answer = await askSecret(terminal, {
      message: titled(name, field) + (optional ? ', may be empty' : ''),
      flag: FLAG,
      optional,
    });
    if (answer !== '') answers[name] = valueOf(answer, field);
  }
  return answers;
}

const LEAVE_OUT = [
  { value: 'no', label: 'leave it out' },
  { value: 'yes', label: 'give it' },
];

const titled = (name: string, { description }: Schema) =>
  printable(name) + (description === undefined ? '' : ` (${printable(description)})`);

const titleOf = (variant: Schema) =>
  printable(variant.title ?? variant.description ?? Object.keys(variant.properties ?? {}).join(', '));

/** Strings stay as they were typed; of other types the JSON is meant. */
function valueOf(answer: string, { type }: Schema): unknown {
  if (type === undefined || type === 'string') return answer;
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}
