import { DomainError } from '../../../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../../../proto/src/model.ts';
import type { GuestFiles } from '../guest-files.ts';
import { diskDriver } from './disk-driver.ts';
import { element, type XmlElement } from './element.ts';
import { buildIoTune } from './qos.ts';
import { buildVolume } from './volumes.ts';

/** The two optical drives; IDE has room for four devices in all. */
export const MEDIA_DRIVE = 'hdc';
const SEED_DRIVE = 'hdd';

const prefixes = { virtio: 'vd', scsi: 'sd', sata: 'sd' } as const;

export function buildDisks(spec: GuestSpec, files: GuestFiles): XmlElement[] {
  const targets = diskTargets(spec);
  const disks = spec.disks.map((_, index) =>
    element(
      'disk',
      { type: 'file', device: 'disk' },
      diskDriver,
      element('source', { file: files.disk(spec, index) }),
      element('target', { dev: targets[index], bus: spec.hardware.disk }),
      buildIoTune(spec.qos),
    ),
  );
  const seed = spec.cloudInit === null ? [] : [buildDrive(SEED_DRIVE, files.seed(spec))];
  const volumes = spec.volumes.map((volume) => buildVolume(spec, volume, files));
  return [...disks, ...volumes, buildDrive(MEDIA_DRIVE, null), ...seed, ...buildControllers(spec)];
}

function buildDrive(target: string, path: string | null): XmlElement {
  return element(
    'disk',
    { type: 'file', device: 'cdrom' },
    element('driver', { name: 'qemu', type: 'raw' }),
    path === null ? null : element('source', { file: path }),
    element('target', { dev: target, bus: 'ide' }),
    element('readonly'),
  );
}

function diskTargets({ disks, hardware, cloudInit }: GuestSpec): string[] {
  if (hardware.disk === 'ide') {
    const free = cloudInit === null ? ['hda', 'hdb', SEED_DRIVE] : ['hda', 'hdb'];
    if (disks.length <= free.length) return free.slice(0, disks.length);
    throw new DomainError('invalid', `there is room for ${free.length} IDE disks beside the optical drives`, {
      reason: 'too_many_ide_disks',
      details: { maximum: free.length },
    });
  }
  const prefix = prefixes[hardware.disk];
  return disks.map((_, index) => `${prefix}${String.fromCharCode('a'.charCodeAt(0) + index)}`);
}

function buildControllers({ hardware }: GuestSpec): XmlElement[] {
  if (hardware.disk === 'scsi')
    return [element('controller', { type: 'scsi', index: 0, model: 'virtio-scsi' })];
  if (hardware.disk === 'sata') return [element('controller', { type: 'sata', index: 0 })];
  return [];
}
