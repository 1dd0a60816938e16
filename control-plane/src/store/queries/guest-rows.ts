import type { InterfaceSpec } from '../../../../proto/src/model.ts';
import type { Guest, GuestPhase } from '../../domain/guest.ts';
import { totalDiskBytes } from '../../domain/guest.ts';
import { fromFlag, fromJson, fromSharedJson, toFlag, toJson } from '../columns.ts';
import type { GuestsTable } from '../tables/guests.ts';

export function toGuest(row: GuestsTable): Guest {
  return {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    owner: row.owner,
    groupId: row.group_id,
    group: row.group_name,
    pool: row.pool,
    cellId: row.cell_id,
    phase: row.phase as GuestPhase,
    cores: row.cores,
    memoryBytes: row.memory_bytes,
    disks: fromSharedJson(row.disks),
    interfaces: toInterfaces(row.interfaces),
    hardware: fromSharedJson(row.hardware),
    operatingSystem: row.operating_system === 'windows' ? 'windows' : 'linux',
    adminName: row.admin_name,
    modules: fromSharedJson(row.modules),
    cloudInit: row.cloud_init === null ? null : fromJson(row.cloud_init),
    qos: fromSharedJson(row.qos),
    securityPolicy: fromSharedJson(row.security_policy),
    autoStart: fromFlag(row.auto_start),
    failover: fromFlag(row.failover),
    antiAffinity: row.anti_affinity,
    monitorSecret: row.monitor_secret,
    imageId: row.image_id,
    createdAtMs: row.created_at_ms,
    storage: row.storage,
    projectId: row.project_id,
    volumes: fromSharedJson(row.volumes),
    floatingAddresses: fromSharedJson(row.floating_addresses),
  };
}

/** Rows of before there were address pools do not say who assigns: nobody does. */
function toInterfaces(text: string): InterfaceSpec[] {
  const stored = fromJson<(Omit<InterfaceSpec, 'assignment'> & Partial<InterfaceSpec>)[]>(text);
  return stored.map((one) => ({ ...one, assignment: one.assignment ?? 'dhcp' }));
}

export function toGuestRow(guest: Guest): GuestsTable {
  return {
    id: guest.id,
    name: guest.name,
    owner_id: guest.ownerId,
    owner: guest.owner,
    group_id: guest.groupId,
    group_name: guest.group,
    pool: guest.pool,
    cell_id: guest.cellId,
    phase: guest.phase,
    cores: guest.cores,
    memory_bytes: guest.memoryBytes,
    total_disk_bytes: totalDiskBytes(guest),
    disks: toJson(guest.disks),
    interfaces: toJson(guest.interfaces),
    addresses: guest.interfaces
      .map((nic) => nic.address.split('/')[0])
      .filter(Boolean)
      .join(' '),
    hardware: toJson(guest.hardware),
    operating_system: guest.operatingSystem,
    admin_name: guest.adminName,
    modules: toJson(guest.modules),
    cloud_init: guest.cloudInit === null ? null : toJson(guest.cloudInit),
    qos: toJson(guest.qos),
    security_policy: toJson(guest.securityPolicy),
    auto_start: toFlag(guest.autoStart),
    failover: toFlag(guest.failover),
    anti_affinity: guest.antiAffinity,
    monitor_secret: guest.monitorSecret,
    image_id: guest.imageId,
    created_at_ms: guest.createdAtMs,
    storage: guest.storage,
    project_id: guest.projectId,
    volumes: toJson(guest.volumes),
    floating_addresses: toJson(guest.floatingAddresses),
  };
}
