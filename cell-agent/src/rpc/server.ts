/**
 * The agent's gRPC server. Its connections are made by a TLS server of our own, so that only the control plane's come
 * here, checked once and not with every call, and so that the certificate can be replaced while streams are open.
 */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { cellService } from '../../../proto/src/service.ts';
import type { CellKeys } from '../identity/cell-keys.ts';
import { listenForControlPlane } from '../identity/peer-listener.ts';
import type { Logger } from '../observe/logger.ts';
import type { Cell } from '../use-cases/ports.ts';
import type { RpcContext } from './handler.ts';
import type { Handlers } from './verb.ts';
import { admitGuestVerb } from './verbs/admit-guest.ts';
import { adoptGuestVerb } from './verbs/adopt-guest.ts';
import { arriveGuestVerb } from './verbs/arrive-guest.ts';
import { attachStorageVerb } from './verbs/attach-storage.ts';
import { attachVolumeVerb } from './verbs/attach-volume.ts';
import { buildImageVerb } from './verbs/build-image.ts';
import { collectImagesVerb } from './verbs/collect-images.ts';
import { createGuestVerb } from './verbs/create-guest.ts';
import { createSnapshotVerb } from './verbs/create-snapshot.ts';
import { createVolumeVerb } from './verbs/create-volume.ts';
import { deleteGuestVerb } from './verbs/delete-guest.ts';
import { deleteSnapshotVerb } from './verbs/delete-snapshot.ts';
import { deleteVolumeVerb } from './verbs/delete-volume.ts';
import { departGuestVerb } from './verbs/depart-guest.ts';
import { describeCellVerb } from './verbs/describe-cell.ts';
import { detachStorageVerb } from './verbs/detach-storage.ts';
import { detachVolumeVerb } from './verbs/detach-volume.ts';
import { ejectMediaVerb } from './verbs/eject-media.ts';
import { eventsVerb } from './verbs/events.ts';
import { expectGuestVerb } from './verbs/expect-guest.ts';
import { expectVolumeVerb } from './verbs/expect-volume.ts';
import { forgetGuestVerb } from './verbs/forget-guest.ts';
import { getGuestVerb } from './verbs/get-guest.ts';
import { insertMediaVerb } from './verbs/insert-media.ts';
import { leaveGuestVerb } from './verbs/leave-guest.ts';
import { listSnapshotsVerb } from './verbs/list-snapshots.ts';
import { pullImageVerb } from './verbs/pull-image.ts';
import { rebootGuestVerb } from './verbs/reboot-guest.ts';
import { refuseGuestVerb } from './verbs/refuse-guest.ts';
import { removeImageVerb } from './verbs/remove-image.ts';
import { renameGuestVerb } from './verbs/rename-guest.ts';
import { renewLeasesVerb } from './verbs/renew-leases.ts';
import { resetGuestVerb } from './verbs/reset-guest.ts';
import { resetSystemVerb } from './verbs/reset-system.ts';
import { resizeDiskVerb } from './verbs/resize-disk.ts';
import { resizeVolumeVerb } from './verbs/resize-volume.ts';
import { restoreSnapshotVerb } from './verbs/restore-snapshot.ts';
import { sendGuestVerb } from './verbs/send-guest.ts';
import { sendVolumeVerb } from './verbs/send-volume.ts';
import { setAutoStartVerb } from './verbs/set-auto-start.ts';
import { setCoresVerb } from './verbs/set-cores.ts';
import { setCpuPriorityVerb } from './verbs/set-cpu-priority.ts';
import { setDiskQosVerb } from './verbs/set-disk-qos.ts';
import { setFailoverVerb } from './verbs/set-failover.ts';
import { setFloatingAddressesVerb } from './verbs/set-floating-addresses.ts';
import { setGuestPasswordVerb } from './verbs/set-guest-password.ts';
import { setMemoryVerb } from './verbs/set-memory.ts';
import { setMonitorSecretVerb } from './verbs/set-monitor-secret.ts';
import { setNetworkQosVerb } from './verbs/set-network-qos.ts';
import { setSecurityPolicyVerb } from './verbs/set-security-policy.ts';
import { setStoragePathVerb } from './verbs/set-storage-path.ts';
import { shrinkDiskVerb } from './verbs/shrink-disk.ts';
import { startGuestVerb } from './verbs/start-guest.ts';
import { stayGuestVerb } from './verbs/stay-guest.ts';
import { stopGuestVerb } from './verbs/stop-guest.ts';

/** An inventory of 10,000 guests is about 5 MiB; requests are small, user-data being the largest part. */
const maxReplyBytes = 64 * 1024 * 1024;
const maxRequestBytes = 4 * 1024 * 1024;
const stopMs = 3_000;

export interface RpcServerOptions {
  readonly listen: string;
  readonly port: number;
  readonly keys: CellKeys;
  readonly statisticsIntervalMs: number;
  readonly log: Logger;
}

export interface RpcServer extends AsyncDisposable {
  readonly port: number;
}

/**
 * Disposing ends the streams, lets short calls finish, and cuts off what lasts longer than three seconds.
 * @throws DomainError `conflict` with reason `port_in_use`.
 */
export async function serveCell(cell: Cell, options: RpcServerOptions): Promise<RpcServer> {
  const server = new Server({
    'grpc.max_send_message_length': maxReplyBytes,
    'grpc.max_receive_message_length': maxRequestBytes,
    'grpc.keepalive_time_ms': 20_000,
    'grpc.keepalive_timeout_ms': 10_000,
    'grpc.enable_channelz': 0,
  });
  const stopping = new AbortController();
  server.addService(cellService, {
    ...handlers({ log: options.log, stopping: stopping.signal }, cell, options),
  });
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const listener = await listenForControlPlane({
    listen: options.listen,
    port: options.port,
    purpose: 'for the control plane',
    keys: options.keys,
    protocol: 'h2',
    onPeer: (socket) => injector.injectConnection(socket),
  });
  return {
    port: listener.port,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      const closed = listener.close(stopMs);
      server.tryShutdown(() => undefined);
      await closed;
      server.forceShutdown();
    },
  };
}

function handlers(context: RpcContext, cell: Cell, { statisticsIntervalMs }: RpcServerOptions): Handlers {
  return {
    describeCell: describeCellVerb(context, cell),
    events: eventsVerb(context, cell, statisticsIntervalMs),
    getGuest: getGuestVerb(context, cell),
    createGuest: createGuestVerb(context, cell),
    deleteGuest: deleteGuestVerb(context, cell),
    startGuest: startGuestVerb(context, cell),
    stopGuest: stopGuestVerb(context, cell),
    rebootGuest: rebootGuestVerb(context, cell),
    resetGuest: resetGuestVerb(context, cell),
    renameGuest: renameGuestVerb(context, cell),
    setCores: setCoresVerb(context, cell),
    setMemory: setMemoryVerb(context, cell),
    resizeDisk: resizeDiskVerb(context, cell),
    shrinkDisk: shrinkDiskVerb(context, cell),
    setAutoStart: setAutoStartVerb(context, cell),
    setMonitorSecret: setMonitorSecretVerb(context, cell),
    setGuestPassword: setGuestPasswordVerb(context, cell),
    setCpuPriority: setCpuPriorityVerb(context, cell),
    setDiskQos: setDiskQosVerb(context, cell),
    setNetworkQos: setNetworkQosVerb(context, cell),
    setSecurityPolicy: setSecurityPolicyVerb(context, cell),
    pullImage: pullImageVerb(context, cell),
    removeImage: removeImageVerb(context, cell),
    insertMedia: insertMediaVerb(context, cell),
    ejectMedia: ejectMediaVerb(context, cell),
    buildImage: buildImageVerb(context, cell),
    resetSystem: resetSystemVerb(context, cell),
    collectImages: collectImagesVerb(context, cell),
    renewLeases: renewLeasesVerb(context, cell),
    setFailover: setFailoverVerb(context, cell),
    adoptGuest: adoptGuestVerb(context, cell),
    forgetGuest: forgetGuestVerb(context, cell),
    attachStorage: attachStorageVerb(context, cell),
    detachStorage: detachStorageVerb(context, cell),
    setStoragePath: setStoragePathVerb(context, cell),
    listSnapshots: listSnapshotsVerb(context, cell),
    createSnapshot: createSnapshotVerb(context, cell),
    restoreSnapshot: restoreSnapshotVerb(context, cell),
    deleteSnapshot: deleteSnapshotVerb(context, cell),
    departGuest: departGuestVerb(context, cell),
    expectGuest: expectGuestVerb(context, cell),
    sendGuest: sendGuestVerb(context, cell),
    arriveGuest: arriveGuestVerb(context, cell),
    admitGuest: admitGuestVerb(context, cell),
    leaveGuest: leaveGuestVerb(context, cell),
    stayGuest: stayGuestVerb(context, cell),
    refuseGuest: refuseGuestVerb(context, cell),
    attachVolume: attachVolumeVerb(context, cell),
    createVolume: createVolumeVerb(context, cell),
    deleteVolume: deleteVolumeVerb(context, cell),
    detachVolume: detachVolumeVerb(context, cell),
    expectVolume: expectVolumeVerb(context, cell),
    resizeVolume: resizeVolumeVerb(context, cell),
    sendVolume: sendVolumeVerb(context, cell),
    setFloatingAddresses: setFloatingAddressesVerb(context, cell),
  };
}
