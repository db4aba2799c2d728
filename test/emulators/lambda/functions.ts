/** The functions that were created: code on a disk, settings, and the environments that run them. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { startEnvironment, type Ended, type Environment, type Work } from './environment.ts';

/** What a function is made of, as `CreateFunction` and `UpdateFunctionConfiguration` give it. */
export interface Configuration {
  Runtime: string;
  Handler: string;
  Role: string;
  Description: string;
  TimeoutSeconds: number;
  MemorySize: number;
  Environment: Record<string, string>;
  Architectures: string[];
}

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  configuration: Configuration;
  code: { readonly directory: string; readonly sha256: string; readonly bytes: number };
  revisionId: string;
  lastModified: string;
  /** Until then it is Pending, or its update InProgress. Milliseconds since 1970 (UTC). */
  busyUntil: number;
  isUpdate: boolean;
  /** Null: not reserved. */
  reservedConcurrency: number | null;
  /** Who may call its URL; null: it has none. */
  url: { readonly id: string; readonly authType: 'AWS_IAM' | 'NONE' } | null;
  /** Published versions, oldest first, and aliases of them. */
  readonly versions: { readonly version: string; readonly code: LambdaFunction['code'] }[];
  readonly aliases: Map<string, string>;
  running: number;
}

/** Where environments come from and end. */
export interface Environments {
  /** On an idle environment, or on a new one. */
  run(fn: LambdaFunction, version: string, work: Work, coldStartMs: number): Promise<Ended & { readonly log: string }>;
  /** How many processes were started. */
  readonly started: number;
  /** Those of a function's older code: none may serve again. */
  retire(fn: LambdaFunction): void;
  close(): Promise<void>;
}

export function createEnvironments(): Environments {
  const idle = new Map<string, Environment[]>();
  const all = new Set<Promise<Environment>>();
  const generations = new Map<string, number>();
  let started = 0;

  const end = (environment: Environment) => {
    for (const list of idle.values()) {
      const at = list.indexOf(environment);
      if (at >= 0) list.splice(at, 1);
    }
    return environment.close();
  };

  return {
    async run(fn, version, work, coldStartMs) {
      const generation = generations.get(fn.name) ?? 0;
      const key = `${fn.name}:${version}:${generation}`;
      const list = idle.get(key) ?? [];
      idle.set(key, list);
      let environment = list.pop();
      while (environment?.isDead) environment = list.pop();
      if (!environment) {
        started += 1;
        const starting = startEnvironment({ ...environmentOf(fn, version), coldStartMs });
        all.add(starting);
        environment = await starting;
      }
      const ended = await environment.run(work);
      // What it wrote before it answered stands in its pipe by now, and is read in the same turn of the loop.
      await setImmediate();
      const { log } = environment;
      const isCurrent = (generations.get(fn.name) ?? 0) === generation;
      if (environment.isDead || !isCurrent) void end(environment);
      else list.push(environment);
      return { ...ended, log };
    },
    get started() {
      return started;
    },
    retire({ name }) {
      generations.set(name, (generations.get(name) ?? 0) + 1);
      for (const [key, list] of idle) {
        if (key.startsWith(`${name}:`)) for (const environment of list.splice(0)) void environment.close();
      }
    },
    async close() {
      for (const starting of all) await (await starting).close();
    },
  };
}

function environmentOf(fn: LambdaFunction, version: string) {
  const { configuration, name } = fn;
  const code = fn.versions.find((published) => published.version === version)?.code ?? fn.code;
  return {
    directory: code.directory,
    handler: configuration.Handler,
    env: {
      ...configuration.Environment,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: version,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.MemorySize),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: `2026/01/01/[${version}]${randomUUID().replaceAll('-', '')}`,
      AWS_REGION: 'eu-central-1',
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.Runtime}`,
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
    },
  };
}

/** Unzips into a directory of its own. Throws when it is no zip. */
export async function storeCode(root: string, zip: Buffer): Promise<LambdaFunction['code']> {
  const directory = await mkdtemp(join(root, 'code-'));
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    if (path.endsWith('/')) continue;
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), bytes);
  }
  return { directory, sha256: createHash('sha256').update(zip).digest('base64'), bytes: zip.length };
}

/** Where code is kept. The AWS SDK is found from there, since Lambda's runtime brings it along. */
export async function makeRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'causeway-lambda-'));
  await symlink(join(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'));
  return root;
}

export const removeRoot = (root: string) => rm(root, { recursive: true, force: true });
