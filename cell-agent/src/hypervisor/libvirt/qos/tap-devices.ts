import { elements, find, parseXml, type XmlElement } from '../domain-xml/element.ts';

/** The host's end of a running guest's interface. */
export interface TapDevice {
  readonly name: string;
  /** Of the guest's end. */
  readonly ethernetAddress: string;
}

/** From the XML of a running domain. */
export function readTapDevices(xml: string): TapDevice[] {
  return tapDevicesOf(find(parseXml(xml), 'devices'));
}

/** Of a stopped domain those that have names nevertheless. */
export function tapDevicesOf(devices: XmlElement | undefined): TapDevice[] {
  return elements(devices, 'interface').flatMap((one) => {
    const name = find(one, 'target')?.attributes.dev;
    const ethernetAddress = find(one, 'mac')?.attributes.address;
    // Names go into commands: nothing that is not a kernel's name of a device gets there.
    if (name === undefined || !/^\w[\w.-]{0,14}$/.test(name) || ethernetAddress === undefined) return [];
    return [{ name, ethernetAddress: ethernetAddress.toLowerCase() }];
  });
}

/** Taps have the address of their guest with another first octet. */
export function isTapOf(device: TapDevice, linkAddress: string): boolean {
  return linkAddress.toLowerCase().slice(2) === device.ethernetAddress.slice(2);
}
