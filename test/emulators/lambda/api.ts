/** The Lambda API but for signatures: functions, their states, versions, aliases, URLs and invocations. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { storeCode, type Configuration, type LambdaFunction } from './functions.ts';
import { failure, invoke, type Answer, type InvocationPlace } from './invocation.ts';

export interface ApiPlace {
  readonly root: string;
  readonly settleMs: number;
  readonly slowRoles: Map<string, number>;
  readonly undecryptable: Set<string>;
  readonly place: InvocationPlace;
  openUrl(fn: LambdaFunction): Promise<string>;
}

const ACCOUNT = '123456789012';

/** The parts of the API's requests that the emulator looks at. */
interface Input {
  readonly FunctionName?: string;
  readonly Runtime?: string;
  readonly Handler?: string;
  readonly Role?: string;
  readonly Description?: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly Architectures?: string[];
  readonly Environment?: { readonly Variables?: Record<string, string> };
  readonly Code?: { readonly ZipFile?: string };
  readonly ZipFile?: string;
  readonly AuthType?: 'AWS_IAM' | 'NONE';
  readonly ReservedConcurrentExecutions?: number;
  readonly Name?: string;
  readonly FunctionVersion?: string;
}

export function createApi({ root, settleMs, slowRoles, undecryptable, place, openUrl }: ApiPlace) {
  const functions = new Map<string, LambdaFunction>();

  const isBusy = (fn: LambdaFunction) => fn.busyUntil > Date.now();
  const beBusy = (fn: LambdaFunction, isUpdate: boolean) => {
    fn.busyUntil = Date.now() + settleMs;
    fn.isUpdate = isUpdate;
    fn.revisionId = randomUUID();
    fn.lastModified = new Date().toISOString().replace('Z', '+0000');
    if (isUpdate) place.environments.retire(fn);
  };

  const configurationOf = (fn: LambdaFunction, version = '$LATEST') => ({
    FunctionName: fn.name,
    FunctionArn: fn.arn,
    Runtime: fn.configuration.Runtime,
    Role: fn.configuration.Role,
    Handler: fn.configuration.Handler,
    Description: fn.configuration.Description,
    Timeout: fn.configuration.TimeoutSeconds,
    MemorySize: fn.configuration.MemorySize,
    Architectures: fn.configuration.Architectures,
    Environment: undecryptable.has(fn.name)
      ? {
          Error: {
            ErrorCode: 'AccessDeniedException',
            Message: 'Lambda was unable to decrypt your environment variables because the KMS access was denied.',
          },
        }
      : { Variables: fn.configuration.Environment },
    CodeSize: fn.code.bytes,
    CodeSha256: fn.code.sha256,
    LastModified: fn.lastModified,
    RevisionId: fn.revisionId,
    PackageType: 'Zip',
    Version: version,
    State: place.stateOf(fn),
    LastUpdateStatus: isBusy(fn) ? 'InProgress' : 'Successful',
  });

  async function create(input: Input): Promise<Answer> {
    const name = input.FunctionName!;
    if (functions.has(name)) return failure(409, 'ResourceConflictException', `Function already exist: ${name}`);
    const refusals = slowRoles.get(input.Role!) ?? 0;
    if (refusals > 0) {
      slowRoles.set(input.Role!, refusals - 1);
      const text = 'The role defined for the function cannot be assumed by Lambda.';
      return failure(400, 'InvalidParameterValueException', text);
    }
    const fn: LambdaFunction = {
      name,
      arn: `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:${name}`,
      configuration: configured(input, { ...DEFAULTS, Runtime: input.Runtime!, Role: input.Role! }),
      code: await storeCode(root, Buffer.from(input.Code!.ZipFile!, 'base64')),
      revisionId: '',
      lastModified: '',
      busyUntil: 0,
      isUpdate: false,
      reservedConcurrency: null,
      url: null,
      versions: [],
      aliases: new Map(),
      running: 0,
    };
    functions.set(name, fn);
    beBusy(fn, false);
    return json(201, configurationOf(fn));
  }

  async function update(fn: LambdaFunction, input: Input): Promise<Answer> {
    if (isBusy(fn))
      return failure(409, 'ResourceConflictException', `An update is in progress for resource: ${fn.arn}`);
    if (input.ZipFile !== undefined) fn.code = await storeCode(root, Buffer.from(input.ZipFile, 'base64'));
    else fn.configuration = configured(input, fn.configuration);
    beBusy(fn, true);
    return json(200, configurationOf(fn));
  }

  function publish(fn: LambdaFunction): Answer {
    const last = fn.versions.at(-1);
    if (last?.code !== fn.code) fn.versions.push({ version: String(fn.versions.length + 1), code: fn.code });
    return json(201, configurationOf(fn, fn.versions.at(-1)!.version));
  }

  async function putUrl(fn: LambdaFunction, { AuthType }: Input): Promise<Answer> {
    fn.url = { id: randomUUID().replaceAll('-', ''), authType: AuthType ?? 'AWS_IAM' };
    return json(201, { FunctionUrl: await openUrl(fn), FunctionArn: fn.arn, AuthType, CreationTime: fn.lastModified });
  }

  const onFunction: Readonly<Record<string, (fn: LambdaFunction, input: Input) => Answer | Promise<Answer>>> = {
    'GET ': (fn) =>
      json(200, {
        Configuration: configurationOf(fn),
        ...(fn.reservedConcurrency !== null && {
          Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency },
        }),
      }),
    'DELETE ': (fn) => {
      functions.delete(fn.name);
      place.environments.retire(fn);
      return { status: 204 };
    },
    'GET configuration': (fn) => json(200, configurationOf(fn)),
    'PUT configuration': update,
    'PUT code': update,
    'POST versions': publish,
    'GET versions': (fn) => json(200, { Versions: fn.versions.map(({ version }) => configurationOf(fn, version)) }),
    'POST aliases': (fn, { Name, FunctionVersion }) => {
      fn.aliases.set(Name!, FunctionVersion!);
      return json(201, { AliasArn: `${fn.arn}:${Name}`, Name, FunctionVersion });
    },
    'PUT concurrency': (fn, { ReservedConcurrentExecutions }) => {
      fn.reservedConcurrency = ReservedConcurrentExecutions!;
      return json(200, { ReservedConcurrentExecutions });
    },
    'DELETE concurrency': (fn) => {
      fn.reservedConcurrency = null;
      return { status: 204 };
    },
    'POST url': putUrl,
    'DELETE url': (fn) => {
      fn.url = null;
      return { status: 204 };
    },
  };

  return async ({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> => {
    const { pathname, searchParams } = new URL(url!, 'http://host');
    const [, encodedName, part = ''] =
      /^\/\d{4}-\d\d-\d\d\/functions(?:\/([^/]*))?(?:\/([a-z]+))?\/?$/.exec(pathname) ?? [];
    const given = decodeURIComponent(encodedName ?? '');
    if (given === '') {
      if (method === 'POST') return create(JSON.parse(body.toString('utf8')) as Input);
      return json(200, { Functions: [...functions.values()].map((fn) => configurationOf(fn)) });
    }
    const [, name, ownQualifier] =
      /^(?:(?:arn:aws:lambda:[\w-]+:)?\d{12}:function:)?([\w-]+)(?::([\w$-]+))?$/.exec(given) ?? [];
    const fn = functions.get(name ?? '');
    const arn = `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:${given}`;
    if (!fn) return failure(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
    if (part === 'invocations') {
      const version = versionOf(fn, searchParams.get('Qualifier') ?? ownQualifier ?? '$LATEST');
      if (!version) return failure(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
      return invoke(place, fn, version, headers as Record<string, string>, body);
    }
    const handle = onFunction[`${method} ${part}`];
    if (!handle) return failure(404, 'UnknownOperationException', `the emulator has no ${method} ${pathname}`);
    return handle(fn, body.length > 0 ? (JSON.parse(body.toString('utf8')) as Input) : {});
  };
}

/** Null when there is no such version or alias. */
function versionOf(fn: LambdaFunction, qualifier: string): string | null {
  const version = fn.aliases.get(qualifier) ?? qualifier;
  return version === '$LATEST' || fn.versions.some((one) => one.version === version) ? version : null;
}

const DEFAULTS = {
  Handler: 'index.handler',
  Description: '',
  TimeoutSeconds: 3,
  MemorySize: 128,
  Environment: {},
  Architectures: ['x86_64'],
};

function configured(input: Input, before: Configuration): Configuration {
  return {
    Runtime: input.Runtime ?? before.Runtime,
    Handler: input.Handler ?? before.Handler,
    Role: input.Role ?? before.Role,
    Description: input.Description ?? before.Description,
    TimeoutSeconds: input.Timeout ?? before.TimeoutSeconds,
    MemorySize: input.MemorySize ?? before.MemorySize,
    Environment: input.Environment?.Variables ?? before.Environment,
    Architectures: input.Architectures ?? before.Architectures,
  };
}

const json = (status: number, value: object): Answer => ({ status, body: JSON.stringify(value) });
