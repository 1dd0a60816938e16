import type { NetworkSide, Qos } from '../../../../../proto/src/model.ts';
import { isInTheMaking, totalDiskBytes } from '../../../domain/guest.ts';
import { isRunning } from '../../../domain/live.ts';
import type { GuestView } from '../../../use-cases/guests/guest-view.ts';
import { toLocalTime } from './time.ts';

/** A row of a list: everything but the secret. */
export function guestToWire(view: GuestView) {
  const { guest, live, cell } = view;
  return {
    id: guest.id,
    name: guest.name,
    created: !isInTheMaking(guest),
    progress: view.progress,
    running: isRunning(live),
    ...(view.status === 'lost' && { lost: true }),
    owner: guest.owner,
    group: guest.group,
    pool: guest.pool,
    ...(cell.name !== '' && { cell: cell.name, host: cell.host }),
    cores: guest.cores,
    memory: guest.memoryBytes,
    total_disk: totalDiskBytes(guest),
    disks: guest.disks.map((disk) => disk.sizeBytes),
    auto_start: guest.autoStart,
    system: guest.operatingSystem,
    ...ethernetAddress(view),
    display_protocol: guest.hardware.control,
    internal: interfaceToWire(view, 'internal'),
    external: interfaceToWire(view, 'external'),
    create_time: toLocalTime(guest.createdAtMs),
    media_attached: isRunning(live) && live?.seen?.media != null,
    qos: qosToWire(guest.qos),
  };
}

/** A single guest. @param secret of its screen; empty for those who may not have it. */
export function guestDetailToWire(view: GuestView, secret: string) {
  return { ...guestToWire(view), monitor_secret: secret };
}

/** The answer for a guest that is still being made. */
export function creatingGuestToWire(view: GuestView) {
  return { name: view.guest.name, created: false, progress: view.progress };
}

/** With what it uses now; zeros when it is stopped or nothing is known. */
export function instanceToWire(view: GuestView) {
  const { guest, live } = view;
  const running = isRunning(live);
  const statistics = running ? live?.statistics : null;
  return {
    ...guestToWire(view),
    media_source: running ? (live?.seen?.media?.imageId ?? '') : '',
    cpu_usage: Math.round((statistics?.cpuUsage ?? 0) * 100) / 100,
    memory_available: Math.min(statistics?.memoryAvailableBytes ?? 0, guest.memoryBytes),
    disk_available: statistics?.diskAvailableBytes ?? 0,
    bytes_read: statistics?.bytesRead ?? 0,
    bytes_written: statistics?.bytesWritten ?? 0,
    bytes_received: statistics?.bytesReceived ?? 0,
    bytes_sent: statistics?.bytesSent ?? 0,
  };
}

export function instanceDetailToWire(view: GuestView, secret: string) {
  return { ...instanceToWire(view), monitor_secret: secret };
}

function ethernetAddress(view: GuestView) {
  const { interfaces } = view.guest;
  const nic = interfaces.find((candidate) => candidate.network === 'internal') ?? interfaces[0];
  return nic ? { ethernet_address: nic.ethernetAddress } : {};
}

/** Screens are reached through monitor channels only: port 0 says that there is nothing to connect to. */
function interfaceToWire(view: GuestView, side: NetworkSide) {
  const nic = view.guest.interfaces.find((candidate) => candidate.network === side);
  if (nic === undefined) return { network_address: '', display_address: '' };
  return {
    network_address: seenAddress(view, nic.ethernetAddress),
    display_address: view.cell.host === '' ? '' : `${view.cell.host}:0`,
    ...(nic.address !== '' && { allocated_address: nic.address }),
  };
}

/** What the guest's own agent says goes before a lease. */
function seenAddress(view: GuestView, ethernetAddress: string): string {
  const mac = ethernetAddress.toLowerCase();
  const seen =
    view.live?.seen?.addresses.filter((address) => address.ethernetAddress.toLowerCase() === mac) ?? [];
  return (seen.find((address) => address.source === 'agent') ?? seen[0])?.address ?? '';
}

function qosToWire(qos: Qos) {
  return {
    cpu_priority: qos.cpuPriority,
    write_speed: qos.writeBytesPerSecond,
    write_iops: qos.writeIops,
    read_speed: qos.readBytesPerSecond,
    read_iops: qos.readIops,
    receive_speed: qos.receiveBytesPerSecond,
    send_speed: qos.sendBytesPerSecond,
  };
}
