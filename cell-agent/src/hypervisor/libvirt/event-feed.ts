/** Libvirt's events as the port's, in their order, and what the agent keeps in mind by them. */
import type { Logger } from '../../observe/logger.ts';
import type { HypervisorEvent } from '../port.ts';
import type { AddressBook } from './addresses/address-book.ts';
import type { FreeSpace } from './agent/free-space.ts';
import type { OwnGuests } from './own-guests.ts';
import type { DomainEvent, DomainEventKind } from './rpc/events.ts';
import { lifecycleOf, translateEvent } from './translate-event.ts';

/** The kinds that are asked for. */
export const eventKindsUsed: readonly DomainEventKind[] = [
  'lifecycle',
  'reboot',
  'ioError',
  'trayChange',
  'agentLifecycle',
];

const AGENT_CONNECTED = 1;

export class EventFeed {
  readonly #own: OwnGuests;
  readonly #addresses: AddressBook;
  readonly #freeSpace: FreeSpace;
  readonly #log: Pick<Logger, 'warn' | 'error'>;
  readonly #listeners = new Set<(event: HypervisorEvent) => void>();
  #queue: Promise<void> = Promise.resolve();

  constructor(
    own: OwnGuests,
    addresses: AddressBook,
    freeSpace: FreeSpace,
    log: Pick<Logger, 'warn' | 'error'>,
  ) {
    this.#own = own;
    this.#addresses = addresses;
    this.#freeSpace = freeSpace;
    this.#log = log;
  }

  watch(listener: (event: HypervisorEvent) => void): () => void {
    // Of its own, so that one listener given twice is heard twice and ends once.
    const entry = (event: HypervisorEvent) => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  emit(event: HypervisorEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Takes an event of libvirt's. Each waits for those before it. */
  take(event: DomainEvent): void {
    this.#queue = this.#queue.then(async () => {
      try {
        await this.#tell(event);
      } catch (error) {
        // When libvirt has gone away, all is read again after its return.
        this.#log.warn(
          { err: error, guestId: event.domain.uuid, event: event.kind },
          'an event was not told',
        );
      }
    });
  }

  async #tell(event: DomainEvent): Promise<void> {
    const guestId = event.domain.uuid;
    const lifecycle = lifecycleOf(event);
    if (lifecycle === 'undefined') return this.#removed(guestId);
    if (lifecycle === 'defined' || lifecycle === 'started') this.#own.forget(guestId);
    const guest = await this.#own.find(guestId);
    if (guest === null) return;
    if (lifecycle === 'started' || lifecycle === 'stopped') this.#forget(guestId);
    if (lifecycle === 'started') this.#addresses.follow(guestId, guest.ethernetAddresses, false);
    if (event.kind === 'agentLifecycle' && event.domain.id >= 0) {
      const isConnected = event.state === AGENT_CONNECTED;
      this.#addresses.follow(guestId, guest.ethernetAddresses, isConnected);
      if (isConnected) this.#freeSpace.follow(guestId);
      else this.#freeSpace.forget(guestId);
    }
    for (const told of translateEvent(event, guest)) this.emit(told);
  }

  #forget(guestId: string): void {
    this.#addresses.forget(guestId);
    this.#freeSpace.forget(guestId);
  }

  #removed(guestId: string): void {
    const wasOwn = this.#own.has(guestId);
    this.#own.forget(guestId);
    this.#forget(guestId);
    if (wasOwn) this.emit({ type: 'guest_removed', guestId });
  }
}
