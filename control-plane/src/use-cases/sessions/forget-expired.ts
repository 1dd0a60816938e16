import type { Ports } from '../ports/index.ts';

/** How long the outcome of a finished batch can be asked for. */
const batchRetentionMs = 3_600_000;

/** Removes sessions, tokens and monitor channels whose time is over (they are refused without it, too) and old batches. */
export async function forgetExpired(ports: Pick<Ports, 'store' | 'clock'>): Promise<void> {
  const nowMs = ports.clock.nowMs();
  await ports.store.sessions.removeExpired(nowMs);
  await ports.store.tokens.removeExpired(nowMs);
  await ports.store.apiTokens.removeExpired(nowMs);
  await ports.store.adjutant.removeExpiredTokens(nowMs);
  await ports.store.channels.removeExpired(nowMs);
  await ports.store.batches.removeFinished(nowMs - batchRetentionMs);
}
