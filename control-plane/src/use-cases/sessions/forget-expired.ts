import type { Ports } from '../ports/index.ts';

/** Removes sessions and monitor channels whose time is over; they are refused without it, too. */
export async function forgetExpired(ports: Pick<Ports, 'store' | 'clock'>): Promise<void> {
  const nowMs = ports.clock.nowMs();
  await ports.store.sessions.removeExpired(nowMs);
  await ports.store.channels.removeExpired(nowMs);
}
