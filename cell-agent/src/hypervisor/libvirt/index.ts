/** The hypervisor port on libvirt and QEMU. */
import { dirname } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';
import { every } from '../../every.ts';
import type { Hypervisor } from '../port.ts';
import { AddressBook } from './addresses/address-book.ts';
import { readLeases } from './addresses/leases.ts';
import { AgentCalls } from './agent/agent-calls.ts';
import { FreeSpace } from './agent/free-space.ts';
import { createChanges } from './changes/index.ts';
import { Revisions } from './changes/revisions.ts';
import { LibvirtClient } from './client.ts';
import { Definitions } from './definitions.ts';
import { describeHost } from './describe-host.ts';
import { Dhcp } from './dhcp/dhcp.ts';
import { ForeignServers } from './dhcp/foreign-servers.ts';
import { createDisk } from './disks/create-disk.ts';
import { EventFeed, eventKindsUsed } from './event-feed.ts';
import { trackBridgedPackets } from './filter/bridge-tracking.ts';
import { GuestFilters } from './filter/guest-filters.ts';
import { HostFilter } from './filter/host-filter.ts';
import { createFloating } from './floating/index.ts';
import { FollowedRuns } from './followed-runs.ts';
import { GuestRecords } from './guest-records.ts';
import { examineHost } from './host.ts';
import { MediaDrive } from './media/media-drive.ts';
import { SystemDisk } from './media/system-disk.ts';
import { createMigration } from './migration/index.ts';
import { HostTools } from './network/host-tools.ts';
import { CellNetwork } from './network/network.ts';
import { openFiles } from './open-files.ts';
import type { LibvirtOptions } from './options.ts';
import { OwnGuests } from './own-guests.ts';
import { Power } from './power.ts';
import { Bandwidth } from './qos/bandwidth.ts';
import { HostLimits } from './qos/host-limits.ts';
import { createQos } from './qos/index.ts';
import { createRecovery } from './recovery.ts';
import { Screen } from './screen.ts';
import { SecretStore } from './secrets.ts';
import { createSnapshots } from './snapshots/snapshots.ts';
import { openStatistics } from './statistics/index.ts';
import { createStorages } from './storages/index.ts';
import { lifecycleOf } from './translate-event.ts';
import { createVolumes } from './volumes/index.ts';

export type { LibvirtOptions };

/** Somebody may flush the host's rules, as the restart of a firewall does. */
const FILTER_CHECK_MS = 15_000;

/**
 * Connects, makes the cell's network and looks at what is there. The connection is kept from then on.
 * @throws DomainError `cell_unreachable` with reason `libvirt_unreachable`; `unsupported` with reason
 *   `kvm_unavailable`.
 */
export async function connectLibvirt(options: LibvirtOptions): Promise<Hypervisor> {
  const client = new LibvirtClient({ socketPath: options.socket, events: eventKindsUsed });
  const agents = new AgentCalls(options.socket);
  try {
    return await assemble(client, agents, options);
  } catch (error) {
    await Promise.all([client.close(), agents[Symbol.asyncDispose]()]);
    throw error;
  }
}

async function assemble(
  client: LibvirtClient,
  agents: AgentCalls,
  options: LibvirtOptions,
): Promise<Hypervisor> {
  const { cellId, imagesPath, log } = options;
  const host = await examineHost(client, options.virt);
  const { virtualization, owner, memoryBytes: hostMemoryBytes } = host;
  const limitsBandwidth = host.bandwidth.by === 'libvirt';
  const files = await openFiles(options.storagePath, owner);

  const secrets = new SecretStore(files);
  const records = new GuestRecords({ client, cellId, files, secrets });
  const networkNamespace = options.networkNamespace ?? null;
  const tools = new HostTools(networkNamespace);
  const network = new CellNetwork(client, cellId, options.network, tools);
  const attachmentOf = network.attachmentOf.bind(network);
  const place = { cellId, files, imagesPath, attachmentOf, limitsBandwidth };
  const surroundings = { cellId, virtualization, hostMemoryBytes, files, limitsBandwidth, attachmentOf };
  const revisions = new Revisions(client);
  await trackBridgedPackets(networkNamespace);
  /** What a host lacks is told to the control plane, too. */
  const tell = (what: string, code: string) => (guestId: string, error: unknown) => {
    log.warn({ err: error, guestId }, what);
    if (error instanceof DomainError && error.reason === code)
      feed.emit({ type: 'warning', code, message: error.message, guestId });
  };
  const filters = new GuestFilters({
    records,
    revisions,
    host: new HostFilter(cellId, networkNamespace),
    onFailure: tell('a guest is not filtered', 'filter_unavailable'),
  });
  const definitions = new Definitions({ client, records, secrets, surroundings, owner, filters });
  const power = new Power({ client, records, network, imagesPath });
  const mediaDrive = new MediaDrive({ client, records, imagesPath });
  const systemDisk = new SystemDisk({ client, records, secrets, files, owner });
  const changes = createChanges({ client, records, files, secrets, owner, virtualization, hostMemoryBytes });
  const screen = new Screen({ client, records, files });
  const own = new OwnGuests(records);
  const freeSpace = new FreeSpace(agents);
  const dhcp = new Dhcp({
    network,
    tools,
    folder: options.dhcpPath,
    foreign: new ForeignServers(tools, cellId),
    records,
    log,
  });
  const leases = async () => await readLeases(client, network.natNetwork, dhcp);
  const addresses: AddressBook = new AddressBook(agents, leases, (guestId) => {
    feed.emit({ type: 'guest_changed', guestId });
    void floating.refresh(guestId);
  });
  const addressesOf = (guestId: string) => addresses.get(guestId);
  const onFailure = tell('a floating address does not lead to its guest', 'floating_unavailable');
  const floatingParts = { records, revisions, network, tools, addressesOf, onFailure };
  const floating = createFloating(options, floatingParts);
  const runs = new FollowedRuns(addresses, freeSpace);
  const bandwidth = new Bandwidth({
    client,
    records,
    revisions,
    host: limitsBandwidth ? null : new HostLimits(cellId, networkNamespace),
    onFailure: tell('the bandwidth of a guest is not limited', 'bandwidth_not_limited'),
  });
  const qos = createQos({ client, records, revisions, bandwidth });
  const snapshots = createSnapshots({ client, records, files, network, changes, qos, place });
  const feed: EventFeed = new EventFeed(own, addresses, freeSpace, log);
  const statistics = await openStatistics(client, own, freeSpace, files);

  const unanswered = (error: unknown) => log.warn({ err: error }, 'DHCP does not follow the guests');

  /** Everything may have changed while there was no connection. */
  async function readAll(): Promise<void> {
    await network.prepare();
    await definitions.leaveStartsToAgent();
    const all = await records.listAny();
    await filters.followAll(all);
    const list = all.filter((one) => !records.isHidden(one));
    await dhcp.replace(list).catch(unanswered);
    own.replace(list);
    await bandwidth.followAll(list);
    await floating.followAll(list);
    for (const record of list) runs.follow(record);
  }

  /** What is kept in mind of a guest begins, as if it had just been started, or ends. */
  async function onSeen(guestId: string): Promise<void> {
    own.forget(guestId);
    await filters.refresh(guestId);
    await floating.refresh(guestId);
    await dhcp.refresh(guestId).catch(unanswered);
    const record = await records.find(guestId);
    if (record !== null && record.state !== 'stopped') {
      runs.follow(record);
      await bandwidth.follow(guestId);
    }
    feed.emit({ type: 'guest_changed', guestId });
  }
  function onHidden(guestId: string): void {
    own.forget(guestId);
    runs.forget(guestId);
    void floating.forget(guestId);
    dhcp.refresh(guestId).catch(unanswered);
  }
  const migration = createMigration({
    client,
    records,
    definitions,
    files,
    owner,
    place,
    async prepareRun({ domain }) {
      await network.require(domain.spec.interfaces);
      await dhcp.require(domain.spec.interfaces);
    },
    onArriving: (guestId) => filters.arrive(guestId),
    onSeen,
    onHidden,
  });

  client.on('event', (event) => {
    feed.take(event);
    bandwidth.take(event);
    filters.take(event);
    const lifecycle = lifecycleOf(event);
    if (lifecycle !== 'defined' && lifecycle !== 'undefined') return;
    dhcp.refresh(event.domain.uuid).catch(unanswered);
    void floating.refresh(event.domain.uuid);
  });
  client.on('disconnected', ({ message }) => feed.emit({ type: 'disconnected', message }));
  client.on('connected', () => {
    readAll()
      .then(() => feed.emit({ type: 'connected' }))
      .catch((error: unknown) => log.warn({ err: error }, 'libvirt went away again'));
  });
  await readAll();
  const restore = async () => {
    await filters.restore();
    await floating.restore();
  };
  const guard = every(FILTER_CHECK_MS, restore, log);

  return {
    kind: 'libvirt',
    runFolder: dirname(options.socket),
    describeHost: async () => ({
      ...describeHost(host, files.storagePath, [...network.warnings, ...dhcp.warnings]),
      externalBridge: options.network.externalBridge !== null,
    }),

    listGuests: async () => {
      const list = await records.list();
      return await Promise.all(
        list.map((record) => records.describe(record, addresses.get(record.domain.spec.id))),
      );
    },
    getGuest: async (guestId) => await records.describe(await records.get(guestId), addresses.get(guestId)),

    createDisk: async (disk, longCall = {}) => {
      const path = files.disk({ id: disk.guestId, storage: disk.storage ?? '' }, disk.index);
      await createDisk(path, disk, owner, longCall);
    },
    deleteDisks: (guestId, storage) => definitions.deleteDisks(guestId, storage),
    defineGuest: async (operationId, spec) => {
      await definitions.define(operationId, spec);
      await snapshots.bring(operationId, spec);
      await dhcp.refresh(spec.id).catch(unanswered);
    },
    undefineGuest: async (guestId) => {
      await definitions.undefine(guestId);
      await floating.forget(guestId);
      await dhcp.refresh(guestId).catch(unanswered);
    },

    startGuest: async (guestId, boot, options = {}) => {
      await filters.prepare(await records.get(guestId));
      const record = await records.get(guestId);
      await bandwidth.prepare(record);
      await dhcp.require(record.domain.spec.interfaces);
      await power.start(guestId, boot, options);
      await bandwidth.follow(guestId);
    },
    shutdownGuest: (guestId) => power.pressPowerButton(guestId),
    destroyGuest: (guestId) => power.destroy(guestId),
    rebootGuest: (guestId) => power.reboot(guestId),
    resetGuest: (guestId) => power.reset(guestId),

    ...createRecovery(client, records),

    ...changes,
    ...qos,

    ...createVolumes({ client, records, revisions, files, owner }),

    ...createStorages({ client, records, files, mountsPath: options.mountsPath }),

    setSecurityPolicy: (guestId, policy) => filters.setSecurityPolicy(guestId, policy),

    setFloatingAddresses: (guestId, wanted) => floating.setFloatingAddresses(guestId, wanted),

    insertMedia: (operationId, guestId, media) => mediaDrive.insert(operationId, guestId, media),
    ejectMedia: (guestId) => mediaDrive.eject(guestId),
    exportDisk: (guestId, index, longCall = {}) => systemDisk.export(guestId, index, longCall),
    replaceSystemDisk: (operationId, spec, base, longCall = {}) =>
      systemDisk.replace(operationId, spec, base, longCall),
    ...migration,

    ...snapshots,
    restoreSnapshot: async (guestId, ...how) => {
      await snapshots.restoreSnapshot(guestId, ...how);
      await filters.refresh(guestId);
    },

    openConsole: (guestId) => screen.connect(guestId),
    takeScreenshot: (guestId) => screen.picture(guestId),

    ...statistics,

    watch: (listener) => feed.watch(listener),

    async [Symbol.asyncDispose]() {
      await guard[Symbol.asyncDispose]();
      addresses[Symbol.dispose]();
      await dhcp[Symbol.asyncDispose]();
      freeSpace[Symbol.dispose]();
      await agents[Symbol.asyncDispose]();
      client.removeAllListeners();
      await client.close();
    },
  };
}
