/** Libvirt's records of a guest's snapshots, whose content is in the disks. */
import type { LibvirtClient } from '../client.ts';
import { element, find, formatXml, parseXml, textOf, type XmlElement } from '../domain-xml/element.ts';
import { isLibvirtError } from '../errors.ts';
import type { DomainRef } from '../rpc/procedure.ts';
import {
  domainListAllSnapshots,
  domainSnapshotCreateXml,
  domainSnapshotCurrent,
  domainSnapshotGetXmlDesc,
} from '../rpc/procedures.ts';
import type { Luggage } from './luggage.ts';

const NO_SNAPSHOT = 72;
const XML_SECURE = 1;
const REDEFINE = 1;
const CURRENT = 2;

/** Parents first. */
export async function packSnapshots(client: LibvirtClient, domain: DomainRef): Promise<Luggage['snapshots']> {
  const list = await client.call(domainListAllSnapshots, { domain, flags: 0 });
  if (list.length === 0) return [];
  const current = await client.call(domainSnapshotCurrent, { domain, flags: 0 }).catch((error: unknown) => {
    if (isLibvirtError(error, NO_SNAPSHOT)) return null;
    throw error;
  });
  const waiting = await Promise.all(
    list.map(async (snapshot) => {
      const xml = await client.call(domainSnapshotGetXmlDesc, { snapshot, flags: XML_SECURE });
      const parent = textOf(find(parseXml(xml), 'parent', 'name'));
      return { name: snapshot.name, parent, xml, current: snapshot.name === current?.name };
    }),
  );
  const packed: { xml: string; current: boolean }[] = [];
  const done = new Set(['']);
  for (let before = -1; packed.length > before; ) {
    before = packed.length;
    for (const { name, parent, xml, current: isCurrent } of waiting)
      if (!done.has(name) && done.has(parent)) {
        done.add(name);
        packed.push({ xml, current: isCurrent });
      }
  }
  return packed;
}

/** @param relocate makes a domain of theirs one of this cell. */
export function relocateSnapshots(
  snapshots: Luggage['snapshots'],
  relocate: (domain: XmlElement) => XmlElement,
): Luggage['snapshots'] {
  return snapshots.map(({ xml, current }) => ({
    xml: formatXml(withDomains(parseXml(xml), relocate)),
    current,
  }));
}

/** Has libvirt know the snapshots that are in the disks. */
export async function defineSnapshots(
  client: LibvirtClient,
  domain: DomainRef,
  snapshots: Luggage['snapshots'],
): Promise<void> {
  for (const { xml, current } of snapshots)
    await client.call(domainSnapshotCreateXml, { domain, xml, flags: REDEFINE | (current ? CURRENT : 0) });
}

/** A snapshot keeps the definition that its guest had, and one for its next start. */
function withDomains(snapshot: XmlElement, relocate: (domain: XmlElement) => XmlElement): XmlElement {
  const kept = new Set(['domain', 'inactiveDomain']);
  const children = snapshot.children.map((child) => {
    if (typeof child === 'string' || !kept.has(child.name)) return child;
    return element(child.name, child.attributes, ...relocate(child).children);
  });
  return { ...snapshot, children };
}
