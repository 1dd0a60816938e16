/** The composition root: the only file that knows all parts of the control plane. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openAuthority } from './cells/authority.ts';
import { Gateway } from './cells/gateway.ts';
import { type CellListener, startCellListener } from './cells/listener.ts';
import type { Settings } from './config/schema.ts';
import { createHttpApp } from './http/app.ts';
import { createHttpCommon, type HttpCommon } from './http/common.ts';
import { createMonitorSocket } from './http/console/monitor-socket.ts';
import { attachUpgrades } from './http/console/upgrades.ts';
import { createIdentityApp } from './http/identity/app.ts';
import { parseNetworks, resolveAddress } from './http/middleware/client-address.ts';
import { openListener } from './http/open-listener.ts';
import { builtUi } from './http/pages/built-ui.ts';
import { createPages } from './http/pages/pages.ts';
import { createImageFiles } from './images/image-files.ts';
import type { Logger } from './observe/logger.ts';
import { createBatchRunner } from './operations/batches/batch-runner.ts';
import { createEngine } from './operations/engine.ts';
import { knownOperations } from './operations/known-operations.ts';
import { passwordPortsOf } from './password-ports.ts';
import { openStore } from './store/index.ts';
import { systemClock } from './system/clock.ts';
import { every } from './system/every.ts';
import { FolderLock } from './system/folder-lock.ts';
import { systemIds } from './system/ids.ts';
import { systemOneTimeCodes } from './system/one-time-codes.ts';
import { createScryptPasswords } from './system/passwords.ts';
import { collectCachedImages } from './use-cases/images/collect-cached-images.ts';
import { connectMonitorChannel } from './use-cases/monitor/connect-monitor-channel.ts';
import type { Limits, Ports } from './use-cases/ports/index.ts';
import { forgetExpired } from './use-cases/sessions/forget-expired.ts';
import { StorageKeeper } from './use-cases/storage-pools/keep-storages.ts';
import { seedDefaults } from './use-cases/system/seed-defaults.ts';
import { keepWarnings } from './use-cases/warnings/keep-warnings.ts';

const channelTimeoutMs = 15_000;
const closeGraceMs = 5_000;
const parallelOperations = 64;
const GiB = 2 ** 30;

export interface ControlPlane extends AsyncDisposable {
  /** Origin of the public listener, e.g. `http://127.0.0.1:5870`. */
  readonly nano: string;
  /** Origin of the identity API's listener. */
  readonly identity: string;
  readonly cellListenerPort: number;
}

/** Origins of the public listeners by the name of their API. */
interface Origins {
  nano: string;
  identity: string;
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
  const location =
    settings.database.url === undefined
      ? { path: join(settings.data, 'cellar.db') }
      : { url: settings.database.url };
  const store = parts.use(await openStore({ ...location, clock }));
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
  const parted = { ...reached, usage: gateway.usage, cellLinks: gateway, cellStorages, authority, clock };
  const made = {
    ids: systemIds,
    passwords: createScryptPasswords(),
    oneTimeCodes: systemOneTimeCodes,
    ...passwordPortsOf(settings),
    imageFiles,
    limits: limitsOf(settings, clock.nowMs()),
  };
  const engine = createEngine({
    ports: { ...parted, ...made },
    definitions: knownOperations,
    log,
    maxParallel: parallelOperations,
  });
  parts.add(() => engine.drain());
  const batches = createBatchRunner({ ports: { ...parted, ...made, operations: engine }, log });
  parts.add(() => batches.drain());
  const ports: Ports = { ...parted, ...made, operations: engine, batches };

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
  const warnings = parts.use(await keepWarnings(ports, log));
  parts.use(cellStorages);
  await gateway.start();
  parts.add(every(10_000, () => cellStorages.review(), log));
  parts.add(every(60_000, () => warnings.review(), log));
  await engine.recover();
  await batches.recover();
  const endpoints = await servePublic(settings, log, ports, parts);
  parts.add(every(60_000, () => forgetExpired(ports), log));
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
    ...endpoints,
    cellListenerPort: listener.port,
    [Symbol.asyncDispose]: () => parts[Symbol.asyncDispose](),
  };
}

async function servePublic(
  settings: Settings,
  log: Logger,
  ports: Ports,
  parts: AsyncDisposables,
): Promise<Origins> {
  const origins: Origins = { nano: '', identity: '' };
  const common = createHttpCommon(log);
  origins.identity = await serveIdentity(settings, common, ports, parts, () => origins);
  origins.nano = await serveNano(settings, common, ports, parts, () => origins);
  return origins;
}

async function serveIdentity(
  settings: Settings,
  common: HttpCommon,
  ports: Ports,
  parts: AsyncDisposables,
  endpoints: () => Origins,
): Promise<string> {
  const { trusted_proxies: trustedProxies, region } = settings.identity;
  const app = createIdentityApp({
    ports,
    common,
    trustedProxies,
    endpoints: () => ({ ...endpoints() }),
    region,
  });
  const listener = await openListener(app, settings.identity);
  parts.add(() => listener.close({ graceMs: closeGraceMs }));
  return listener.origin;
}

async function serveNano(
  settings: Settings,
  common: HttpCommon,
  ports: Ports,
  parts: AsyncDisposables,
  endpoints: () => Origins,
): Promise<string> {
  const { cors, trusted_proxies: trustedProxies } = settings.nano;
  const app = createHttpApp({
    ports,
    common,
    readiness: { problems: () => problemsOf(ports) },
    trustedProxies,
    cors,
    endpoints: () => ({ ...endpoints() }),
    pages: createPages({ uiRoot: builtUi(), webRoot: settings.nano.web_root ?? null }),
  });
  const listener = await openListener(app, settings.nano);
  const trusted = parseNetworks(trustedProxies);
  const monitor = createMonitorSocket({
    connect: (input) => connectMonitorChannel(ports, { ...input, nowMs: ports.clock.nowMs() }),
    addressOf: ({ socket, headers }) =>
      resolveAddress(trusted, socket.remoteAddress ?? '', {
        forwardedFor: headers['x-forwarded-for']?.toString(),
        realIp: headers['x-real-ip']?.toString(),
      }),
    onFailure: (error, requestId) =>
      common.logger.error({ err: error, requestId }, 'a monitor channel failed'),
  });
  attachUpgrades(listener.server, [monitor.handle]);
  parts.add(() => listener.close({ graceMs: closeGraceMs }));
  parts.add(async () => monitor.close());
  return listener.origin;
}

/** Why requests can not be served now. */
async function problemsOf({ store }: Ports): Promise<string[]> {
  try {
    await store.users.count();
    return [];
  } catch {
    return ['the database does not answer'];
  }
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

/** What was started, ended in the opposite order. `AsyncDisposableStack` is missing on Node 22. */
class AsyncDisposables implements AsyncDisposable {
  readonly #ends: (() => Promise<unknown>)[] = [];

  use<T extends AsyncDisposable>(part: T): T {
    this.#ends.push(async () => part[Symbol.asyncDispose]());
    return part;
  }

  add(end: () => Promise<unknown>): void {
    this.#ends.push(end);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }
}
