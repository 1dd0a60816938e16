/** Attached volumes in a domain's XML. */
import type { GuestSpec, VolumeSpec } from '../../../../../proto/src/model.ts';
import { type GuestFiles, volumeIdOf } from '../guest-files.ts';
import { diskDriver } from './disk-driver.ts';
import { element, find, type XmlElement } from './element.ts';
import { buildIoTune } from './qos.ts';
import { mapChildren } from './revise.ts';

const lastLetter = 'z'.charCodeAt(0);
/** What virtio carries of a serial number. */
const serialLength = 20;

/** Named from the last letter down, away from the guest's own disks. */
export function buildVolume(
  { hardware, qos }: Pick<GuestSpec, 'hardware' | 'qos'>,
  volume: VolumeSpec,
  files: GuestFiles,
): XmlElement {
  const bus = busOf(hardware);
  const dev = `${bus === 'virtio' ? 'vd' : 'sd'}${String.fromCharCode(lastLetter - volume.slot)}`;
  return element(
    'disk',
    { type: 'file', device: 'disk' },
    diskDriver,
    element('source', { file: files.volume(volume) }),
    element('target', { dev, bus }),
    element('serial', {}, volume.id.replaceAll('-', '').slice(0, serialLength)),
    buildIoTune(qos),
  );
}

/** The domain with the device as this volume's, or without the volume. */
export function withVolume(volumeId: string, device: XmlElement | null): (domain: XmlElement) => XmlElement {
  return mapChildren('devices', (devices) => {
    const others = devices.children.filter(
      (child) => typeof child === 'string' || !isVolume(child, volumeId),
    );
    return { ...devices, children: device === null ? others : [...others, device] };
  });
}

export function isVolume(device: XmlElement, volumeId: string): boolean {
  const path = find(device, 'source')?.attributes.file ?? '';
  return device.name === 'disk' && volumeIdOf(path) === volumeId;
}

/** IDE and SATA take nothing while they run. Every system knows a disk at USB, where the guest has that. */
function busOf({ disk, usb, tablet }: GuestSpec['hardware']): 'virtio' | 'scsi' | 'usb' {
  if (disk === 'virtio' || disk === 'scsi') return disk;
  return usb !== '' || tablet === 'usb' ? 'usb' : 'virtio';
}
