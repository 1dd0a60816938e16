import { isRunning } from '../../domain/live.ts';
import type { Ports } from '../ports/index.ts';

/** A session ends with its desktop: when it was seen stopped, or is gone. Of a silent cell's desktops nothing is concluded. */
export async function endStaleSessions({
  store,
  live,
  clock,
}: Pick<Ports, 'store' | 'live' | 'clock'>): Promise<void> {
  for (const serverId of await store.desktopSessions.openServers()) {
    const guest = await store.guests.get(serverId);
    const seen = live.guest(serverId);
    if (guest && !live.cell(guest.cellId)?.alive) continue;
    if (guest && (seen?.seen == null || isRunning(seen))) continue;
    await store.desktopSessions.closeAll({ serverId }, clock.nowMs());
  }
}
