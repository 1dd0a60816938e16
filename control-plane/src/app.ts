/** The composition root: the only file that knows all parts of the control plane. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openAdjutant } from './adjutant-ports.ts';
import { AsyncDisposables } from './async-disposables.ts';
import { ClusterKeeper } from './backup/kept-cluster.ts';
import { putRestored } from './backup/put-restored.ts';
import { openAuthority } from './cells/authority.ts';
import { Gateway } from './cells/gateway.ts';
import { type CellListener, startCellListener } from './cells/listener.ts';
import type { Settings } from './config/schema.ts';
import { createHttpCommon } from './http/common.ts';
import type { ApiMetrics } from './http/middleware/metrics.ts';
import { operationMetrics, registerSystemMetrics } from './http/middleware/system-metrics.ts';
import { createImageFiles } from './images/image-files.ts';
import { createKeystoneClient } from './keystone/keystone-client.ts';
import { openListeners } from './listeners.ts';
import type { Logger } from './observe/logger.ts';
import { createBatchRunner } from './operations/batches/batch-runner.ts';
import { createRequestRunner } from './operations/desktop-requests/request-runner.ts';
import { createEngine } from './operations/engine.ts';
import { knownOperations } from './operations/known-operations.ts';
import { systemTiming } from './operations/timing.ts';
import { ownPartsOf } from './own-parts.ts';
import { passwordPortsOf } from './password-ports.ts';
import { openStore } from './store/index.ts';
import { databasePath } from './store/location.ts';
import { systemClock } from './system/clock.ts';
import { every } from './system/every.ts';
import { commandFence } from './system/fence.ts';
import { FolderLock } from './system/folder-lock.ts';
import { systemIds } from './system/ids.ts';
import { systemOneTimeCodes } from './system/one-time-codes.ts';
import { ownTroubles } from './system/own-troubles.ts';
import { createScryptPasswords } from './system/passwords.ts';
import { deliverDue } from './use-cases/adjutant/deliveries/deliver-due.ts';
import { tellWarning } from './use-cases/adjutant/notifications/tell-warning.ts';
import { recoverTasks } from './use-cases/adjutant/tasks/recover-tasks.ts';
import { forgetRequests } from './use-cases/desktop-requests/forget-requests.ts';
import { SessionKeeper } from './use-cases/desktop-sessions/keep-sessions.ts';
import { followRollOuts } from './use-cases/desktops/follow-roll-outs.ts';
import { ReserveKeeper } from './use-cases/desktops/keep-reserves.ts';
import { EventLog } from './use-cases/events/event-log.ts';
import { EventKeeper } from './use-cases/events/keep-events.ts';
import { FailoverKeeper, type FailoverParts } from './use-cases/failover/keep-failover.ts';
import { type LeaseSettings, RunLeases } from './use-cases/failover/run-leases.ts';
import { collectCachedImages } from './use-cases/images/collect-cached-images.ts';
import type { ConnectedChannel } from './use-cases/monitor/connect-monitor-channel.ts';
import type { BrokerSettings, DesktopSettings, Keystone, Limits, Ports } from './use-cases/ports/index.ts';
import { forgetExpired } from './use-cases/sessions/forget-expired.ts';
import { StorageKeeper } from './use-cases/storage-pools/keep-storages.ts';
import { seedDefaults } from './use-cases/system/seed-defaults.ts';
import { keepWarnings } from './use-cases/warnings/keep-warnings.ts';

const channelTimeoutMs = 15_000;
const deliverEveryMs = 5_000;
const parallelOperations = 64;
const GiB = 2 ** 30;

export interface ControlPlane extends AsyncDisposable {
  /** Origin of the public listener, e.g. `http://127.0.0.1:5870`. */
  readonly nano: string;
  /** Origin of the identity API's listener. */
  readonly identity: string;
  /** Origin of the RS server API's listener. */
  readonly rs: string;
  /** Origin of the broker API's listener. */
  readonly broker: string;
  /** Origin of the Adjutant API's listener. */
  readonly adjutant: string;
  readonly cellListenerPort: number;
}

/** Starts everything and returns when requests are served and unfinished operations go on. */
export async function startControlPlane(settings: Settings, log: Logger): Promise<ControlPlane> {
  const parts = new AsyncDisposables();
  try {
    return await compose(settings, log, parts);
  } catch (error) {
    await parts[Symbol.asyncDispose]();
    throw error;
  }
}

async function compose(settings: Settings, log: Logger, parts: AsyncDisposables): Promise<ControlPlane> {
  const clock = systemClock;
  await mkdir(settings.data, { recursive: true, mode: 0o700 });
  const lock = new FolderLock(settings.data, 'control-plane.pid', 'control plane');
  parts.add(async () => lock[Symbol.dispose]());
  await putRestored(settings.data, clock.nowMs());
  const location =
    settings.database.url === undefined
      ? { path: join(settings.data, 'cellar.db') }
      : { url: settings.database.url };
  const eventLog = new EventLog({ epoch: systemIds.uuid().slice(0, 8) });
  let eventKeeper: EventKeeper | undefined;
  const store = parts.use(
    await openStore({ ...location, clock, onAudited: (rows) => eventKeeper?.audited(rows) }),
  );
  const advertisedHost = settings.cells.advertise.replace(/:\d+$/, '');
  const authority = await openAuthority({
    folder: join(settings.data, 'pki'),
    hosts: [advertisedHost],
    clock,
  });
  const imageFiles = await createImageFiles({
    folder: settings.images.path ?? join(settings.data, 'images'),
    log,
  });
  await store.images.releaseUploads();

  let cellOrigins: readonly string[] = [];
  let cellListener: CellListener | undefined;
  const silentAfterMs = settings.cells.silent_after_s * 1000;
  const gateway = parts.use(
    new Gateway({
      store,
      clock,
      authority,
      origins: () => cellOrigins,
      silentAfterMs,
      onDropped: (cellId) => cellListener?.cut(cellId),
      log,
    }),
  );
  const reached = { store, cells: gateway.verbs, live: gateway.live };
  const cellStorages = new StorageKeeper(reached, log);
  const leaseSettings = leaseSettingsOf(settings);
  const timing = systemTiming;
  const leases = await RunLeases.open({ ...reached, timing, settings: leaseSettings });
  const reserves = new ReserveKeeper(timing, log);
  const parted = {
    ...reached,
    usage: gateway.usage,
    leases,
    cellLinks: gateway,
    cellStorages,
    reserves,
    authority,
    clock,
  };
  const made = {
    ids: systemIds,
    passwords: createScryptPasswords(),
    oneTimeCodes: systemOneTimeCodes,
    ...passwordPortsOf(settings),
    keystone: keystoneOf(settings),
    imageFiles,
    limits: limitsOf(settings, clock.nowMs()),
    desktops: desktopSettingsOf(settings, authority.fingerprint),
  };
  const common = createHttpCommon(log);
  const { metrics } = common;
  registerSystemMetrics(metrics.registry, {
    ports: reached,
    databasePath: databasePath(location),
    imagesPath: settings.images.path ?? join(settings.data, 'images'),
  });
  const engine = createEngine({
    ports: { ...parted, ...made },
    definitions: knownOperations,
    log,
    maxParallel: parallelOperations,
    onEnded: operationMetrics(metrics.registry),
    onState: (operation, state) => eventKeeper?.operationIs(operation, state),
  });
  parts.add(() => engine.drain());
  const batches = createBatchRunner({ ports: { ...parted, ...made, operations: engine }, log });
  parts.add(() => batches.drain());
  const requests = createRequestRunner({ ports: { ...parted, ...made, operations: engine }, log });
  parts.add(() => requests.drain());
  let publicOrigin = '';
  const deliver = () => deliverDue(ports);
  const adjutant = openAdjutant(settings, () => publicOrigin, deliver, log, parts);
  const ports: Ports = {
    ...parted,
    ...made,
    operations: engine,
    batches,
    desktopRequests: requests,
    events: eventLog,
    adjutant,
  };

  await seedDefaults(ports);
  const listener = parts.use(
    await startCellListener({
      ports,
      authority,
      listen: settings.cells.listen,
      port: settings.cells.port,
      advertise: settings.cells.advertise,
      log,
    }),
  );
  cellListener = listener;
  cellOrigins = listener.origins;
  const eventsKept = parts.use(await EventKeeper.open(ports, log));
  eventKeeper = eventsKept;
  const warnings = parts.use(
    await keepWarnings(ports, log, {
      onChanged: (...change) => {
        eventsKept.warned(...change);
        void adjutant.wake();
      },
      onKept: (tx, warning, nowMs) => tellWarning(tx, ports, warning, nowMs),
      ownTroubles: () => ownTroubles(ownPartsOf(settings), clock.nowMs()),
    }),
  );
  parts.use(cellStorages);
  await gateway.start();
  parts.add(every(10_000, () => cellStorages.review(), log));
  parts.add(every(60_000, () => warnings.review(), log));
  const keeper = new ClusterKeeper(store, settings.data);
  await keeper.keep();
  parts.add(every(5_000, () => keeper.keep(), log));
  await engine.recover();
  await batches.recover();
  await requests.recover();
  startFailover(settings, log, { ports, leases, timing, settings: leaseSettings, metrics }, parts);
  const screens = new Set<ConnectedChannel>();
  const origins = await openListeners(settings, common, ports, parts, screens);
  publicOrigin = origins.nano;
  // Streams end before their listeners wait for what is under way.
  parts.add(async () => {
    eventLog.close();
    adjutant.endStreams();
  });
  await warnings.review();
  await recoverTasks(ports);
  parts.add(every(deliverEveryMs, () => adjutant.wake(), log));
  parts.add(every(60_000, () => forgetExpired(ports), log));
  parts.use(reserves);
  await reserves.start(ports);
  parts.add(every(60_000, () => reserves.review(), log));
  const sessionSilentMs = settings.rs.sessions.silent_after_s * 1000;
  const sessions = new SessionKeeper({ ports, timing, silentAfterMs: sessionSilentMs, log, screens });
  parts.add(every(settings.rs.sessions.review_s * 1000, () => sessions.review(), log));
  parts.add(every(60_000, () => forgetRequests(ports), log));
  parts.add(every(settings.rs.sessions.review_s * 1000, () => followRollOuts(ports), log));
  const ending = new AbortController();
  parts.add(every(600_000, () => collectCachedImages(ports, { signal: ending.signal }), log));
  parts.add(async () => ending.abort());
  parts.add(
    every(
      3_600_000,
      async () => {
        if (await authority.renewIfDue()) listener.useCertificate();
      },
      log,
    ),
  );
  return {
    ...origins,
    cellListenerPort: listener.port,
    [Symbol.asyncDispose]: () => parts[Symbol.asyncDispose](),
  };
}

const reviewEveryMs = 1_000;

/** Runs until the end, when what has a lease gets a long one. */
function startFailover(
  settings: Settings,
  log: Logger,
  parts: Pick<FailoverParts, 'ports' | 'leases' | 'timing' | 'settings'> & { metrics: ApiMetrics },
  all: AsyncDisposables,
): void {
  const { fence_command: words, fence_timeout_s: fenceTimeoutS } = settings.failover;
  const failover = new FailoverKeeper({
    ...parts,
    fence: commandFence(words, fenceTimeoutS * 1000),
    log,
    onFailedOver: (seconds) => parts.metrics.failedOver(seconds),
  });
  all.use(failover);
  all.add(() => failover.renewForLong());
  all.add(every(parts.settings.beatMs, () => failover.renew(), log));
  all.add(every(reviewEveryMs, () => failover.review(), log));
}

function leaseSettingsOf({ failover }: Settings): LeaseSettings {
  return {
    durationMs: failover.lease_s * 1000,
    beatMs: failover.beat_s * 1000,
    marginMs: failover.margin_s * 1000,
    longMs: Math.max(failover.lease_s, failover.long_lease_s) * 1000,
  };
}

/** The external Keystone of the configuration. */
function keystoneOf({ identity: { keystone } }: Settings): Keystone | null {
  if (keystone === undefined) return null;
  const { url, user, password, user_domain: domain, project, project_domain: projectDomain } = keystone;
  const service =
    user === undefined || password === undefined
      ? null
      : {
          user,
          domain,
          password,
          project: project === undefined ? null : { name: project, domain: projectDomain },
        };
  const { timeout_s: timeoutS, cache_s: cacheS } = keystone;
  return createKeystoneClient({ url, service, timeoutMs: timeoutS * 1000, cacheMs: cacheS * 1000 });
}

function limitsOf({ nano, identity, placement }: Settings, startedAtMs: number): Limits {
  return {
    maxCores: nano.max_cores,
    maxMemoryBytes: nano.max_memory_gib * GiB,
    maxDiskBytes: nano.max_disk_gib * GiB,
    maxBatch: nano.max_batch,
    sessionTimeoutMs: nano.session_timeout_s * 1000,
    tokenTimeoutMs: identity.token_timeout_s * 1000,
    channelTimeoutMs,
    overcommit: placement.overcommit,
    startedAtMs,
  };
}

function desktopSettingsOf({ rs, broker }: Settings, installation: string): DesktopSettings {
  const { enforced, name, expire_at: expireAtS } = rs.licence;
  return {
    zone: rs.default_zone,
    namePattern: rs.name_pattern,
    recentTasks: rs.recent_tasks,
    reserve: {
      batch: rs.reserve.batch,
      retryMs: rs.reserve.retry_s * 1000,
      longestRetryMs: Math.max(rs.reserve.retry_s, rs.reserve.longest_retry_s) * 1000,
    },
    broker: brokerSettingsOf(broker),
    licence: { enforced, name, expiresAtMs: expireAtS * 1000, installation },
  };
}

function brokerSettingsOf(broker: Settings['broker']): BrokerSettings {
  const { enabled, allowed_conn_types: allowed } = broker.web_guard;
  return {
    requestTtlMs: broker.request_ttl_s * 1000,
    addressTimeoutMs: broker.address_timeout_s * 1000,
    createDesktops: broker.create_desktops,
    maxRequests: broker.max_requests,
    webGuard: { enabled, allowed },
  };
}
