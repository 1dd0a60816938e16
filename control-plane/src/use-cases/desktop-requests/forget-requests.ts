import type { Ports } from '../ports/index.ts';

/** Removes requests whose outcome can not be asked for any more. */
export async function forgetRequests({
  store,
  clock,
  desktops,
}: Pick<Ports, 'store' | 'clock' | 'desktops'>): Promise<void> {
  await store.desktopRequests.removeFinished(clock.nowMs() - desktops.broker.requestTtlMs);
}
