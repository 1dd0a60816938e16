import type { AddressBook } from './addresses/address-book.ts';
import type { FreeSpace } from './agent/free-space.ts';
import type { GuestRecord } from './guest-records.ts';

/** What is kept in mind of runs of guests: their addresses, and by the agent inside how much of their disks is free. */
export class FollowedRuns {
  readonly #addresses: AddressBook;
  readonly #freeSpace: FreeSpace;

  constructor(addresses: AddressBook, freeSpace: FreeSpace) {
    this.#addresses = addresses;
    this.#freeSpace = freeSpace;
  }

  /** A stopped guest is forgotten. */
  follow({ domain, state }: GuestRecord): void {
    const { spec, guestAgentConnected } = domain;
    if (state === 'stopped') {
      this.forget(spec.id);
      return;
    }
    const ethernetAddresses = spec.interfaces.map(({ ethernetAddress }) => ethernetAddress);
    this.#addresses.follow(spec.id, ethernetAddresses, guestAgentConnected);
    if (guestAgentConnected) this.#freeSpace.follow(spec.id);
    else this.#freeSpace.forget(spec.id);
  }

  forget(guestId: string): void {
    this.#addresses.forget(guestId);
    this.#freeSpace.forget(guestId);
  }
}
