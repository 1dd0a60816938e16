import type { Hardware, OperatingSystem } from '../../../proto/src/model.ts';

/** A system template: hardware and names for new guests, copied into each at its creation. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly admin: string;
  readonly operatingSystem: OperatingSystem;
  readonly hardware: Hardware;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

const common = { display: 'vga', control: 'vnc', firmware: 'bios' } as const;

/** The five that Nano ships, in its order. */
export const shippedTemplates: readonly Omit<Template, 'id' | 'createdAtMs' | 'modifiedAtMs'>[] = [
  {
    name: 'CentOS 7',
    admin: 'root',
    operatingSystem: 'linux',
    hardware: { ...common, disk: 'scsi', network: 'virtio', usb: 'nec-xhci', tablet: 'usb' },
  },
  {
    name: 'CentOS 6',
    admin: 'root',
    operatingSystem: 'linux',
    hardware: { ...common, disk: 'sata', network: 'virtio', usb: 'nec-xhci', tablet: 'usb' },
  },
  {
    name: 'Windows Server 2012',
    admin: 'Administrator',
    operatingSystem: 'windows',
    hardware: { ...common, disk: 'sata', network: 'e1000', usb: 'nec-xhci', tablet: 'usb' },
  },
  {
    name: 'General',
    admin: 'root',
    operatingSystem: 'linux',
    hardware: { ...common, disk: 'sata', network: 'rtl8139', usb: '', tablet: 'usb' },
  },
  {
    name: 'Legacy',
    admin: 'root',
    operatingSystem: 'linux',
    hardware: { ...common, disk: 'ide', network: 'rtl8139', display: 'cirrus', usb: '', tablet: '' },
  },
];
