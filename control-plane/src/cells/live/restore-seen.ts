/** After a restart: what was last seen of every guest, from the database, until the cells speak. */
import type { GuestState } from '../../../../proto/src/model.ts';
import type { SeenGuest } from '../../domain/live.ts';
import type { GuestSeen, Store } from '../../use-cases/ports/index.ts';
import type { LiveState } from './live-state.ts';

const states: readonly GuestState[] = ['unknown', 'stopped', 'running', 'paused'];

export async function restoreSeen(store: Pick<Store, 'guests' | 'cells'>, live: LiveState): Promise<void> {
  const cells = await store.cells.list();
  for (const { id } of cells) live.ensureCell(id);
  const linked = new Set(cells.map(({ id }) => id));
  for (const { guestId, cellId, ethernetAddress, seen } of await store.guests.loadSeen()) {
    if (!linked.has(cellId)) continue;
    const record = live.ensureGuest(guestId, cellId);
    if (seen) live.restore(record, toSeenGuest(ethernetAddress, seen), seen.seenAtMs);
  }
}

function toSeenGuest(ethernetAddress: string, seen: GuestSeen): SeenGuest | null {
  const state = states.find((candidate) => candidate === seen.state);
  if (!state) return null;
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
