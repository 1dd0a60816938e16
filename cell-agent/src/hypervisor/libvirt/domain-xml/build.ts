import type { GuestSpec } from '../../../../../proto/src/model.ts';
import { maximumMemoryBytes } from '../../growth.ts';
import type { GuestFiles } from '../guest-files.ts';
import { buildBootOrder } from './boot.ts';
import { buildDisks } from './disks.ts';
import { buildDisplays } from './displays.ts';
import { element, formatXml, type XmlElement } from './element.ts';
import { buildInterfaces, type InterfaceSurroundings } from './interfaces.ts';
import { memoryElements } from './memory.ts';
import { buildMetadata, buildMoveMark, type MoveMark, publicSpec } from './metadata.ts';
import { buildPeripherals } from './peripherals.ts';
import { buildClock, buildFeatures, buildProcessor, type Virtualization } from './processor.ts';

export interface Surroundings extends InterfaceSurroundings {
  readonly cellId: string;
  readonly virtualization: Virtualization;
  readonly hostMemoryBytes: number;
  readonly files: GuestFiles;
}

/** Of a guest that comes from another cell. */
export interface ArrivalMarks {
  readonly move: MoveMark;
  /** What cloud-init has set it up as. */
  readonly instance: string;
}

/**
 * The domain of a guest, as libvirt is to keep it.
 * @throws DomainError `invalid` for what the hardware has no room for and for texts with control characters.
 */
export function buildDomainXml(
  operationId: string,
  spec: GuestSpec,
  surroundings: Surroundings,
  arrival?: ArrivalMarks,
): string {
  const { cellId, virtualization, hostMemoryBytes, files } = surroundings;
  const title = titleOf(spec.name);
  const metadata = { cellId, operationId, spec: publicSpec(spec), instance: arrival?.instance ?? spec.id };
  const root = element(
    'domain',
    { type: virtualization },
    element('name', {}, spec.id),
    element('uuid', {}, spec.id),
    title === '' ? null : element('title', {}, title),
    element(
      'metadata',
      {},
      buildMetadata(metadata),
      arrival === undefined ? null : buildMoveMark(arrival.move, 'cellar-move:'),
    ),
    ...memoryElements(spec, maximumMemoryBytes(spec, hostMemoryBytes)),
    ...buildProcessor(spec, virtualization),
    buildOs(spec, files),
    buildFeatures(spec, virtualization),
    buildClock(spec),
    element('on_poweroff', {}, 'destroy'),
    element('on_reboot', {}, 'restart'),
    element('on_crash', {}, 'destroy'),
    element(
      'devices',
      {},
      ...buildDisks(spec, files),
      ...buildInterfaces(spec, surroundings),
      ...buildPeripherals(spec, files),
      ...buildDisplays(spec, files),
    ),
  );
  return formatXml(root);
}

/** i440fx also with UEFI: libvirt's firmware without secure boot runs on it. */
function buildOs(spec: GuestSpec, files: GuestFiles): XmlElement {
  const isEfi = spec.hardware.firmware === 'efi';
  return element(
    'os',
    { firmware: isEfi ? 'efi' : undefined },
    element('type', { arch: 'x86_64', machine: 'pc' }, 'hvm'),
    // Left to itself libvirt prefers secure boot, which refuses unsigned loaders.
    isEfi ? element('firmware', {}, element('feature', { enabled: 'no', name: 'secure-boot' })) : null,
    isEfi ? element('nvram', {}, files.firmware(spec)) : null,
    ...buildBootOrder('disk'),
  );
}

/** For people who look at the host. Libvirt takes no line ends in it. */
export function titleOf(name: string): string {
  return name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu, ' ')
    .trim();
}
