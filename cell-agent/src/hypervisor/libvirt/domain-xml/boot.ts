import type { BootSource, Media } from '../../../../../proto/src/model.ts';
import { MEDIA_DRIVE } from './disks.ts';
import { element, find, formatXml, parseXml, type XmlElement } from './element.ts';
import { metadataElement } from './metadata.ts';

const bootOrders = {
  disk: ['hd', 'cdrom'],
  media: ['cdrom', 'hd'],
  network: ['network', 'hd', 'cdrom'],
} as const satisfies Record<BootSource['type'], readonly string[]>;

export function buildBootOrder(source: BootSource['type']): XmlElement[] {
  return bootOrders[source].map((dev) => element('boot', { dev }));
}

export type RunSource =
  | { readonly type: 'network' }
  | { readonly type: 'media'; readonly media: Media; readonly path: string };

/** The domain for one run that begins elsewhere than on its disk. All else stays as libvirt has it. */
export function withBoot(xml: string, source: RunSource): string {
  const domain = parseXml(xml);
  const os = find(domain, 'os');
  const rest = os?.children.filter((child) => typeof child === 'string' || child.name !== 'boot') ?? [];
  const booting = os && replace(domain, os, { ...os, children: [...rest, ...buildBootOrder(source.type)] });
  if (booting === undefined || source.type === 'network') return formatXml(booting ?? domain);
  return formatXml(withMedia(booting, source.media, source.path));
}

function withMedia(domain: XmlElement, media: Media, path: string): XmlElement {
  const mapChildren = (parent: XmlElement, change: (child: XmlElement) => XmlElement): XmlElement => ({
    ...parent,
    children: parent.children.map((child) => (typeof child === 'string' ? child : change(child))),
  });
  const guest = metadataElement(domain);
  const mark = element('cellar:media', { image: media.imageId, sha256: media.imageSha256 });
  return mapChildren(domain, (part) => {
    if (part.name === 'metadata' && guest !== undefined) {
      return replace(part, guest, { ...guest, children: [...guest.children, mark] });
    }
    if (part.name !== 'devices') return part;
    return mapChildren(part, (device) =>
      find(device, 'target')?.attributes.dev === MEDIA_DRIVE && device.name === 'disk'
        ? insert(device, path)
        : device,
    );
  });
}

function insert(drive: XmlElement, path: string): XmlElement {
  const rest = drive.children.filter((child) => typeof child === 'string' || child.name !== 'source');
  return { ...drive, children: [element('source', { file: path }), ...rest] };
}

function replace(parent: XmlElement, old: XmlElement, by: XmlElement): XmlElement {
  return { ...parent, children: parent.children.map((child) => (child === old ? by : child)) };
}
