/** Where a deployment is called, as it is written on the command line and in `causeway.yml`: one table for both. */
import type { DeploymentTarget, Platform } from '../schema/generated/types.ts';
import { WrongUsage } from './failures.ts';

/** What a setting is: texts as they are, URLs without secrets in them, names of secrets, words of one of the API's enums. */
type Kind = 'text' | 'url' | 'secret' | 'enum' | 'flag';

/** A setting of a platform; `assumeRole.arn` is the field `arn` of the object `assumeRole`. */
export interface Setting {
  readonly path: string;
  readonly flag: string;
  readonly kind: Kind;
  readonly help: string;
}

const setting = (path: string, flag: string, kind: Kind, help: string): Setting => ({ path, flag, kind, help });

/** Every setting beside the one that names the platform. Those that several platforms take mean the same in all. */
export const SETTINGS: readonly Setting[] = [
  setting('qualifier', '--qualifier <version>', 'text', 'lambda: a version or an alias'),
  setting('endpoint', '--endpoint <url>', 'url', 'lambda: another endpoint of the Lambda API'),
  setting('region', '--region <region>', 'text', 'lambda, lambda-url: where it is not in the ARN or URL'),
  setting('assumeRole.arn', '--assume-role <arn>', 'text', 'lambda, lambda-url: the role to act as'),
  setting('assumeRole.externalId', '--external-id <id>', 'text', 'lambda, lambda-url: what the role asks for'),
  setting('accessKeyId', '--access-key-id <secret>', 'secret', "lambda, lambda-url: else the gateway's own identity"),
  setting('secretAccessKey', '--secret-access-key <secret>', 'secret', 'lambda, lambda-url: its secret'),
  setting('authentication', '--authentication <kind>', 'enum', 'lambda-url: iam (signed, as if left out) or none'),
  setting(
    'audience',
    '--audience <url>',
    'text',
    "gcf: the token's audience, where it is not the URL's origin; one of another origin needs --service-account",
  ),
  setting('serviceAccount', '--service-account <secret>', 'secret', "gcf: a service account's key file"),
  setting('anonymous', '--anonymous', 'flag', 'gcf: call it without a token'),
  setting('key', '--function-key <secret>', 'secret', "azure: the function's or the host's key"),
  setting('action', '--action <name>', 'text', 'openwhisk: the action'),
  setting('package', '--package <name>', 'text', 'openwhisk: its package'),
  setting('function', '--function <name>', 'text', 'openfaas: the function'),
  setting('namespace', '--namespace <name>', 'text', 'openwhisk, openfaas: where it is not the default one'),
  setting('auth', '--auth <secret>', 'secret', "openwhisk: the namespace's key, USER:PASSWORD"),
  setting('host', '--host <name>', 'text', 'knative, kubeless: the Host to ask for at an ingress'),
  setting('basicAuth', '--basic-auth <secret>', 'secret', 'kubeless, openfaas, http: USER:PASSWORD'),
  setting('token', '--token <secret>', 'secret', 'knative, http: a bearer token'),
  setting(
    'signingSecret',
    '--signing-secret <secret>',
    'secret',
    'all but lambda, openwhisk: what requests are signed with, so that the function can check them',
  ),
];

/** A platform that deployments can be registered on. */
export interface TargetKind {
  /** Its field of `DeploymentTarget`. */
  readonly field: keyof DeploymentTarget;
  readonly platform: Platform;
  /** The setting that its own flag gives. */
  readonly main: Setting;
  /** The paths of the others. Those with a `!` are needed. */
  readonly takes: readonly string[];
  /** What the gateway takes where a setting is left out: the same as if it were written. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

const AWS = ['region', 'assumeRole.arn', 'assumeRole.externalId', 'accessKeyId', 'secretAccessKey'];

const target = (
  field: keyof DeploymentTarget,
  platform: Platform,
  main: Setting,
  takes: readonly string[],
  defaults: Readonly<Record<string, unknown>> = {},
): TargetKind => ({ field, platform, main, takes, defaults });

const url = (flag: string, help: string) => setting('url', `${flag} <url>`, 'url', help);

export const TARGETS: readonly TargetKind[] = [
  target('lambda', 'LAMBDA', setting('function', '--lambda <arn>', 'text', 'AWS Lambda: name or ARN'), [
    'qualifier',
    'endpoint',
    ...AWS,
  ]),
  target(
    'lambdaUrl',
    'LAMBDA_URL',
    url('--lambda-url', 'AWS Lambda, by its function URL'),
    ['authentication', 'signingSecret', ...AWS],
    { authentication: 'IAM' },
  ),
  target(
    'gcf',
    'GCF',
    url('--gcf', 'Google Cloud Functions, Cloud Run functions'),
    ['audience', 'serviceAccount', 'anonymous', 'signingSecret'],
    {
      anonymous: false,
    },
  ),
  target('azure', 'AZURE', url('--azure', 'Azure Functions'), ['key', 'signingSecret']),
  target(
    'openwhisk',
    'OPENWHISK',
    setting('apiHost', '--openwhisk <url>', 'url', 'Apache OpenWhisk: the API host; with --action and --auth'),
    ['action!', 'auth!', 'package', 'namespace'],
    { namespace: '_' },
  ),
  target('knative', 'KNATIVE', url('--knative', 'Knative'), ['host', 'token', 'signingSecret']),
  target('kubeless', 'KUBELESS', url('--kubeless', 'Kubeless'), ['host', 'basicAuth', 'signingSecret']),
  target(
    'openfaas',
    'OPENFAAS',
    setting('gateway', '--openfaas <url>', 'url', 'OpenFaaS: its gateway; with --function'),
    ['function!', 'namespace', 'basicAuth', 'signingSecret'],
  ),
  target('worker', 'WORKER', url('--worker', 'Cloudflare Workers'), ['signingSecret']),
  target('http', 'HTTP', url('--http', 'any HTTP server that speaks the protocol'), [
    'signingSecret',
    'token',
    'basicAuth',
  ]),
];

/** The settings that a kind of target takes, the one that names it first. */
export const settingsOf = ({ main, takes }: TargetKind): readonly (Setting & { readonly needed: boolean })[] => [
  { ...main, needed: true },
  ...takes.map((path) => ({
    ...SETTINGS.find((one) => one.path === path.replace('!', ''))!,
    needed: path.endsWith('!'),
  })),
];

/** As the gateway takes them: `env:NAME` or `file:NAME`. */
const SECRET_REFERENCE = /^(env:[A-Z][A-Z0-9_]{0,63}|file:[A-Za-z0-9][A-Za-z0-9._-]{0,63})$/;

/** Query parameters of URLs that carry a key. */
const KEY_PARAMETER = /^(code|key|api[-_]?key|token|access[-_]?token|sig|signature|secret|password)$/i;

/**
 * A setting's value as the API takes it. Throws `WrongUsage`, without the value, when a secret stands where its name
 * belongs; `at` says where it was written.
 */
export function settingValue({ kind }: Setting, value: string | boolean, at: string): unknown {
  if (typeof value === 'boolean') return value;
  if (kind === 'secret') return secretReference(value, at);
  if (kind === 'url') return urlWithoutSecrets(value, at);
  return kind === 'enum' ? value.toUpperCase().replaceAll('-', '_') : value;
}

/** The name of a secret. Throws `WrongUsage`, without the text, when it is anything else: it may be the secret itself. */
export function secretReference(text: string, at: string): string {
  if (SECRET_REFERENCE.test(text)) return text;
  throw new WrongUsage(
    `${at} takes the name of a secret, never the secret itself`,
    'Set CAUSEWAY_SECRET_NAME where the gateway runs and give env:NAME, or put it into a file of its directory of secrets and give file:NAME.',
  );
}

function urlWithoutSecrets(text: string, at: string): string {
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new WrongUsage(`${at} takes an http or https URL`, 'As in https://functions.example.com/causeway.');
  if (parsed.username || parsed.password)
    throw new WrongUsage(
      `the URL of ${at} holds a user or password, which everybody could read`,
      'Leave it out, and give the name of a secret: --basic-auth env:NAME where the platform takes it.',
    );
  const carrier = [...parsed.searchParams.keys()].find((name) => KEY_PARAMETER.test(name));
  if (carrier !== undefined)
    throw new WrongUsage(
      `the URL of ${at} holds a key, as its parameter ${carrier}`,
      'Leave it out, and give the name of a secret: --function-key, --token or --signing-secret env:NAME.',
    );
  return text;
}

/** A flag's name in commander's options: `--lambda-url <url>` is `lambdaUrl`. */
export const optionName = (flag: string): string =>
  flag
    .split(' ')[0]!
    .slice(2)
    .replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());

/** `--lambda-url <url>` without what it takes. */
export const flagName = (flag: string): string => flag.split(' ')[0]!;

export type FlatSettings = Readonly<Record<string, unknown>>;

/** `{ assumeRole: { arn } }` as `{ 'assumeRole.arn': … }`, without nulls and without what the gateway takes anyway. */
export function flatten(settings: unknown, { defaults }: TargetKind): FlatSettings {
  const flat: [string, unknown][] = [];
  for (const [name, value] of Object.entries((settings ?? {}) as Record<string, unknown>)) {
    if (value !== null && typeof value === 'object')
      for (const [inner, one] of Object.entries(value)) flat.push([`${name}.${inner}`, one]);
    else flat.push([name, value]);
  }
  return Object.fromEntries(
    flat.filter(([path, value]) => value !== null && value !== undefined && value !== defaults[path]),
  );
}

/** The way back, as `DeploymentTarget` takes it. */
export function targetInput({ field }: TargetKind, flat: FlatSettings): DeploymentTarget {
  const settings: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(flat)) {
    const [name, inner] = path.split('.');
    if (inner === undefined) settings[name!] = value;
    else settings[name!] = { ...(settings[name!] as object | undefined), [inner]: value };
  }
  return { [field]: settings } as unknown as DeploymentTarget;
}
