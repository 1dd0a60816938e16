/** The drive that media comes into, in a domain's XML. */
import { MEDIA_DRIVE } from './disks.ts';
import { elements, find, type XmlElement } from './element.ts';

export function isMediaDrive(device: XmlElement): boolean {
  return device.name === 'disk' && find(device, 'target')?.attributes.dev === MEDIA_DRIVE;
}

export function mediaDriveOf(domain: XmlElement): XmlElement | undefined {
  return elements(find(domain, 'devices'), 'disk').find(isMediaDrive);
}

/** The drive with the file in it, or empty. What libvirt told of the medium before is left out. */
export function withSource(drive: XmlElement, path: string | null): XmlElement {
  const rest = drive.children.filter(
    (child) => typeof child === 'string' || (child.name !== 'source' && child.name !== 'backingStore'),
  );
  const source = path === null ? [] : [{ name: 'source', attributes: { file: path }, children: [] }];
  return { ...drive, children: [...source, ...rest] };
}
