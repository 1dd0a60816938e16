import { isRunning } from '../../domain/live.ts';
import { followReleases, type ReleasePorts } from '../desktop-servers/follow-releases.ts';
import { systemContext } from '../system-context.ts';
import { endSession } from './end-session.ts';

/** A session ends with its desktop: when it was seen stopped, or is gone. Of a silent cell's desktops nothing is concluded. */
export async function endStaleSessions(ports: ReleasePorts): Promise<void> {
  const { store, live } = ports;
  let hasEnded = false;
  for (const serverId of await store.desktopSessions.openServers()) {
    const guest = await store.guests.get(serverId);
    const seen = live.guest(serverId);
    if (guest && !live.cell(guest.cellId)?.alive) continue;
    if (guest && (seen?.seen == null || isRunning(seen))) continue;
    const ctx = systemContext(ports);
    const reason = 'desktop-stopped';
    for (const session of await store.desktopSessions.list({ serverIds: [serverId], open: true }))
      await store.transaction((tx) =>
        endSession(tx, ctx, { session, reason, atMs: ctx.nowMs, release: false }),
      );
    hasEnded = true;
  }
  if (hasEnded) await followReleases(ports);
}
