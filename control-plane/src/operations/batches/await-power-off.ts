import { DomainError } from '../../../../proto/src/errors.ts';
import type { Operation } from '../../domain/operation.ts';
import { noSuchGuest } from '../../use-cases/guests/guest-access.ts';
import { sleep } from '../timing.ts';
import type { ItemEnd, ItemEnvironment } from './run-item.ts';

/** After its power button was pressed, a guest has this long to shut down. */
export const shutdownMs = 120_000;

/** The guest was asked to shut down by the operation: done when it is off, failed if it is not in time. */
export async function awaitPowerOff(environment: ItemEnvironment, pressed: Operation): Promise<ItemEnd> {
  const { ports, timing, stopping } = environment;
  const guestId = pressed.subject.id;
  const isOff = () => ports.live.guest(guestId)?.seen?.state === 'stopped';
  const over = new AbortController();
  const unwatch = ports.live.watch((change) => {
    if (change.type === 'guest' && change.guestId === guestId && (isOff() || !ports.live.guest(guestId)))
      over.abort();
  });
  const spentMs = ports.clock.nowMs() - (pressed.finishedAtMs ?? pressed.createdAtMs);
  const leftMs = Math.min(shutdownMs, Math.max(0, shutdownMs - spentMs));
  if (!isOff()) await sleep(timing, leftMs, AbortSignal.any([over.signal, stopping]));
  unwatch();
  if (isOff()) return { type: 'done', operation: pressed };
  if (stopping.aborted) return { type: 'stopped' };
  const guest = await ports.store.guests.get(guestId);
  if (!guest) return { type: 'failed', error: noSuchGuest(guestId) };
  const message = `guest '${guest.name}' did not shut down within ${shutdownMs / 1000} s`;
  return { type: 'failed', error: new DomainError('timeout', message, { reason: 'still_running' }) };
}
