import { randomBytes, randomUUID } from 'node:crypto';
import type { GuestSpec, InterfaceSpec } from '../../proto/src/model.ts';
import { guestSpec } from '../support/guest-spec.ts';

/** A guest of one core and 64 MiB with one blank disk and no network, unlike any other in id, name and secret. */
export function smallGuestSpec(changes: Partial<GuestSpec> = {}): GuestSpec {
  const id = randomUUID();
  const name = `guest-${id.slice(0, 8)}`;
  return guestSpec({ id, name, hostName: name, monitorSecret: randomBytes(4).toString('hex'), ...changes });
}

/** An interface in the internal network with a MAC of QEMU's range that no other has. */
export function internalInterface(): InterfaceSpec {
  const random = [...randomBytes(3)].map((byte) => byte.toString(16).padStart(2, '0'));
  const ethernetAddress = ['52', '54', '00', ...random].join(':');
  return { ethernetAddress, network: 'internal', address: '', gateway: '', dns: [], assignment: 'dhcp' };
}
