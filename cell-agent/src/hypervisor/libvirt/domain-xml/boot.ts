import type { BootSource } from '../../../../../proto/src/model.ts';
import { element, find, formatXml, parseXml, type XmlElement } from './element.ts';
import { isMediaDrive, withSource } from './media-drive.ts';
import { buildMediaMark, type MediaMark } from './metadata.ts';

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
  | { readonly type: 'media'; readonly mark: MediaMark; readonly path: string };

/** The domain for one run that begins elsewhere than on its disk. All else stays as libvirt has it. */
export function withBoot(xml: string, source: RunSource): string {
  const domain = parseXml(xml);
  const os = find(domain, 'os');
  const rest = os?.children.filter((child) => typeof child === 'string' || child.name !== 'boot') ?? [];
  const booting = os && replace(domain, os, { ...os, children: [...rest, ...buildBootOrder(source.type)] });
  if (booting === undefined || source.type === 'network') return formatXml(booting ?? domain);
  return formatXml(withMedia(booting, source.mark, source.path));
}

function withMedia(domain: XmlElement, mark: MediaMark, path: string): XmlElement {
  return mapChildren(domain, (part) => {
    if (part.name === 'metadata') return withMark(part, mark);
    if (part.name !== 'devices') return part;
    return mapChildren(part, (device) => (isMediaDrive(device) ? withSource(device, path) : device));
  });
}

function withMark(metadata: XmlElement, mark: MediaMark): XmlElement {
  const others = metadata.children.filter(
    (child) => typeof child === 'string' || child.name !== 'cellar-media:media',
  );
  return { ...metadata, children: [...others, buildMediaMark(mark, 'cellar-media:')] };
}

function mapChildren(parent: XmlElement, change: (child: XmlElement) => XmlElement): XmlElement {
  return {
    ...parent,
    children: parent.children.map((child) => (typeof child === 'string' ? child : change(child))),
  };
}

function replace(parent: XmlElement, old: XmlElement, by: XmlElement): XmlElement {
  return { ...parent, children: parent.children.map((child) => (child === old ? by : child)) };
}
