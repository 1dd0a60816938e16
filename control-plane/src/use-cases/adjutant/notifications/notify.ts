import type { Ports } from '../../ports/index.ts';
import { keepNotification, type News } from './keep-notification.ts';

/** Keeps a notification by itself, and sends it on its way. */
export async function notify(
  ports: Pick<Ports, 'store' | 'ids' | 'adjutant'>,
  nowMs: number,
  news: News,
): Promise<void> {
  await ports.store.transaction((tx) => keepNotification(tx, ports, nowMs, news));
  await ports.adjutant.wake();
}
