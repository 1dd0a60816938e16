import { hostOf } from '../../../domain/cell.ts';
import type {
  CellStatus,
  GuestCounts,
  PoolStatus,
  Resources,
  ZoneStatus,
} from '../../../use-cases/status/summary.ts';
import { toLocalTime } from './time.ts';

export function zoneToWire(zone: ZoneStatus) {
  const { pools, cells } = zone;
  return {
    name: 'default',
    pools: [pools.disabled, pools.enabled],
    cells: [cells.offline, cells.online],
    instances: countsToWire(zone.guests),
    ...resourcesToWire(zone.resources),
    start_time: toLocalTime(zone.startedAtMs),
  };
}

export function poolStatusToWire(pool: PoolStatus) {
  const { name, enabled, cells } = pool;
  return {
    name,
    enabled,
    cells: [cells.offline, cells.online],
    instances: countsToWire(pool.guests),
    ...resourcesToWire(pool.resources),
  };
}

export function cellStatusToWire({ cell, alive, guests, resources }: CellStatus) {
  return {
    name: cell.name,
    address: hostOf(cell.address),
    enabled: cell.enabled,
    alive,
    instances: countsToWire(guests),
    ...resourcesToWire(resources),
  };
}

function countsToWire(counts: GuestCounts) {
  return [counts.stopped, counts.running, counts.lost, counts.migrating];
}

/** `cpu_usage` is percent of all cores, as the portal's charts expect. */
function resourcesToWire(resources: Resources) {
  return {
    cpu_usage: Math.round(resources.cpuUsage * 100) / 100,
    max_cpu: resources.cores,
    available_memory: resources.memoryAvailableBytes,
    max_memory: resources.memoryBytes,
    available_disk: resources.diskAvailableBytes,
    max_disk: resources.diskBytes,
    read_speed: Math.round(resources.readBytesPerSecond),
    write_speed: Math.round(resources.writeBytesPerSecond),
    receive_speed: Math.round(resources.receiveBytesPerSecond),
    send_speed: Math.round(resources.sendBytesPerSecond),
  };
}
