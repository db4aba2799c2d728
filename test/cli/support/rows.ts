/** Rows of what the small server knows, as a gateway would send them. */

// oxlint-disable-next-line typescript/no-explicit-any -- rows of every type of the schema, which checks them when they are sent
export type Row = Record<string, any>;

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000 - 5_000).toISOString();

export function provider(name: string, fields: Row = {}): Row {
  return {
    id: `prv_${name}`,
    name,
    connector: { name: 'sandbox', title: 'Simulated cloud' },
    state: 'READY',
    accountId: '123456789012',
    createdUpstream: false,
    upstream: null,
    regions: ['eu-west-1', 'us-east-1'],
    options: {},
    syncInterval: '15m',
    createdAt: minutesAgo(600),
    updatedAt: minutesAgo(600),
    verifiedAt: minutesAgo(600),
    syncedAt: minutesAgo(5),
    slices: [],
    ...fields,
  };
}

export function resource(name: string, fields: Row = {}): Row {
  return {
    __typename: 'Instance',
    id: `res_${name}`,
    nativeId: `i-${name}`,
    kind: 'Instance',
    name,
    provider: provider('prod'),
    region: 'eu-west-1',
    state: 'RUNNING',
    rawState: 'running',
    tags: [],
    firstSeenAt: minutesAgo(60),
    lastSeenAt: minutesAgo(3),
    observedAt: minutesAgo(3),
    allowedActions: ['STOP'],
    ...fields,
  };
}

export const finding = (name: string, fields: Row = {}): Row => ({
  id: `fnd_${name}`,
  check: { id: name, name: `Check ${name}`, category: null },
  verdict: 'FAIL',
  severity: 'HIGH',
  source: 'EXTERNAL',
  summary: `what is ${name}`,
  details: [],
  provider: provider('prod'),
  resource: null,
  resourceNativeId: null,
  firstSeenAt: minutesAgo(60),
  lastSeenAt: minutesAgo(5),
  clearedAt: null,
  ...fields,
});

export function deployment(name: string, fields: Row = {}): Row {
  return {
    id: `dep_${name}`,
    name,
    connector: { name: 'echo', title: 'Echo' },
    platform: 'HTTP',
    address: 'http://127.0.0.1:8080/',
    settings: { url: 'http://127.0.0.1:8080/' },
    builtIn: false,
    enabled: true,
    maxConcurrency: 100,
    version: null,
    createdAt: minutesAgo(60),
    updatedAt: minutesAgo(60),
    describedAt: minutesAgo(60),
    functions: [fn('echo.echo')],
    condition: condition(),
    ...fields,
  };
}

export const condition = (fields: Row = {}): Row => ({
  breaker: 'CLOSED',
  concurrencyLimit: 20,
  callsInFlight: 1,
  callsQueued: 0,
  ...fields,
});

export const fn = (name: string, fields: Row = {}): Row => ({
  name,
  operation: { type: 'HANDLE', handler: name.split('.')[1] },
  bound: true,
  effect: 'READ',
  idempotent: true,
  health: { calls: 0, failures: 0 },
  ...fields,
});

export const subscription = (name: string, fields: Row = {}): Row => ({
  id: `sub_${name}`,
  name,
  eventType: 'com.github.*',
  functionName: 'echo.echo',
  mode: 'OUTBOX',
  enabled: true,
  maxAttempts: 8,
  maxAge: '6h',
  pendingCount: 0,
  deadCount: 0,
  createdAt: minutesAgo(60),
  updatedAt: minutesAgo(60),
  ...fields,
});

export function item(
  kind: string,
  region: string,
  outcome: string,
  count: number | null,
  error: Row | null = null,
): Row {
  return { slice: { kind, region }, outcome, count, error };
}
