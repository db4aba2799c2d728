/** Wires the areas together. What is opened first is closed last. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { ConnectorManifest } from '../functions/sdk/index.ts';
import type { LogLine } from '../functions/sdk/serve.ts';
import { resolvers } from '../resolvers/index.ts';
import type { ViewerRow } from '../resolvers/rows.ts';
import { createActions } from './actions/index.ts';
import { createAlarms } from './alarms/index.ts';
import { createAudit } from './audit/index.ts';
import { createKeys } from './auth/index.ts';
import { openBus } from './bus/index.ts';
import type { Clock } from './clock.ts';
import { composeSchema, createSchemaFeed, loadTypeDefs } from './compose/index.ts';
import type { Config } from './config.ts';
import { createEvents, createVisit } from './events/index.ts';
import { createFindings } from './findings/index.ts';
import { createInventory } from './inventory/index.ts';
import { createFunctions, createInvokers } from './invoke/index.ts';
import { createIdempotency, createOperations } from './operations/index.ts';
import { createContexts } from './ports/index.ts';
import { createDirectory, createLifecycle } from './providers/index.ts';
import { createRegistry } from './registry/index.ts';
import { createClaims, startSchedule } from './schedule/index.ts';
import { createSecrets } from './secrets/index.ts';
import { createMetrics, createServer, deploymentGauges } from './server/index.ts';
import { openStore } from './store/index.ts';
import { createLister, createReader, createSync, createUpstream } from './sync/index.ts';

const DAY_MS = 86_400_000;
/** How long operations and idempotency keys are kept: what the SDL says. */
const OPERATION_RETENTION_MS = 7 * DAY_MS;
const IDEMPOTENCY_RETENTION_MS = DAY_MS;

/** Every caller, where authentication is off. */
const ANYBODY: ViewerRow = { keyId: 'none', name: 'anybody', role: 'ADMIN', providerIds: null };

export interface Gateway {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** The secret of the first admin key. Null when there were keys already, or none are needed. */
  readonly firstKey: string | null;
  /** Lets calls in flight finish, then closes everything. */
  close(): Promise<void>;
}

export interface GatewayPorts {
  readonly clock: Clock;
  readonly log: Logger;
  /** Where secrets that settings refer to may be. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly manifests: readonly ConnectorManifest[];
  /** The program that runs functions in processes of their own. */
  readonly hostPath: string;
}

/** Opens a gateway and answers when its port does. Throws `StartRefused` when it cannot start. */
export async function openGateway(
  config: Config,
  { clock, log, env, manifests, hostPath }: GatewayPorts,
): Promise<Gateway> {
  const onUnexpected = (error: unknown) => log.error({ err: error }, 'unexpected');
  const logLine = ({ level, message, ...facts }: LogLine) => log[level](facts, message);
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) {
      try {
        await closer();
      } catch (error) {
        onUnexpected(error); // the others have to be closed all the same
      }
    }
  };
  try {
    const store = await openStore(
      config.databaseUrl ? { databaseUrl: config.databaseUrl } : { directory: config.data },
    );
    closers.push(() => store.close());

    const bus = openBus(config, clock, (error) => log.warn({ reason: String(error) }, 'other gateways are not heard'));
    closers.push(() => bus.close());
    const metrics = createMetrics();
    const secrets = createSecrets({ env, directory: config.secrets ?? join(config.data, 'secrets'), clock });
    const invokers = createInvokers({
      local: {
        hostPath,
        keyDirectory: join(config.data, 'keys'),
        handedOn: config.connectorEnvironment,
        log: logLine,
      },
      secrets,
      privateAddresses: config.privateFunctionAddresses,
    });
    const functions = createFunctions({ invokers, clock, meter: metrics, log: logLine });
    closers.push(() => functions.close());
    const registry = await createRegistry({ store, clock, bus, functions, manifests, onUnexpected });
    closers.push(() => registry.close());

    const directory = createDirectory({ store, clock, bus });
    const inventory = createInventory({ store, clock, bus, knownKinds: () => registry.kinds });
    const alarms = createAlarms({ store, clock, bus, retentionMs: config.eventRetentionDays * DAY_MS });
    const findings = createFindings({ store, clock, inventory });
    const operations = createOperations({ store, clock, bus });
    closers.push(() => operations.release());
    const idempotency = createIdempotency({ store, clock });
    const audit = createAudit({ store, clock });
    const keys = createKeys({ store, clock, bus, onUnexpected });

    const lister = createLister({
      registry,
      functions,
      inventory,
      alarms,
      findings,
      clock,
      pageTimeoutMs: config.callTimeoutMs,
      onUnexpected,
    });
    const { callTimeoutMs } = config;
    const upstream = createUpstream({ directory, registry, functions, clock, callTimeoutMs });
    const sync = createSync({
      directory,
      inventory,
      operations,
      lister,
      upstream,
      clock,
      bus,
      maxListings: config.maxListings,
      onUnexpected,
    });
    closers.push(() => sync.close());
    const reader = createReader({ directory, registry, functions, inventory, upstream });
    const actions = createActions({
      directory,
      registry,
      functions,
      inventory,
      operations,
      reader,
      clock,
      callTimeoutMs,
      onUnexpected,
    });
    closers.push(() => actions.close());
    const lifecycle = createLifecycle({
      store,
      directory,
      registry,
      functions,
      inventory,
      alarms,
      findings,
      audit,
      clock,
      callTimeoutMs,
      plainCredentials: config.plainCredentials,
      log: logLine,
      onUnexpected,
      startSync: (providerId, requestedBy) => sync.start(providerId, {}, requestedBy),
      stopSync: (providerId) => sync.stop(providerId),
    });

    closers.push(() => lifecycle.close());

    await operations.interruptAbandoned();
    await lifecycle.takeUp();
    await lifecycle.alignSlices();
    let aligning = Promise.resolve();
    closers.push(() => aligning);
    closers.push(
      bus.subscribe('registry', () => {
        // Another gateway may have said so, whose change is not read here yet.
        aligning = aligning
          .then(() => registry.refresh())
          .then(() => lifecycle.alignSlices())
          .catch(onUnexpected);
      }),
    );
    const firstKey = config.authentication === 'keys' ? await keys.createFirst() : null;

    const events = createEvents({
      store,
      clock,
      bus,
      alarms,
      registry,
      functions,
      directory,
      secrets,
      visit: createVisit(),
      log,
      callTimeoutMs,
      meter: metrics,
    });
    closers.push(() => events.close(config.drainTimeoutMs));

    const deployments = () => registry.deployments().map(({ name }) => registry.deployment(name));
    metrics.measure({
      ...deploymentGauges(deployments, functions),
      causeway_deliveries_pending: {
        help: 'Deliveries that wait in the outbox or are under way.',
        read: () => events.pending(),
      },
    });

    const contextFor = createContexts({
      actions,
      alarms,
      audit,
      directory,
      events,
      findings,
      functions,
      idempotency,
      inventory,
      keys,
      lifecycle,
      operations,
      reader,
      registry,
      sync,
      upstream,
      clock,
      callTimeoutMs,
      requestTimeoutMs: config.requestTimeoutMs,
    });
    const server = await createServer({
      config,
      feed: createSchemaFeed(composeSchema(loadTypeDefs(), resolvers)),
      contextFor,
      events,
      authenticate: config.authentication === 'keys' ? (secret) => keys.authenticate(secret) : async () => ANYBODY,
      readiness: { store: () => store.ping() },
      metrics,
      log,
    });
    const url = await server.listen();
    closers.push(() => server.drain());
    closers.push(bus.subscribe('api-key-revoked', ({ keyId }) => server.disconnect(keyId)));

    const schedule = startSchedule({
      directory,
      inventory,
      lifecycle,
      operations,
      sync,
      upstream,
      claims: createClaims({ store, clock }),
      clock,
      alarmPollIntervalMs: config.alarmPollIntervalMs,
      callTimeoutMs,
      async prune() {
        const now = clock.now();
        await alarms.prune();
        await events.deliveries.prune();
        await inventory.prune(now - config.historyRetentionDays * DAY_MS);
        await findings.prune(now - config.historyRetentionDays * DAY_MS);
        await operations.prune(now - OPERATION_RETENTION_MS);
        await idempotency.prune(now - IDEMPOTENCY_RETENTION_MS);
      },
      onUnexpected,
    });
    closers.push(() => schedule.close());

    return { url, firstKey, close };
  } catch (error) {
    await close();
    throw error;
  }
}
