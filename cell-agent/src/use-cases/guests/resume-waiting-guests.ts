import { isTransient } from '../../../../proto/src/errors.ts';
import type { NodeStatistics } from '../../../../proto/src/model.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Cell } from '../ports.ts';

const enoughBytes = 256 * 2 ** 20;
const enoughShare = 0.05;

/**
 * Lets the guests go on that paused because the storage was full, once it has room again. They are looked up each
 * time, so it does not matter who paused them and whether this agent was there.
 */
export async function resumeWaitingGuests(
  { hypervisor, guestLocks }: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  signal: AbortSignal,
  log: Pick<Logger, 'info' | 'warn'>,
): Promise<void> {
  try {
    const waiting = await hypervisor.guestsWaitingForRoom();
    if (waiting.length === 0 || !hasRoom(await hypervisor.nodeStatistics())) return;
    for (const guestId of waiting) {
      if (signal.aborted) return;
      await guestLocks.run(guestId, signal, async () => {
        // Whoever held the lock may have stopped it.
        if (!(await hypervisor.guestsWaitingForRoom()).includes(guestId)) return;
        await hypervisor.resumeGuest(guestId);
        log.info({ guestId }, 'the storage has room again: the guest goes on');
      });
    }
  } catch (error) {
    if (!signal.aborted && !isTransient(error)) throw error;
  }
}

/** Less than this a guest would fill at once, and pause again. */
function hasRoom({ diskBytes, diskAvailableBytes }: NodeStatistics): boolean {
  return diskAvailableBytes >= Math.min(enoughBytes, diskBytes * enoughShare);
}
