import { DomainError } from '../../../../proto/src/errors.ts';
import type { TimedSession } from '../../domain/desktop-session.ts';
import type { SessionActivity } from '../../domain/session-timeouts.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { badTime, findSession } from './close-session.ts';

/**
 * A gateway tells that the session is there, and whether the user works. Without a state it stays what it is, but for one that
 * was unknown or disconnected: that is active.
 * @param input.seenAtMs since it began and not in the future; null: now.
 * @throws DomainError `not_found`, `invalid`, `conflict` (`session_closed`).
 */
export async function touchSession(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: {
    readonly id: string;
    readonly activity: Exclude<SessionActivity, 'unknown'> | null;
    readonly seenAtMs: number | null;
  },
): Promise<TimedSession> {
  return ports.store.transaction(async (tx) => {
    const session = await findSession(tx, ctx, input.id);
    const seenAtMs = input.seenAtMs ?? ctx.nowMs;
    const earliestMs = Math.floor(session.createdAtMs / 1000) * 1000;
    if (seenAtMs < earliestMs || seenAtMs > ctx.nowMs) throw badTime('session.last_seen');
    if (session.closedAtMs !== null)
      throw new DomainError('conflict', 'the session is closed', {
        reason: 'session_closed',
        subject: { kind: 'session', id: session.id },
      });
    const isThere = session.activity === 'active' || session.activity === 'idle';
    const activity = input.activity ?? (isThere ? session.activity : 'active');
    await tx.desktopSessions.touch(session.id, activity, seenAtMs);
    return { ...session, activity, seenAtMs };
  });
}
