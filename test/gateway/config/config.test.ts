import { expect, it } from 'vitest';
import { help, parseConfig, type Config } from '../../../gateway/config.ts';
import { StartRefused } from '../../../gateway/errors.ts';

/** Every option: a value that is taken, what it becomes, and values that are refused. */
const OPTIONS: Readonly<
  Record<keyof Config, readonly [flag: string, env: string, good: string, value: unknown, bad: readonly string[]]>
> = {
  data: ['data', 'CAUSEWAY_DATA', '/srv/causeway', '/srv/causeway', ['']],
  databaseUrl: ['database-url', 'DATABASE_URL', 'postgres://db/causeway', 'postgres://db/causeway', ['']],
  host: ['host', 'CAUSEWAY_HOST', '0.0.0.0', '0.0.0.0', ['']],
  port: ['port', 'CAUSEWAY_PORT', '8080', 8_080, ['', '-1', '65536', '1.5', '0x50', '1e3', 'http', ' 80']],
  authentication: ['authentication', 'CAUSEWAY_AUTHENTICATION', 'off', 'off', ['', 'none']],
  plainCredentials: ['plain-credentials', 'CAUSEWAY_PLAIN_CREDENTIALS', 'refuse', 'refuse', ['', 'allow']],
  registry: ['registry', 'CAUSEWAY_REGISTRY', './registry.ts', './registry.ts', ['']],
  privateFunctionAddresses: [
    'private-function-addresses',
    'CAUSEWAY_PRIVATE_FUNCTION_ADDRESSES',
    'allow',
    'allow',
    ['', 'yes'],
  ],
  secrets: ['secrets', 'CAUSEWAY_SECRETS', '/run/secrets', '/run/secrets', ['']],
  connectorEnvironment: [
    'connector-environment',
    'CAUSEWAY_CONNECTOR_ENVIRONMENT',
    'SHOP_ENDPOINT, SHOP_ZONE',
    ['SHOP_ENDPOINT', 'SHOP_ZONE'],
    ['', 'A-B', 'A,,B', 'SHOP_ZONE,DATABASE_URL', 'PGPASSWORD', 'CAUSEWAY_SECRETS'],
  ],
  execution: ['execution', 'CAUSEWAY_EXECUTION', 'interpreted', 'interpreted', ['jit']],
  requestTimeoutMs: ['request-timeout-ms', 'CAUSEWAY_REQUEST_TIMEOUT_MS', '100', 100, ['99', '900001']],
  callTimeoutMs: ['call-timeout-ms', 'CAUSEWAY_CALL_TIMEOUT_MS', '100', 100, ['99', '10s']],
  drainTimeoutMs: ['drain-timeout-ms', 'CAUSEWAY_DRAIN_TIMEOUT_MS', '0', 0, ['-1']],
  alarmPollIntervalMs: ['alarm-poll-interval-ms', 'CAUSEWAY_ALARM_POLL_INTERVAL_MS', '100', 100, ['99']],
  maxListings: ['max-listings', 'CAUSEWAY_MAX_LISTINGS', '1', 1, ['0']],
  eventRetentionDays: ['event-retention-days', 'CAUSEWAY_EVENT_RETENTION_DAYS', '1', 1, ['0']],
  historyRetentionDays: ['history-retention-days', 'CAUSEWAY_HISTORY_RETENTION_DAYS', '1', 1, ['0']],
  maxDepth: ['max-depth', 'CAUSEWAY_MAX_DEPTH', '3', 3, ['2']],
  maxCost: ['max-cost', 'CAUSEWAY_MAX_COST', '100', 100, ['99']],
  maxAliases: ['max-aliases', 'CAUSEWAY_MAX_ALIASES', '0', 0, ['-1']],
  maxTokens: ['max-tokens', 'CAUSEWAY_MAX_TOKENS', '100', 100, ['99']],
  maxBodyBytes: ['max-body-bytes', 'CAUSEWAY_MAX_BODY_BYTES', '1024', 1_024, ['1023']],
  logLevel: ['log-level', 'CAUSEWAY_LOG_LEVEL', 'silent', 'silent', ['loud']],
};
const rows = Object.entries(OPTIONS) as [keyof Config, (typeof OPTIONS)[keyof Config]][];

it('every option is in this table', () => {
  expect(Object.keys(parseConfig([], {})).toSorted()).toEqual(Object.keys(OPTIONS).toSorted());
});

it.each(rows)(
  '%s is read from its flag, then from its variable, and wrong values are refused',
  (name, [flag, env, good, value, bad]) => {
    expect(parseConfig([`--${flag}`, good], {})[name]).toEqual(value);
    expect(parseConfig([`--${flag}=${good}`], { [env]: 'ignored' })[name]).toEqual(value);
    expect(parseConfig([], { [env]: good })[name]).toEqual(value);
    for (const wrong of bad) {
      expect(() => parseConfig([`--${flag}=${wrong}`], {})).toThrow(`--${flag} must be`);
      expect(() => parseConfig([], { [env]: wrong })).toThrow(`${env} must be`);
    }
  },
);

it('all mistakes are named at once, in one line', () => {
  const parse = () =>
    parseConfig(['--port', 'http', '--colour', 'red', 'stray', '--max-depth=1', '--host'], {
      CAUSEWAY_LOG_LEVEL: 'loud',
      CAUSEWAY_PROT: '1',
      PATH: '/bin',
    });
  expect(parse).toThrow(StartRefused);
  for (const mistake of [
    '--port must be a whole number from 0 to 65535',
    '--colour is not an option',
    'stray is not an option',
    '--max-depth must be',
    '--host needs a value',
    'CAUSEWAY_LOG_LEVEL must be',
    'CAUSEWAY_PROT is not an option',
  ])
    expect(parse).toThrow(mistake);
  expect(parse).not.toThrow('PATH');
  expect(parse).not.toThrow('\n');
});

it('a mistake never shows what a variable holds, which may be a secret', () => {
  expect(() => parseConfig([], { DATABASE_URL: '', CAUSEWAY_PORT: 'canary' })).toThrow(/^(?!.*canary)/s);
});

it('secrets of the environment are no options, whatever they are called', () => {
  expect(parseConfig([], { CAUSEWAY_SECRET_AZURE_KEY: 'canary', CAUSEWAY_SECRET_: 'x' }).secrets).toBeNull();
});

it('the variables of the command line client are left alone', () => {
  expect(parseConfig([], { CAUSEWAY_URL: 'http://localhost', CAUSEWAY_KEY: 'cwy_x' }).port).toBe(4_000);
});

it('--help lists every option with its variable and default', () => {
  for (const [, [flag, env]] of rows) expect(help()).toMatch(new RegExp(`--${flag} VALUE .*${env}`));
  expect(help()).toContain('default 4000');
});
