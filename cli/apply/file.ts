/** `causeway.yml`: what should be, as it is written, and checked before anything is asked of the gateway. */
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { formatDuration, parseDuration } from '../duration.ts';
import { WrongUsage } from '../failures.ts';
import { parseBinding, servedText } from '../operation-text.ts';
import {
  secretReference,
  settingsOf,
  settingValue,
  TARGETS,
  type FlatSettings,
  type Setting,
  type TargetKind,
} from '../targets.ts';
import { contentOf } from '../credential.ts';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, '1 to 63 lower-case letters, digits and hyphens, beginning with a letter');

const duration = z
  .string()
  .refine((text) => parseDuration(text) !== null, 'a number and a unit: ms, s, m, h or d')
  .transform((text) => formatDuration(parseDuration(text)!));

const word = <const Value extends string>(...values: Value[]) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? given.toUpperCase().replaceAll('-', '_') : given),
    z.enum(values),
  );

const settings = (kind: TargetKind) => {
  const shape: Record<string, z.ZodType> = {};
  const nested: Record<string, Record<string, z.ZodType>> = {};
  for (const { path, needed, ...one } of settingsOf(kind)) {
    const type = one.kind === 'flag' ? z.boolean() : z.string().min(1);
    const [outer, inner] = path.split('.');
    if (inner === undefined) shape[path] = needed ? type : type.optional();
    else (nested[outer!] ??= {})[inner] = inner === 'arn' ? type : type.optional();
  }
  for (const [outer, inner] of Object.entries(nested)) shape[outer] = z.strictObject(inner).optional();
  return z.strictObject(shape);
};

const deployment = z
  .strictObject({
    maxConcurrency: z.int().min(1).max(10_000).default(100),
    enabled: z.boolean().default(true),
    ...Object.fromEntries(TARGETS.map((kind) => [kind.field, settings(kind).optional()])),
  })
  .refine((one) => TARGETS.filter(({ field }) => (one as Record<string, unknown>)[field] !== undefined).length === 1, {
    message: `needs exactly one of ${TARGETS.map(({ field }) => field).join(', ')}`,
  });

const eventSubscription = z.strictObject({
  eventType: z.string().min(1),
  filter: z.string().trim().min(1).nullable().default(null),
  function: z.string().min(1),
  deployment: name.nullable().default(null),
  provider: z.string().min(1).nullable().default(null),
  mode: word('OUTBOX', 'SYNC').default('OUTBOX'),
  enabled: z.boolean().default(true),
  maxAttempts: z.int().min(1).max(100).default(8),
  maxAge: duration.default('6h'),
});

const webhook = z.strictObject({
  kind: word('GITHUB', 'STANDARD_WEBHOOKS', 'ALERTMANAGER', 'EVENTBRIDGE', 'SNS', 'MIST', 'JSON'),
  secret: z.string(),
});

const shape = z.strictObject({
  deployments: z.record(name, deployment).optional(),
  /** By `connector`, or `connector OPERATION`. */
  bindings: z.record(z.string(), name).optional(),
  eventSubscriptions: z.record(name, eventSubscription).optional(),
  webhooks: z.record(name, webhook).optional(),
});

/** A deployment as the file says. */
export interface WantedDeployment {
  readonly kind: TargetKind;
  /** Without what the gateway takes anyway. */
  readonly settings: FlatSettings;
  readonly maxConcurrency: number;
  readonly enabled: boolean;
}

export type WantedSubscription = z.output<typeof eventSubscription>;
export type WantedWebhook = z.output<typeof webhook>;

/** What should be, by name. A section that the file does not have is null, and is left alone altogether. */
export interface Wanted {
  readonly deployments: ReadonlyMap<string, WantedDeployment> | null;
  /** By `connector` or `connector OPERATION`; the values are deployments. */
  readonly bindings: ReadonlyMap<string, string> | null;
  readonly eventSubscriptions: ReadonlyMap<string, WantedSubscription> | null;
  readonly webhooks: ReadonlyMap<string, WantedWebhook> | null;
}

/** Reads and checks the file, `-` being stdin. Throws `WrongUsage` that names the places of mistakes, and no value. */
export async function readWanted(file: string): Promise<Wanted> {
  const parsed = shape.safeParse(parseYaml(await contentOf(file, 'FILE'), file) ?? {});
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => {
      const { message } = issue.code === 'invalid_key' ? (issue.issues[0] ?? issue) : issue;
      return `${issue.path.join('.') || 'the file'}: ${message}`;
    });
    throw new WrongUsage(
      `${file} is not as it should be: ${mistakes.slice(0, 5).join('; ')}`,
      'See docs/functions.md for each field.',
    );
  }
  const { deployments, bindings, eventSubscriptions, webhooks } = parsed.data;
  for (const [at, one] of Object.entries(webhooks ?? {})) secretReference(one.secret, `webhooks.${at}.secret`);
  return {
    deployments:
      deployments === undefined
        ? null
        : new Map(Object.entries(deployments).map(([at, one]) => [at, wantedDeployment(one, `deployments.${at}`)])),
    bindings:
      bindings === undefined ? null : new Map(Object.entries(bindings).map(([key, to]) => [normalised(key), to])),
    eventSubscriptions: mapOf(eventSubscriptions),
    webhooks: mapOf(webhooks),
  };
}

const mapOf = <Value>(section: Record<string, Value> | undefined) =>
  section === undefined ? null : new Map(Object.entries(section));

function wantedDeployment(given: z.output<typeof deployment>, at: string): WantedDeployment {
  const { maxConcurrency, enabled, ...targets } = given as z.output<typeof deployment> & Record<string, unknown>;
  const kind = TARGETS.find(({ field }) => targets[field] !== undefined)!;
  const flat = settingsOf(kind).flatMap((setting: Setting) => {
    const value = valueAt(targets[kind.field], setting.path);
    const checked =
      value === undefined ? undefined : settingValue(setting, value, `${at}.${kind.field}.${setting.path}`);
    return checked === undefined || checked === kind.defaults[setting.path] ? [] : [[setting.path, checked] as const];
  });
  return { kind, settings: Object.fromEntries(flat), maxConcurrency, enabled };
}

function valueAt(settings: unknown, path: string): string | boolean | undefined {
  let value = settings;
  for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
  return value as string | boolean | undefined;
}

/** So that `aws list Instance` is the same as `aws LIST Instance`. */
function normalised(key: string): string {
  const { connector, operation } = parseBinding(key);
  return servedText(connector, operation);
}

/** Mistakes are told by their place and kind alone: the text around them may hold anything. */
function parseYaml(text: string, file: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const mistake = document.errors[0];
  if (mistake) {
    const { line, col } = lineCounter.linePos(mistake.pos[0]);
    const kind = mistake.code.toLowerCase().replaceAll('_', ' ');
    throw new WrongUsage(`${file} is no YAML: line ${line}, column ${col}: ${kind}`);
  }
  try {
    return document.toJS();
  } catch (cause) {
    throw new WrongUsage(`${file} uses aliases that lead nowhere or to too much`, null, { cause });
  }
}
