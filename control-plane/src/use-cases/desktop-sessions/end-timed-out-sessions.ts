import { DomainError } from '../../../../proto/src/errors.ts';
import type { TimedSession } from '../../domain/desktop-session.ts';
import { isRunning } from '../../domain/live.ts';
import { type SessionTimeouts, type TimeoutReason, timedOut } from '../../domain/session-timeouts.ts';
import { followReleases, type ReleasePorts } from '../desktop-servers/follow-releases.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import type { Store } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import { endSession } from './end-session.ts';

/**
 * Ends the sessions whose time is over, each with what its project says: the desktop is asked to shut down, if nobody else works
 * with it, or given back. What can not be done now is done by a later call, and until then the session is open.
 */
export async function endTimedOutSessions(ports: ReleasePorts): Promise<void> {
  const over = (await ports.store.desktopSessions.openWithTimeouts()).flatMap(({ session, timeouts }) => {
    const reason = timedOut(session, timeouts);
    return reason === null ? [] : [{ session, timeouts, reason }];
  });
  for (const one of over) {
    try {
      await endOne(ports, one);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  if (over.length > 0) await followReleases(ports);
}

async function endOne(
  ports: ReleasePorts,
  { session, timeouts, reason }: { session: TimedSession; timeouts: SessionTimeouts; reason: TimeoutReason },
): Promise<void> {
  const ctx = systemContext(ports);
  const end = (tx: Store) =>
    endSession(tx, ctx, { session, reason, atMs: ctx.nowMs, release: timeouts.action === 'release' });
  const guest = await ports.store.guests.get(session.serverId);
  const others = (
    await ports.store.desktopSessions.list({ serverIds: [session.serverId], open: true })
  ).filter(({ id }) => id !== session.id);
  const stays = timeouts.action === 'release' || others.length > 0 || guest === undefined;
  if (stays || !isRunning(ports.live.guest(session.serverId))) {
    await ports.store.transaction(end);
    return;
  }
  await requireReachable(ports, guest);
  const input = { guestId: guest.id, cellId: guest.cellId, force: false };
  const reserve = async (tx: Store) => void (await end(tx));
  await submitGuestOperation(ports, ctx, { kind: 'stop-guest', guest, input, reserve });
}
