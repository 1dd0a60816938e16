import type { InterfaceSpec } from '../../../../proto/src/model.ts';
import type { Guest } from '../../domain/guest.ts';
import type { LiveGuest } from '../../domain/live.ts';

/** What the interface is promised, and else what was last seen of it; empty: not known. */
export function interfaceAddress(one: InterfaceSpec, live: LiveGuest | undefined): string {
  const seen = live?.seen?.addresses.find(({ ethernetAddress }) => ethernetAddress === one.ethernetAddress);
  return one.address.split('/')[0] || (seen?.address ?? '');
}

/** Of its first interface that has one, without prefix; null: none is known. */
export function desktopAddress(
  { interfaces }: Pick<Guest, 'interfaces'>,
  live: LiveGuest | undefined,
): string | null {
  for (const one of interfaces) {
    const address = interfaceAddress(one, live);
    if (address !== '') return address;
  }
  return null;
}
