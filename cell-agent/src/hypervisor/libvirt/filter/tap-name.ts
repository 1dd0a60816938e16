/**
 * Names of the host's ends of guests' interfaces. They follow from the guest alone, so that a filter is there before
 * its device is, whoever starts the guest and on whichever host. Libvirt keeps names that do not begin with `vnet`.
 */
import { element, find, type XmlElement } from '../domain-xml/element.ts';
import { mapDevices, withElements } from '../domain-xml/revise.ts';

/** @param index 0 to 35. At most 15 characters, as the kernel takes no more. */
export function tapName(guestId: string, index: number): string {
  return `tap${guestId.replaceAll('-', '').slice(0, 11).toLowerCase()}${index.toString(36)}`;
}

interface Named {
  readonly id: string;
  readonly interfaces: readonly { readonly ethernetAddress: string }[];
}

export function tapNamesOf({ id, interfaces }: Named): string[] {
  return interfaces.map((_, index) => tapName(id, index));
}

/** For domains of before they had names of their own. */
export function withTapNames({ id, interfaces }: Named): (domain: XmlElement) => XmlElement {
  return mapDevices('interface', (device) => {
    const address = find(device, 'mac')?.attributes.address?.toLowerCase();
    const index = interfaces.findIndex((one) => one.ethernetAddress.toLowerCase() === address);
    if (index === -1) return device;
    return withElements(element('target', { dev: tapName(id, index) }))(device);
  });
}
