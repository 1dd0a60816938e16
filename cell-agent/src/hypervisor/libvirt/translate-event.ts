import type { HypervisorEvent } from '../port.ts';
import type { OwnGuest } from './own-guests.ts';
import { type DomainEvent, lifecycleEvents } from './rpc/events.ts';

export type Lifecycle = (typeof lifecycleEvents)[number];

export function lifecycleOf(event: DomainEvent): Lifecycle | undefined {
  return event.kind === 'lifecycle' ? lifecycleEvents[event.event] : undefined;
}

/** What libvirt tells of a guest of this cell that is still there, in the agent's words. */
export function translateEvent(event: DomainEvent, guest: OwnGuest): HypervisorEvent[] {
  const guestId = event.domain.uuid;
  const changed = { type: 'guest_changed', guestId } as const;
  switch (event.kind) {
    case 'lifecycle':
    case 'reboot':
    case 'agentLifecycle':
    case 'trayChange':
      return [changed];
    case 'ioError': {
      const isFull = event.reason === 'enospc';
      const message = isFull
        ? `The storage of the cell is full: the guest ${guest.name} waits for room.`
        : `A disk of the guest ${guest.name} failed: ${event.path}.`;
      return [{ type: 'warning', code: isFull ? 'disk_full' : 'guest_io_error', message, guestId }, changed];
    }
    default:
      return [];
  }
}
