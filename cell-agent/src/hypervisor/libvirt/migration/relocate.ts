/** A domain's XML of one cell as that of another: all that names the host is the other one's. */
import { basename, join } from 'node:path';
import type { GuestSpec } from '../../../../../proto/src/model.ts';
import { element, find, type XmlElement } from '../domain-xml/element.ts';
import { buildInterfaces, type InterfaceSurroundings } from '../domain-xml/interfaces.ts';
import {
  buildMetadata,
  buildMoveMark,
  type MoveMark,
  metadataElement,
  publicSpec,
} from '../domain-xml/metadata.ts';
import { mapChildren, mapDevices, withElements, without } from '../domain-xml/revise.ts';
import { type GuestFiles, volumeIdOf } from '../guest-files.ts';

export interface Place extends InterfaceSurroundings {
  readonly cellId: string;
  readonly files: GuestFiles;
  readonly imagesPath: string;
}

export interface Newcomer {
  readonly spec: GuestSpec;
  readonly instance: string;
  readonly operationId: string;
  /** Null: it is an ordinary guest of the cell, as after a snapshot is restored there. */
  readonly role: MoveMark['role'] | null;
}

/** @param place where the domain is to be. */
export function relocate(domain: XmlElement, place: Place, newcomer: Newcomer): XmlElement {
  const { files } = place;
  const { spec } = newcomer;
  const changes: ((tree: XmlElement) => XmlElement)[] = [
    (tree) => withMetadata(tree, place, newcomer),
    mapChildren(
      'os',
      mapChildren('nvram', ({ name, attributes }) => element(name, attributes, files.firmware(spec))),
    ),
    mapDevices('disk', (disk) =>
      mapAttribute(disk, ['source', 'file'], (path) => placeOf(path, place, spec)),
    ),
    mapDevices('serial', (serial) => mapAttribute(serial, ['log', 'file'], () => files.serialLog(spec.id))),
    mapDevices('console', (console) =>
      mapAttribute(console, ['log', 'file'], () => files.serialLog(spec.id)),
    ),
    mapDevices('graphics', (graphics) => relocateGraphics(graphics, files, spec.id)),
    mapDevices('interface', (nic) => relocateInterface(nic, place, spec)),
  ];
  return changes.reduce((tree, change) => change(tree), domain);
}

/** The guest's own files and volumes by their names, images by theirs; backing files are found by QEMU itself. */
function placeOf(path: string, { files, imagesPath }: Place, { id, storage, volumes }: GuestSpec): string {
  const name = basename(path);
  const volume = volumes.find((one) => one.id === volumeIdOf(path));
  if (volume !== undefined) return files.volume(volume);
  return join(name.startsWith(`${id}.`) ? files.disksPath(storage) : imagesPath, name);
}

function withMetadata(domain: XmlElement, { cellId }: Place, newcomer: Newcomer): XmlElement {
  const { spec, instance, operationId, role } = newcomer;
  const own = metadataElement(domain);
  if (own === undefined) return domain;
  const metadata = { cellId, operationId, spec: publicSpec(spec), instance };
  const mark = role === null ? [] : [buildMoveMark({ operationId, role }, 'cellar-move:')];
  return mapChildren('metadata', (parent) =>
    withElements(buildMetadata(metadata), ...mark)(without('cellar-move:move')(parent)),
  )(domain);
}

/** Libvirt also tells of ports and addresses that it does not take back beside a socket. */
function relocateGraphics(graphics: XmlElement, files: GuestFiles, guestId: string): XmlElement {
  const { type, passwd } = graphics.attributes;
  if (type !== 'vnc' && type !== 'spice') return graphics;
  const listen = element('listen', { type: 'socket', socket: files.socket(guestId, type) });
  return { ...withElements(listen)(graphics), attributes: element('', { type, passwd }).attributes };
}

function relocateInterface(nic: XmlElement, place: Place, spec: GuestSpec): XmlElement {
  const address = find(nic, 'mac')?.attributes.address?.toLowerCase();
  const wanted = buildInterfaces(spec, place)[
    spec.interfaces.findIndex((one) => one.ethernetAddress.toLowerCase() === address)
  ];
  const [source, target] = [find(wanted, 'source'), find(wanted, 'target')];
  if (wanted === undefined || source === undefined || target === undefined) return nic;
  const bandwidth = find(wanted, 'bandwidth');
  const plugged = withElements(source, target, ...(bandwidth === undefined ? [] : [bandwidth]))(nic);
  const kept = bandwidth === undefined ? without('bandwidth')(plugged) : plugged;
  return {
    ...kept,
    attributes: { ...nic.attributes, type: wanted.attributes.type ?? '' },
  };
}

/** Changes the attribute of a child, where both are. */
function mapAttribute(
  parent: XmlElement,
  [name, attribute]: readonly [name: string, attribute: string],
  change: (value: string) => string,
): XmlElement {
  return mapChildren(name, (child) => {
    const value = child.attributes[attribute];
    if (value === undefined) return child;
    // Libvirt's notes on the backing files are of the other host.
    return element(child.name, { ...child.attributes, [attribute]: change(value) }, ...child.children);
  })(without('backingStore')(parent));
}
