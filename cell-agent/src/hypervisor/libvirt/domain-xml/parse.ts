import { type TapDevice, tapDevicesOf } from '../qos/tap-devices.ts';
import { elements, find, parseXml, textOf, type XmlElement } from './element.ts';
import {
  type GuestMetadata,
  type MediaMark,
  type MoveMark,
  parseMediaMark,
  parseMetadata,
  parseMoveMark,
} from './metadata.ts';
import { AGENT_CHANNEL } from './peripherals.ts';

export interface ParsedDomain extends GuestMetadata {
  readonly media: MediaMark | null;
  readonly move: MoveMark | null;
  readonly monitorSecret: string;
  readonly guestAgentConnected: boolean;
  /** That it has now; what it has from its next start is in the spec. */
  readonly cores: number;
  /** Whether libvirt limits the bandwidth of its interfaces. */
  readonly hasBandwidth: boolean;
  /** The host's ends of its interfaces. */
  readonly taps: readonly TapDevice[];
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
    media: parseMediaMark(domain),
    move: parseMoveMark(domain),
    monitorSecret: ofType(devices, 'graphics', 'vnc')?.attributes.passwd ?? '',
    cores: coresOf(domain),
    guestAgentConnected: elements(devices, 'channel').some(isConnectedAgent),
    hasBandwidth: elements(devices, 'interface').some((one) => find(one, 'bandwidth') !== undefined),
    taps: tapDevicesOf(devices),
    diskPaths: elements(devices, 'disk')
      .map((disk) => find(disk, 'source')?.attributes.file)
      .filter((path) => path !== undefined),
  };
}

function coresOf(domain: XmlElement): number {
  const vcpu = find(domain, 'vcpu');
  return Number(vcpu?.attributes.current ?? textOf(vcpu));
}

function ofType(devices: XmlElement | undefined, name: string, type: string): XmlElement | undefined {
  return elements(devices, name).find(({ attributes }) => attributes.type === type);
}

function isConnectedAgent(channel: XmlElement): boolean {
  const { name, state } = find(channel, 'target')?.attributes ?? {};
  return name === AGENT_CHANNEL && state === 'connected';
}
