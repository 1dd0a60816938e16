/** Every kind of operation that the engine knows. */

import { handOverDesktopOperation } from '../use-cases/desktop-requests/hand-over-desktop.ts';
import { rebuildDesktopOperation } from '../use-cases/desktop-servers/rebuild-desktop.ts';
import { autoAllocateUsersOperation } from '../use-cases/desktops/auto-allocate-users.ts';
import { failOverGuestOperation } from '../use-cases/failover/fail-over-guest.ts';
import { protectGuestOperation, unprotectGuestOperation } from '../use-cases/failover/protect-guest.ts';
import { leadFloatingIpOperation } from '../use-cases/floating-ips/lead-floating-ip-operation.ts';
import { setSecurityPolicyOperation } from '../use-cases/guest-policies/set-security-policy.ts';
import { createGuestOperation } from '../use-cases/guests/create-guest-operation.ts';
import { deleteGuestOperation } from '../use-cases/guests/delete-guest.ts';
import { rebootGuestOperation } from '../use-cases/guests/reboot-guest.ts';
import { renameGuestOperation } from '../use-cases/guests/rename-guest.ts';
import { resetGuestOperation } from '../use-cases/guests/reset-guest.ts';
import { resetSystemOperation } from '../use-cases/guests/reset-system-operation.ts';
import { resizeDiskOperation } from '../use-cases/guests/resize-disk.ts';
import { setAutoStartOperation } from '../use-cases/guests/set-auto-start.ts';
import { setCoresOperation } from '../use-cases/guests/set-cores.ts';
import { setCpuPriorityOperation } from '../use-cases/guests/set-cpu-priority.ts';
import { setDiskQosOperation } from '../use-cases/guests/set-disk-qos.ts';
import { setGuestPasswordOperation } from '../use-cases/guests/set-guest-password.ts';
import { setMemoryOperation } from '../use-cases/guests/set-memory.ts';
import { setMonitorSecretOperation } from '../use-cases/guests/set-monitor-secret.ts';
import { setNetworkQosOperation } from '../use-cases/guests/set-network-qos.ts';
import { shrinkDiskOperation } from '../use-cases/guests/shrink-disk.ts';
import { startGuestOperation } from '../use-cases/guests/start-guest.ts';
import { stopGuestOperation } from '../use-cases/guests/stop-guest.ts';
import { buildImageOperation } from '../use-cases/images/build-image-operation.ts';
import { ejectMediaOperation } from '../use-cases/media/eject-media.ts';
import { insertMediaOperation } from '../use-cases/media/insert-media.ts';
import { clearMovedGuestOperation } from '../use-cases/migrations/clear-moved-guest.ts';
import { migrateGuestOperation } from '../use-cases/migrations/migrate-guest-operation.ts';
import { createSnapshotOperation } from '../use-cases/snapshots/create-snapshot.ts';
import { deleteSnapshotOperation } from '../use-cases/snapshots/delete-snapshot.ts';
import { restoreSnapshotOperation } from '../use-cases/snapshots/restore-snapshot.ts';
import { attachVolumeOperation } from '../use-cases/volumes/attach-volume-operation.ts';
import { deleteVolumeOperation } from '../use-cases/volumes/delete-volume.ts';
import { detachVolumeOperation } from '../use-cases/volumes/detach-volume.ts';
import { extendVolumeOperation } from '../use-cases/volumes/extend-volume.ts';
import type { AnyDefinition } from './run-steps.ts';

export const knownOperations: readonly AnyDefinition[] = [
  createGuestOperation,
  deleteGuestOperation,
  startGuestOperation,
  stopGuestOperation,
  rebootGuestOperation,
  resetGuestOperation,
  resetSystemOperation,
  insertMediaOperation,
  ejectMediaOperation,
  buildImageOperation,
  renameGuestOperation,
  setCoresOperation,
  setMemoryOperation,
  resizeDiskOperation,
  shrinkDiskOperation,
  setAutoStartOperation,
  setMonitorSecretOperation,
  setGuestPasswordOperation,
  setCpuPriorityOperation,
  setDiskQosOperation,
  setNetworkQosOperation,
  setSecurityPolicyOperation,
  migrateGuestOperation,
  clearMovedGuestOperation,
  createSnapshotOperation,
  restoreSnapshotOperation,
  deleteSnapshotOperation,
  failOverGuestOperation,
  protectGuestOperation,
  unprotectGuestOperation,
  rebuildDesktopOperation,
  autoAllocateUsersOperation,
  handOverDesktopOperation,
  attachVolumeOperation,
  detachVolumeOperation,
  extendVolumeOperation,
  deleteVolumeOperation,
  leadFloatingIpOperation,
];
