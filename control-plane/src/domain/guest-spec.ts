import type { GuestSpec } from '../../../proto/src/model.ts';
import type { Guest } from './guest.ts';

/** The guest as its cell is told of it. */
export function toGuestSpec(guest: Guest): GuestSpec {
  return {
    id: guest.id,
    name: guest.name,
    hostName: guest.name,
    owner: guest.owner,
    group: guest.group,
    pool: guest.pool,
    operatingSystem: guest.operatingSystem,
    cores: guest.cores,
    memoryBytes: guest.memoryBytes,
    disks: guest.disks,
    interfaces: guest.interfaces,
    hardware: guest.hardware,
    qos: guest.qos,
    autoStart: guest.autoStart,
    monitorSecret: guest.monitorSecret,
    cloudInit: guest.cloudInit,
    modules: guest.modules,
    securityPolicy: guest.securityPolicy,
    createdAtMs: guest.createdAtMs,
    failover: guest.failover,
    antiAffinity: guest.antiAffinity,
    storage: guest.storage,
    volumes: guest.volumes,
    floatingAddresses: guest.floatingAddresses,
  };
}
