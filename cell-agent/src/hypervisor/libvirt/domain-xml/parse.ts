import { elements, find, parseXml, type XmlElement } from './element.ts';
import { type GuestMetadata, parseMetadata } from './metadata.ts';
import { AGENT_CHANNEL } from './peripherals.ts';

export interface ParsedDomain extends GuestMetadata {
  readonly monitorSecret: string;
  readonly guestAgentConnected: boolean;
  /** Files of its disks, seed and media included. */
  readonly diskPaths: readonly string[];
}

/**
 * Reads a domain's XML, taken with its secrets; what tells of a run is in that of a running domain only.
 * Null for a domain that is not Cellar's.
 */
export function parseDomain(xml: string): ParsedDomain | null {
  const domain = parseXml(xml);
  const metadata = parseMetadata(domain);
  if (metadata === null) return null;
  const devices = find(domain, 'devices');
  return {
    ...metadata,
    monitorSecret: ofType(devices, 'graphics', 'vnc')?.attributes.passwd ?? '',
    guestAgentConnected: elements(devices, 'channel').some(isConnectedAgent),
    diskPaths: elements(devices, 'disk')
      .map((disk) => find(disk, 'source')?.attributes.file)
      .filter((path) => path !== undefined),
  };
}

function ofType(devices: XmlElement | undefined, name: string, type: string): XmlElement | undefined {
  return elements(devices, name).find(({ attributes }) => attributes.type === type);
}

function isConnectedAgent(channel: XmlElement): boolean {
  const { name, state } = find(channel, 'target')?.attributes ?? {};
  return name === AGENT_CHANNEL && state === 'connected';
}
