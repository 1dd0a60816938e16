/** After a restart: what was last seen of every guest, from the database, until the cells speak. */
import type { GuestState } from '../../../../proto/src/model.ts';
import type { Guest } from '../../domain/guest.ts';
import type { SeenGuest } from '../../domain/live.ts';
import type { GuestSeen, Store } from '../../use-cases/ports/index.ts';
import type { LiveState } from './live-state.ts';

const states: readonly GuestState[] = ['unknown', 'stopped', 'running', 'paused'];

export async function restoreSeen(store: Pick<Store, 'guests' | 'cells'>, live: LiveState): Promise<void> {
  const seenById = new Map((await store.guests.loadSeen()).map((seen) => [seen.guestId, seen]));
  for (const cell of await store.cells.list()) {
    live.ensureCell(cell.id);
    for (const guest of await store.guests.list({ scope: { all: true }, cellId: cell.id })) {
      const record = live.ensureGuest(guest.id, cell.id);
      const seen = seenById.get(guest.id);
      if (seen) live.restore(record, toSeenGuest(guest, seen), seen.seenAtMs);
    }
  }
}

function toSeenGuest(guest: Guest, seen: GuestSeen): SeenGuest | null {
  const state = states.find((candidate) => candidate === seen.state);
  if (!state) return null;
  const ethernetAddress = guest.interfaces[0]?.ethernetAddress ?? '';
  return {
    state,
    stateReason: '',
    operationId: '',
    addresses: seen.address ? [{ ethernetAddress, address: seen.address, source: 'lease' }] : [],
    media: null,
    guestAgentConnected: false,
    startedAtMs: 0,
  };
}
