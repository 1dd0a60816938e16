import type { GuestSpec } from '../../../../../proto/src/model.ts';
import type { GuestFiles } from '../guest-files.ts';
import { element, type XmlElement } from './element.ts';

/**
 * Displays listen on sockets of the file system, never on the network. Each guest has VNC, as the monitor speaks
 * nothing else; the password is asked for there too.
 */
export function buildDisplays({ id, hardware, monitorSecret }: GuestSpec, files: GuestFiles): XmlElement[] {
  const graphics = (type: 'vnc' | 'spice') =>
    element(
      'graphics',
      // An empty password lets nobody in; none would let in everybody.
      { type, passwd: monitorSecret },
      element('listen', { type: 'socket', socket: files.socket(id, type) }),
    );
  return [
    graphics('vnc'),
    ...(hardware.control === 'spice' ? [graphics('spice')] : []),
    // Without this libvirt adds a sound backend for each kind of display.
    element('audio', { id: 1, type: 'none' }),
    element('video', {}, element('model', { type: hardware.display })),
  ];
}
