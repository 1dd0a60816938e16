/** Builds one cell from its parts and serves it. The only file that knows all parts. */
import { join } from 'node:path';
import type { HostWarning } from '../../proto/src/model.ts';
import { openDueFile } from './auto-start/due-file.ts';
import { neverDue, StartWithHost } from './auto-start/start-with-host.ts';
import type { Settings } from './config/schema.ts';
import { listenForConsoles } from './console/tunnel.ts';
import { every } from './every.ts';
import type { Hypervisor } from './hypervisor/port.ts';
import { CellKeys } from './identity/cell-keys.ts';
import { CertificateKeeper } from './identity/keep-renewed.ts';
import { type CellIdentity, makeDataFolder } from './identity/store.ts';
import { addressCheck } from './identity/tell-address.ts';
import { type FetchImage, openImageCache } from './images/cache.ts';
import { fromControlPlane } from './images/pull.ts';
import { toControlPlane } from './images/send-image.ts';
import { withEndedRuns } from './leases/ended-runs.ts';
import { openLeases } from './leases/open-leases.ts';
import { channelsWith } from './migration/open-channel.ts';
import type { Logger } from './observe/logger.ts';
import { serveMetrics } from './observe/metrics.ts';
import { openHypervisor } from './open-hypervisor.ts';
import { serveCell } from './rpc/server.ts';
import { keepStorages } from './storages/storages.ts';
import { resumeWaitingGuests } from './use-cases/guests/resume-waiting-guests.ts';
import { settleLeasedGuests } from './use-cases/guests/run-under-lease.ts';
import { KeyedLock } from './use-cases/keyed-lock.ts';
import { Arrivals } from './use-cases/migration/arrivals.ts';
import type { Cell } from './use-cases/ports.ts';
import { RecentOperations } from './use-cases/recent-operations.ts';
import { agentVersion } from './version.ts';

/** How soon guests that wait for room on the storage go on when there is some. */
const roomCheckMs = 5_000;

/** How soon guests that start with the host are tried again. */
const autoStartMs = 2_000;

/** How soon the control plane learns another address of this host. */
const addressCheckMs = 5_000;

export interface RunningCell extends AsyncDisposable {
  readonly name: string;
  readonly cellId: string;
  /** Of the gRPC server. */
  readonly port: number;
  readonly consolePort: number;
}

export interface CellOptions {
  readonly settings: Settings;
  readonly identity: CellIdentity;
  readonly log: Logger;
  /** For the cell's description. */
  readonly warnings: () => readonly HostWarning[];
  /** In place of the download from the control plane. */
  readonly fetchImage?: FetchImage;
  /** In place of the configured one; disposed with the cell. */
  readonly hypervisor?: Hypervisor;
  /** Where the exports of simulated NFS servers are. */
  readonly exportsPath?: string;
}

/**
 * Returns when the cell answers. Disposing stops to serve; guests keep running.
 * @throws DomainError `conflict` (`port_in_use`), `cell_unreachable` (`libvirt_unreachable`).
 */
export async function startCell(options: CellOptions): Promise<RunningCell> {
  const { settings, identity, log, warnings, fetchImage } = options;
  const { cellId, name } = identity;
  const keys = new CellKeys(identity);
  const { listen, port, console_port } = settings.agent;
  await makeDataFolder(settings.data);
  const imagesPath = join(settings.data, 'images');
  const fetch = fetchImage ?? fromControlPlane(keys);
  const images = await openImageCache({ folder: imagesPath, fetch });
  const parts: AsyncDisposable[] = [];
  try {
    const certificate = new CertificateKeeper({ dataPath: settings.data, identity, keys, log });
    parts.unshift(certificate);
    const opened = options.hypervisor ?? (await openHypervisor(options, imagesPath));
    parts.unshift(opened);
    const leases = await openLeases(settings.data, opened, log);
    parts.unshift(leases);
    const { runFolder } = opened;
    const withHost =
      runFolder === undefined ? neverDue : await StartWithHost.open(opened, openDueFile(runFolder, cellId));
    const hypervisor = withEndedRuns(opened, leases.keeper, leases.file, leases.clock, withHost);
    const storages = await keepStorages({
      file: join(settings.data, 'storages.json'),
      hypervisor,
      openImages: (folder) => openImageCache({ folder, fetch, sharer: cellId }),
      log,
    });
    parts.unshift(storages);
    const arrivals = new Arrivals();
    const tunnels = { listen, port: console_port, hypervisor, arrivals, log };
    const consoles = await listenForConsoles({ keys, ...tunnels });
    parts.unshift(consoles);
    const cell: Cell = {
      facts: {
        cellId,
        name,
        agentVersion,
        startedAtMs: Date.now(),
        consolePort: consoles.port,
        warnings: () => [...warnings(), ...certificate.warnings()],
        watchWarnings: (listener) => certificate.watch(listener),
      },
      hypervisor,
      images,
      storages,
      sendImage: toControlPlane(keys),
      leases: leases.keeper,
      guestLocks: new KeyedLock(),
      recentOperations: new RecentOperations(),
      arrivals,
      openChannel: channelsWith(keys),
    };
    await settleLeasedGuests(cell, log);
    parts.unshift(every(roomCheckMs, (signal) => resumeWaitingGuests(cell, signal, log), log));
    parts.unshift(every(autoStartMs, (signal) => withHost.proceed(cell, signal, log), log));
    const statisticsIntervalMs = settings.statistics.interval_ms;
    const rpcPort = port === 0 ? identity.port : port;
    const rpc = await serveCell(cell, { keys, listen, port: rpcPort, statisticsIntervalMs, log });
    parts.unshift(rpc);
    const metrics = await serveMetrics(settings.metrics, hypervisor, log);
    if (metrics !== null) parts.unshift(metrics);
    const { advertise } = settings.agent;
    const told = addressCheck({ dataPath: settings.data, listen, advertise, port: rpc.port }, identity, keys);
    const tellAddress = async () => {
      const address = await told();
      if (address !== null) log.info({ cell: name, address }, 'the control plane knows the new address');
    };
    parts.unshift(every(addressCheckMs, tellAddress, log));
    log.info({ cellId, cell: name, port: rpc.port, consolePort: consoles.port }, 'cell ready');
    return {
      name,
      cellId,
      port: rpc.port,
      consolePort: consoles.port,
      [Symbol.asyncDispose]: () => disposeAll(parts),
    };
  } catch (error) {
    await disposeAll(parts);
    throw error;
  }
}

/** In the given order, each after the one before; the first failure is thrown when all have had their turn. */
export async function disposeAll(parts: readonly AsyncDisposable[]): Promise<void> {
  const failures: unknown[] = [];
  for (const part of parts) {
    try {
      await part[Symbol.asyncDispose]();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
