/** What a runtime is told by the variables of its environment, wherever it runs. */
import { RuntimeMisconfigured } from '../errors.ts';
import { openCredential, publicPart, type Jwk } from '../sealing.ts';
import type { LogLine, Runtime } from '../serve.ts';

/** A runtime, and who may call it. */
export interface HostRuntime extends Runtime {
  /** Requests by plain HTTP must be signed with it (`signature.ts`). Null: the platform alone says who may call. */
  readonly signingSecret: string | null;
}

/** Variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that are read; all three are optional. */
export const SETTINGS = {
  /** The private sealing key, a JWK on P-256 as JSON. Connectors that take a credential need it. */
  sealingKey: 'CAUSEWAY_SEALING_KEY',
  /** What was deployed, as its build names it. */
  version: 'CAUSEWAY_FUNCTION_VERSION',
  /** The secret of requests by plain HTTP. An empty one lets nobody in. */
  signingSecret: 'CAUSEWAY_SIGNING_SECRET',
} as const;

/** The runtime that these variables describe. Never throws: what is missing is said by the first call that needs it. */
export function environmentRuntime(environment: Environment): HostRuntime {
  let key: Jwk | null = null;
  const privateJwk = () => (key ??= parseKey(environment[SETTINGS.sealingKey]));
  return {
    sealing: {
      publicJwk: async () => publicPart(privateJwk()),
      open: async (jwe) => openCredential(privateJwk(), jwe),
    },
    version: environment[SETTINGS.version] || null,
    signingSecret: environment[SETTINGS.signingSecret] ?? null,
    log: (line) => console.log(jsonLine(line)),
  };
}

/** A line of the log. A function may log what JSON cannot write; its message must not be lost for that. */
export function jsonLine(line: LogLine): string {
  try {
    return JSON.stringify(line);
  } catch {
    return JSON.stringify({ level: line.level, message: line.message });
  }
}

function parseKey(text: string | undefined): Jwk {
  if (!text)
    throw new RuntimeMisconfigured(
      `set ${SETTINGS.sealingKey} to the private key of this runtime; \`causeway functions key\` makes one`,
    );
  const key = parseJson(text);
  if (key?.kty === 'EC' && key['crv'] === 'P-256' && ['d', 'x', 'y'].every((part) => typeof key[part] === 'string'))
    return key as Jwk;
  throw new RuntimeMisconfigured(`${SETTINGS.sealingKey} is not a private JWK on the curve P-256. Set it again`);
}

/** Null when it is no JSON. The parser's message would quote the key. */
function parseJson(text: string): Partial<Jwk> | null {
  try {
    return JSON.parse(text) as Partial<Jwk> | null;
  } catch {
    return null;
  }
}
