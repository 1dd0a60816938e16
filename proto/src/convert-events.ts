/** The Events stream between the plain values of `model.ts` and protobuf. */
import { decodeGuest, encodeGuest } from './convert.ts';
import { DomainError } from './errors.ts';
import type { CachedImage, CellDescription, CellEvent, GuestStatistics, NodeStatistics } from './model.ts';
import type { StorageState } from './model-storages.ts';
import { cellar } from './runtime.ts';

const v1 = cellar.cell.v1;

export function encodeCell(cell: CellDescription): cellar.cell.v1.ICellDescription {
  return {
    ...cell,
    storagePaths: [...cell.storagePaths],
    warnings: [...cell.warnings],
    storages: [...cell.storages],
  };
}

export function decodeCell(message: cellar.cell.v1.ICellDescription | null | undefined): CellDescription {
  const cell = new v1.CellDescription(message ?? {});
  return {
    cellId: cell.cellId,
    name: cell.name,
    agentVersion: cell.agentVersion,
    hypervisor: cell.hypervisor,
    hypervisorVersion: cell.hypervisorVersion,
    virtualization: cell.virtualization === 'kvm' ? 'kvm' : 'qemu',
    cpuCount: cell.cpuCount,
    memoryBytes: cell.memoryBytes,
    storagePaths: cell.storagePaths,
    warnings: cell.warnings.map(({ code, message: text }) => ({ code: code ?? '', message: text ?? '' })),
    startedAtMs: cell.startedAtMs,
    consolePort: cell.consolePort,
    externalBridge: cell.externalBridge,
    storages: cell.storages.map(decodeStorageState),
  };
}

export function decodeImage(message: cellar.cell.v1.ICachedImage): CachedImage {
  return { sha256: message.sha256 ?? '', sizeBytes: message.sizeBytes ?? 0 };
}

export function encodeEvent(event: CellEvent): cellar.cell.v1.IEvent {
  const { atMs } = event;
  switch (event.type) {
    case 'inventory':
      return {
        atMs,
        inventory: {
          cell: encodeCell(event.cell),
          guests: event.guests.map(encodeGuest),
          images: [...event.images],
        },
      };
    case 'guest_changed':
      return { atMs, guestChanged: encodeGuest(event.guest) };
    case 'guest_removed':
      return { atMs, guestRemoved: { guestId: event.guestId } };
    case 'statistics':
      return {
        atMs,
        statistics: { node: event.node, guests: [...event.guests], storages: [...event.storages] },
      };
    case 'warning':
      return { atMs, warning: { code: event.code, message: event.message, guestId: event.guestId } };
    case 'hypervisor_lost':
      return { atMs, hypervisorLost: { message: event.message } };
  }
}

export function decodeEvent(message: cellar.cell.v1.IEvent): CellEvent {
  const atMs = message.atMs ?? 0;
  if (message.inventory) {
    const { cell, guests, images } = message.inventory;
    return {
      atMs,
      type: 'inventory',
      cell: decodeCell(cell),
      guests: (guests ?? []).map(decodeGuest),
      images: (images ?? []).map(decodeImage),
    };
  }
  if (message.guestChanged) return { atMs, type: 'guest_changed', guest: decodeGuest(message.guestChanged) };
  if (message.guestRemoved)
    return { atMs, type: 'guest_removed', guestId: message.guestRemoved.guestId ?? '' };
  if (message.statistics) {
    const { node, guests, storages } = message.statistics;
    return {
      atMs,
      type: 'statistics',
      node: decodeNodeStatistics(node ?? {}),
      guests: (guests ?? []).map(decodeGuestStatistics),
      storages: (storages ?? []).map(decodeStorageState),
    };
  }
  if (message.warning) {
    const { code, message: text, guestId } = message.warning;
    return { atMs, type: 'warning', code: code ?? '', message: text ?? '', guestId: guestId ?? '' };
  }
  if (message.hypervisorLost)
    return { atMs, type: 'hypervisor_lost', message: message.hypervisorLost.message ?? '' };
  throw new DomainError('invalid', 'a cell event of unknown type', { reason: 'protocol' });
}

export function decodeStorageState(message: cellar.cell.v1.IStorageState): StorageState {
  const state = new v1.StorageState(message);
  return {
    name: state.name,
    id: state.id,
    attached: state.attached,
    error: state.error,
    totalBytes: state.totalBytes,
    availableBytes: state.availableBytes,
  };
}

function decodeNodeStatistics(message: cellar.cell.v1.INodeStatistics): NodeStatistics {
  const node = new v1.NodeStatistics(message);
  return {
    cpuUsage: node.cpuUsage,
    memoryAvailableBytes: node.memoryAvailableBytes,
    diskBytes: node.diskBytes,
    diskAvailableBytes: node.diskAvailableBytes,
    readBytesPerSecond: node.readBytesPerSecond,
    writeBytesPerSecond: node.writeBytesPerSecond,
    receiveBytesPerSecond: node.receiveBytesPerSecond,
    sendBytesPerSecond: node.sendBytesPerSecond,
  };
}

function decodeGuestStatistics(message: cellar.cell.v1.IGuestStatistics): GuestStatistics {
  const guest = new v1.GuestStatistics(message);
  return {
    guestId: guest.guestId,
    cpuUsage: guest.cpuUsage,
    memoryAvailableBytes: guest.memoryAvailableBytes,
    diskAvailableBytes: guest.diskAvailableBytes,
    bytesRead: guest.bytesRead,
    bytesWritten: guest.bytesWritten,
    bytesReceived: guest.bytesReceived,
    bytesSent: guest.bytesSent,
  };
}
