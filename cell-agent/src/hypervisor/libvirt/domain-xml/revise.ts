/** Changes of a domain's XML as libvirt has it: all else stays. */
import { find, formatXml, parseXml, textOf, type XmlElement } from './element.ts';
import { formatBareMetadata, metadataElement, type PublicSpec, parseMetadata, withSpec } from './metadata.ts';

type Change = (domain: XmlElement) => XmlElement;

/** Applies the changes to a domain's XML, taken inactive and with its secrets, and notes the spec with them. */
export function reviseDomain(xml: string, spec: PublicSpec, ...changes: readonly Change[]): string {
  return formatXml(changes.reduce((domain, change) => change(domain), withSpecIn(parseXml(xml), spec)));
}

/** The metadata of a running domain with another spec, in the form that libvirt takes for itself. */
export function reviseMetadata(xml: string, spec: PublicSpec): string {
  const metadata = parseMetadata(parseXml(xml));
  if (metadata === null) return '';
  return formatBareMetadata({ ...metadata, spec });
}

/** Puts the elements in place of those of the same names; new ones come last. */
export function withElements(...elements: readonly XmlElement[]): Change {
  return (parent) => {
    const names = new Set(elements.map(({ name }) => name));
    const kept = parent.children.filter((child) => typeof child === 'string' || !names.has(child.name));
    return { ...parent, children: [...kept, ...elements] };
  };
}

export function without(name: string): Change {
  return (parent) => ({
    ...parent,
    children: parent.children.filter((child) => typeof child === 'string' || child.name !== name),
  });
}

/** Changes the children of this name. */
export function mapChildren(
  name: string,
  change: (child: XmlElement) => XmlElement,
): (parent: XmlElement) => XmlElement {
  return (parent) => ({
    ...parent,
    children: parent.children.map((child) =>
      typeof child === 'string' || child.name !== name ? child : change(child),
    ),
  });
}

/** Changes what is in `<devices>`. */
export function mapDevices(name: string, change: (device: XmlElement) => XmlElement): Change {
  return mapChildren('devices', mapChildren(name, change));
}

/** How many virtual processors and how much memory a domain has, and could have at most. */
export function readSizes(xml: string): {
  cores: number;
  maximumCores: number;
  memoryBytes: number;
  maximumMemoryBytes: number;
} {
  const domain = parseXml(xml);
  const vcpu = find(domain, 'vcpu');
  const maximumCores = Number(textOf(vcpu));
  const maximumMemoryBytes = kibibytes(find(domain, 'memory'));
  const current = find(domain, 'currentMemory');
  return {
    cores: Number(vcpu?.attributes.current ?? maximumCores),
    maximumCores,
    memoryBytes: current === undefined ? maximumMemoryBytes : kibibytes(current),
    maximumMemoryBytes,
  };
}

/** Libvirt itself always writes KiB. */
function kibibytes(amount: XmlElement | undefined): number {
  return Number(textOf(amount)) * 1024;
}

function withSpecIn(domain: XmlElement, spec: PublicSpec): XmlElement {
  const guest = metadataElement(domain);
  if (guest === undefined) return domain;
  return mapChildren('metadata', (metadata) => ({
    ...metadata,
    children: metadata.children.map((child) => (child === guest ? withSpec(guest, spec) : child)),
  }))(domain);
}
