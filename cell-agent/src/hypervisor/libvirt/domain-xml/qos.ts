/** What a guest may take of its host, in libvirt's words. */
import type { CpuPriority } from '../../../../../proto/src/model.ts';
import type { DiskQos, NetworkQos } from '../../../../../proto/src/model-qos.ts';
import { element, type XmlElement } from './element.ts';
import { mapDevices, withElements, without } from './revise.ts';

/** libvirt's scale: a guest of 2000 gets twice the time of one of 1000 when both want it. */
export const cpuShares: Readonly<Record<CpuPriority, number>> = { high: 2000, medium: 1000, low: 500 };

/** Beyond it QEMU refuses a limit, and a guest that has one does not start. */
const MAX_DISK_LIMIT = 1e15;
/** Libvirt sends tc KiB per second in 32 bits: 2 TiB/s, which no guest reaches. */
const MAX_KIBIBYTES = 2 ** 31;

export function buildCpuTune(priority: CpuPriority): XmlElement {
  return element('cputune', {}, element('shares', {}, String(cpuShares[priority])));
}

/** The four limits of one disk under libvirt's names; 0 is none. */
export function ioTuneOf(qos: DiskQos): Readonly<Record<string, number>> {
  const limits = {
    read_bytes_sec: qos.readBytesPerSecond,
    write_bytes_sec: qos.writeBytesPerSecond,
    read_iops_sec: qos.readIops,
    write_iops_sec: qos.writeIops,
  };
  return Object.fromEntries(
    Object.entries(limits).map(([name, limit]) => [name, Math.min(limit, MAX_DISK_LIMIT)]),
  );
}

export function buildIoTune(qos: DiskQos): XmlElement | null {
  const set = Object.entries(ioTuneOf(qos)).filter(([, limit]) => limit > 0);
  if (set.length === 0) return null;
  return element('iotune', {}, ...set.map(([name, limit]) => element(name, {}, String(limit))));
}

export function isLimited({ receiveBytesPerSecond, sendBytesPerSecond }: NetworkQos): boolean {
  return receiveBytesPerSecond > 0 || sendBytesPerSecond > 0;
}

/** Libvirt counts in KiB per second, and names directions as the guest sees them; 0 is none. */
export function bandwidthOf({ receiveBytesPerSecond, sendBytesPerSecond }: NetworkQos) {
  const kibibytes = (bytes: number) =>
    bytes === 0 ? 0 : Math.min(MAX_KIBIBYTES, Math.max(1, Math.round(bytes / 1024)));
  return { inbound: kibibytes(receiveBytesPerSecond), outbound: kibibytes(sendBytesPerSecond) };
}

export function buildBandwidth(qos: NetworkQos): XmlElement | null {
  if (!isLimited(qos)) return null;
  const set = Object.entries(bandwidthOf(qos)).filter(([, average]) => average > 0);
  return element('bandwidth', {}, ...set.map(([direction, average]) => element(direction, { average })));
}

type Change = (domain: XmlElement) => XmlElement;

export function withIoTune(qos: DiskQos): Change {
  const tune = buildIoTune(qos);
  const change = tune === null ? without('iotune') : withElements(tune);
  return mapDevices('disk', (disk) => (disk.attributes.device === 'disk' ? change(disk) : disk));
}

/** @param qos null: libvirt limits nothing. */
export function withBandwidth(qos: NetworkQos | null): Change {
  const bandwidth = qos === null ? null : buildBandwidth(qos);
  return mapDevices('interface', bandwidth === null ? without('bandwidth') : withElements(bandwidth));
}
