import { once } from 'node:events';
import type { TaskNotification } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { requireAdmin } from '../levels.ts';

const chunk = 100;
const idleMs = 15_000;

export interface FollowRequest {
  /** Asked again and again: who loses his rights is told nothing more. */
  readonly authenticate: () => Promise<Context>;
  /** The number of the last one that is known; null: only those that come. */
  readonly after: number | null;
  readonly signal: AbortSignal;
}

/** Every notification that comes, with its number; null now and then when there is none. */
export async function* followNotifications(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  { authenticate, after, signal: gone }: FollowRequest,
): AsyncGenerator<{ sequence: number; notification: TaskNotification } | null, void, void> {
  const { adjutant } = ports.store;
  const signal = AbortSignal.any([gone, ports.adjutant.ending]);
  let sequence = after ?? (await adjutant.lastNotificationSequence());
  const news = new EventTarget();
  const stop = ports.adjutant.watch(() => news.dispatchEvent(new Event('news')));
  try {
    yield null;
    while (!signal.aborted) {
      const coming = waitFor(news, signal);
      await requireAdmin(ports, await authenticate());
      const found = await adjutant.notificationsAfter(sequence, chunk);
      for (const one of found) {
        sequence = one.sequence;
        yield one;
      }
      if (found.length === 0 && !(await coming)) yield null;
    }
  } finally {
    stop();
  }
}

/** False after a while without any, or at the end. */
async function waitFor(news: EventTarget, signal: AbortSignal): Promise<boolean> {
  const enough = AbortSignal.any([signal, AbortSignal.timeout(idleMs)]);
  return once(news, 'news', { signal: enough }).then(
    () => true,
    () => false,
  );
}
