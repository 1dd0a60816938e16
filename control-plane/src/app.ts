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
import { startDuties, startFailover } from './duties.ts';
import { externalKeystone } from './external-keystone.ts';
import { createHttpCommon } from './http/common.ts';
import { operationMetrics, registerSystemMetrics } from './http/middleware/system-metrics.ts';
import { createImageFiles } from './images/image-files.ts';
import { openListeners } from './listeners.ts';
import type { Logger } from './observe/logger.ts';
import { createBatchRunner } from './operations/batches/batch-runner.ts';
import { createRequestRunner } from './operations/desktop-requests/request-runner.ts';
import { createEngine } from './operations/engine.ts';
import { knownOperations } from './operations/known-operations.ts';
import { systemTiming } from './operations/timing.ts';
import { ownPartsOf } from './own-parts.ts';
import { passwordPortsOf } from './password-ports.ts';
import { desktopSettingsOf, leaseSettingsOf, limitsOf } from './port-settings.ts';
import { openStore } from './store/index.ts';
import { databasePath } from './store/location.ts';
import { systemClock } from './system/clock.ts';
import { every } from './system/every.ts';
import { FolderLock } from './system/folder-lock.ts';
import { systemIds } from './system/ids.ts';
import { systemOneTimeCodes } from './system/one-time-codes.ts';
import { ownTroubles } from './system/own-troubles.ts';
import { createScryptPasswords } from './system/passwords.ts';
import { deliverDue } from './use-cases/adjutant/deliveries/deliver-due.ts';
import { tellWarning } from './use-cases/adjutant/notifications/tell-warning.ts';
import { recoverTasks } from './use-cases/adjutant/tasks/recover-tasks.ts';
import { ReserveKeeper } from './use-cases/desktops/keep-reserves.ts';
import { EventLog } from './use-cases/events/event-log.ts';
import { EventKeeper } from './use-cases/events/keep-events.ts';
import { RunLeases } from './use-cases/failover/run-leases.ts';
import type { ConnectedChannel } from './use-cases/monitor/connect-monitor-channel.ts';
import type { Ports } from './use-cases/ports/index.ts';
import { StorageKeeper } from './use-cases/storage-pools/keep-storages.ts';
import { seedDefaults } from './use-cases/system/seed-defaults.ts';
import { keepWarnings } from './use-cases/warnings/keep-warnings.ts';

const parallelOperations = 64;

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
    keystone: externalKeystone(settings),
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
  const cells = new Map([['cells', listener]]);
  const origins = await openListeners(settings, common, ports, parts, { screens, listeners: cells });
  publicOrigin = origins.nano;
  // Streams end before their listeners wait for what is under way.
  parts.add(async () => {
    eventLog.close();
    adjutant.endStreams();
  });
  await warnings.review();
  await recoverTasks(ports);
  const renewCertificate = async () => {
    if (await authority.renewIfDue()) listener.useCertificate();
  };
  await startDuties(settings, log, { ports, reserves, screens, renewCertificate }, parts);
  return {
    ...origins,
    cellListenerPort: listener.port,
    [Symbol.asyncDispose]: () => parts[Symbol.asyncDispose](),
  };
}
