/** Every option of the gateway: its flag, its environment variable, its meaning and its check, in one table. */
import { StartRefused } from './errors.ts';
import { variableNames } from './own-variables.ts';
import { SECRET_VARIABLE_PREFIX } from './secrets/index.ts';

interface Option<Value> {
  readonly flag: string;
  readonly env: string;
  readonly fallback: Value;
  readonly help: string;
  /** Throws an error whose message completes "must be …". */
  parse(text: string): Value;
}

const text = (input: string) => {
  if (input === '') throw new Error('not empty');
  return input;
};

const integer = (min: number, max: number) => (input: string) => {
  const value = /^\d{1,12}$/.test(input) ? Number(input) : NaN;
  if (!(value >= min && value <= max)) throw new Error(`a whole number from ${min} to ${max}`);
  return value;
};

const oneOf =
  <const Value extends string>(...values: Value[]) =>
  (input: string): Value => {
    if (!(values as string[]).includes(input)) throw new Error(values.join(' or '));
    return input as Value;
  };

const option = <Value>(row: Option<Value>) => row;

const OPTIONS = {
  data: option<string>({
    flag: 'data',
    env: 'CAUSEWAY_DATA',
    fallback: './data',
    parse: text,
    help: 'directory that holds the store and the sealing keys; made when absent',
  }),
  databaseUrl: option<string | null>({
    flag: 'database-url',
    env: 'DATABASE_URL',
    fallback: null,
    parse: text,
    help: 'keep the store in this PostgreSQL instead, postgres://…',
  }),
  host: option<string>({
    flag: 'host',
    env: 'CAUSEWAY_HOST',
    fallback: '127.0.0.1',
    parse: text,
    help: 'address to listen on; beyond loopback only with authentication',
  }),
  port: option<number>({
    flag: 'port',
    env: 'CAUSEWAY_PORT',
    fallback: 4000,
    parse: integer(0, 65_535),
    help: 'port to listen on; 0 takes a free one',
  }),
  authentication: option<'keys' | 'off'>({
    flag: 'authentication',
    env: 'CAUSEWAY_AUTHENTICATION',
    fallback: 'keys',
    parse: oneOf('keys', 'off'),
    help: 'keys: callers need an API key; off: every caller is an administrator',
  }),
  plainCredentials: option<'seal' | 'refuse'>({
    flag: 'plain-credentials',
    env: 'CAUSEWAY_PLAIN_CREDENTIALS',
    fallback: 'seal',
    parse: oneOf('seal', 'refuse'),
    help: 'refuse: take credentials only as clients sealed them; seal: seal those that come in clear before they are written',
  }),
  registry: option<string | null>({
    flag: 'registry',
    env: 'CAUSEWAY_REGISTRY',
    fallback: null,
    parse: text,
    help: 'another generated registry of connectors; the host that runs them lies beside it',
  }),
  privateFunctionAddresses: option<'allow' | 'refuse'>({
    flag: 'private-function-addresses',
    env: 'CAUSEWAY_PRIVATE_FUNCTION_ADDRESSES',
    fallback: 'refuse',
    parse: oneOf('allow', 'refuse'),
    help: 'allow: call functions at loopback and private addresses too; metadata services are refused always',
  }),
  secrets: option<string | null>({
    flag: 'secrets',
    env: 'CAUSEWAY_SECRETS',
    fallback: null,
    parse: text,
    help: `directory of the secrets that \`file:NAME\` refers to, by default \`secrets\` in the data directory; \`env:NAME\` is ${SECRET_VARIABLE_PREFIX}NAME`,
  }),
  connectorEnvironment: option<readonly string[]>({
    flag: 'connector-environment',
    env: 'CAUSEWAY_CONNECTOR_ENVIRONMENT',
    fallback: [],
    parse: variableNames,
    help: "NAME,NAME: variables that connectors' processes inherit beside PATH, HOME, LANG, TZ, NODE_*, proxies, AWS_*, GOOGLE_*, AZURE_* and their like; never DATABASE_URL, PG* and CAUSEWAY_*",
  }),
  execution: option<'compiled' | 'interpreted'>({
    flag: 'execution',
    env: 'CAUSEWAY_EXECUTION',
    fallback: 'compiled',
    parse: oneOf('compiled', 'interpreted'),
    help: 'interpreted: run operations by graphql-js, slower, to rule out a fault of the compiler',
  }),
  requestTimeoutMs: option<number>({
    flag: 'request-timeout-ms',
    env: 'CAUSEWAY_REQUEST_TIMEOUT_MS',
    fallback: 30_000,
    parse: integer(100, 900_000),
    help: 'how long an operation may wait for slices to be listed anew',
  }),
  callTimeoutMs: option<number>({
    flag: 'call-timeout-ms',
    env: 'CAUSEWAY_CALL_TIMEOUT_MS',
    fallback: 20_000,
    parse: integer(100, 900_000),
    help: 'how long one function call may take, retries included',
  }),
  drainTimeoutMs: option<number>({
    flag: 'drain-timeout-ms',
    env: 'CAUSEWAY_DRAIN_TIMEOUT_MS',
    fallback: 10_000,
    parse: integer(0, 900_000),
    help: 'how long calls in flight may go on after SIGTERM',
  }),
  alarmPollIntervalMs: option<number>({
    flag: 'alarm-poll-interval-ms',
    env: 'CAUSEWAY_ALARM_POLL_INTERVAL_MS',
    fallback: 30_000,
    parse: integer(100, 86_400_000),
    help: "how often providers' own alarms are listed",
  }),
  maxListings: option<number>({
    flag: 'max-listings',
    env: 'CAUSEWAY_MAX_LISTINGS',
    fallback: 16,
    parse: integer(1, 1_000),
    help: 'how many slices are listed at the same time',
  }),
  eventRetentionDays: option<number>({
    flag: 'event-retention-days',
    env: 'CAUSEWAY_EVENT_RETENTION_DAYS',
    fallback: 30,
    parse: integer(1, 3_650),
    help: 'how long alarm events can be replayed',
  }),
  historyRetentionDays: option<number>({
    flag: 'history-retention-days',
    env: 'CAUSEWAY_HISTORY_RETENTION_DAYS',
    fallback: 90,
    parse: integer(1, 3_650),
    help: 'how long changes of resources are kept',
  }),
  maxDepth: option<number>({
    flag: 'max-depth',
    env: 'CAUSEWAY_MAX_DEPTH',
    fallback: 14,
    parse: integer(3, 100),
    help: 'how deep an operation may nest',
  }),
  maxCost: option<number>({
    flag: 'max-cost',
    env: 'CAUSEWAY_MAX_COST',
    fallback: 500_000,
    parse: integer(100, 10_000_000),
    help: 'how dear an operation may be',
  }),
  maxAliases: option<number>({
    flag: 'max-aliases',
    env: 'CAUSEWAY_MAX_ALIASES',
    fallback: 100,
    parse: integer(0, 10_000),
    help: 'how many aliases an operation may have',
  }),
  maxTokens: option<number>({
    flag: 'max-tokens',
    env: 'CAUSEWAY_MAX_TOKENS',
    fallback: 4_000,
    parse: integer(100, 100_000),
    help: 'how many tokens an operation may have',
  }),
  maxBodyBytes: option<number>({
    flag: 'max-body-bytes',
    env: 'CAUSEWAY_MAX_BODY_BYTES',
    fallback: 1_000_000,
    parse: integer(1_024, 104_857_600),
    help: 'how large a request may be',
  }),
  logLevel: option<'debug' | 'info' | 'warn' | 'error' | 'silent'>({
    flag: 'log-level',
    env: 'CAUSEWAY_LOG_LEVEL',
    fallback: 'info',
    parse: oneOf('debug', 'info', 'warn', 'error', 'silent'),
    help: 'the least level that is logged, as JSON lines on standard error',
  }),
};

export type Config = {
  readonly [Name in keyof typeof OPTIONS]: (typeof OPTIONS)[Name] extends Option<infer Value> ? Value : never;
};

/** The option table as text for `--help`. */
export function help(): string {
  const rows = Object.values(OPTIONS).map(({ flag, env, fallback, help: meaning }) => [
    `  --${flag} VALUE`,
    `${meaning} (${env}${fallback === null || String(fallback) === '' ? '' : `, default ${String(fallback)}`})`,
  ]);
  const width = Math.max(...rows.map(([flag]) => flag!.length));
  return ['Usage: gateway [options]', '', ...rows.map(([flag, meaning]) => `${flag!.padEnd(width)}  ${meaning}`)].join(
    '\n',
  );
}

/** Reads flags, then the environment, then defaults. Throws one `StartRefused` that names every mistake. */
export function parseConfig(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Config {
  const mistakes: string[] = [];
  const flags = readFlags(argv, mistakes);
  const config = Object.fromEntries(
    Object.entries<Option<unknown>>(OPTIONS).map(([name, row]) => {
      const [source, input] = flags.has(row.flag) ? [`--${row.flag}`, flags.get(row.flag)!] : [row.env, env[row.env]];
      if (input === undefined) return [name, row.fallback];
      try {
        return [name, row.parse(input)];
      } catch (error) {
        mistakes.push(`${source} must be ${(error as Error).message}`);
        return [name, row.fallback];
      }
    }),
  ) as Config;
  const known = new Set(Object.values(OPTIONS).map((row) => row.env));
  for (const name of Object.keys(env)) {
    if (name.startsWith(SECRET_VARIABLE_PREFIX)) continue;
    if (name.startsWith('CAUSEWAY_') && !known.has(name) && !CLIENT_VARIABLES.has(name))
      mistakes.push(`${name} is not an option`);
  }
  if (mistakes.length > 0)
    throw new StartRefused(`the configuration has ${mistakes.length} mistake(s): ${mistakes.join('; ')}. See --help`);
  return config;
}

/** Variables that belong to the command line client, which may share the gateway's environment. */
const CLIENT_VARIABLES = new Set(['CAUSEWAY_URL', 'CAUSEWAY_KEY']);

function readFlags(argv: readonly string[], mistakes: string[]): Map<string, string> {
  const known = new Set(Object.values(OPTIONS).map((row) => row.flag));
  const flags = new Map<string, string>();
  for (let at = 0; at < argv.length; at += 1) {
    const [, flag, joined] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argv[at]!) ?? [];
    if (!flag || !known.has(flag)) {
      mistakes.push(`${argv[at]} is not an option`);
      continue;
    }
    const value = joined ?? argv[(at += 1)];
    if (value === undefined) mistakes.push(`--${flag} needs a value`);
    else flags.set(flag, value);
  }
  return flags;
}
