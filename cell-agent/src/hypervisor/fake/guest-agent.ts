/** What the guest agent inside a fake guest tells. It connects when the guest's system has booted. */
import type { GuestAddress, InterfaceSpec } from '../../../../proto/src/model.ts';
import type { FakeGuest } from './state.ts';

export function isAgentConnected(guest: FakeGuest, nowMs: number): boolean {
  return guest.state === 'running' && nowMs >= guest.readyAtMs;
}

/** None until the agent is connected. */
export function guestAddresses(guest: FakeGuest, nowMs: number): GuestAddress[] {
  if (!isAgentConnected(guest, nowMs)) return [];
  return guest.spec.interfaces.map((nic) => ({
    ethernetAddress: nic.ethernetAddress,
    address: addressOf(nic),
    source: 'agent',
  }));
}

/** The promised address, else one in 10.0.0.0/8 from the last three bytes of the MAC, as unique as that is. */
function addressOf(nic: InterfaceSpec): string {
  const promised = nic.address.split('/')[0];
  if (promised) return promised;
  const bytes = nic.ethernetAddress.split(':').map((byte) => Number.parseInt(byte, 16));
  return ['10', ...bytes.slice(3)].join('.');
}
