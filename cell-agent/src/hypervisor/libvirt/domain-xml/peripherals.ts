import type { GuestSpec } from '../../../../../proto/src/model.ts';
import type { GuestFiles } from '../guest-files.ts';
import { element, type XmlElement } from './element.ts';

export const AGENT_CHANNEL = 'org.qemu.guest_agent.0';

export function buildPeripherals({ id, hardware }: GuestSpec, files: GuestFiles): XmlElement[] {
  return [
    element('controller', { type: 'usb', model: usbModel(hardware) }),
    ...(hardware.tablet === '' ? [] : [element('input', { type: 'tablet', bus: hardware.tablet })]),
    element('serial', { type: 'pty' }, element('log', { file: files.serialLog(id), append: 'off' })),
    element('channel', { type: 'unix' }, element('target', { type: 'virtio', name: AGENT_CHANNEL })),
    // Holds back what the guest may get while it runs; its driver also tells how much memory is free.
    element('memballoon', { model: 'virtio' }, element('stats', { period: 2 })),
    element('rng', { model: 'virtio' }, element('backend', { model: 'random' }, '/dev/urandom')),
  ];
}

/** A USB tablet needs a controller, which the templates do not always name. */
function usbModel({ usb, tablet }: GuestSpec['hardware']): string {
  if (usb !== '') return usb;
  return tablet === 'usb' ? 'piix3-uhci' : 'none';
}
