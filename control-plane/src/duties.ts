/** What the control plane does by itself, again and again, until it ends. */
import type { AsyncDisposables } from './async-disposables.ts';
import type { Settings } from './config/schema.ts';
import type { ApiMetrics } from './http/middleware/metrics.ts';
import type { Logger } from './observe/logger.ts';
import { systemTiming } from './operations/timing.ts';
import { every } from './system/every.ts';
import { commandFence } from './system/fence.ts';
import { forgetRequests } from './use-cases/desktop-requests/forget-requests.ts';
import { SessionKeeper } from './use-cases/desktop-sessions/keep-sessions.ts';
import { followRollOuts } from './use-cases/desktops/follow-roll-outs.ts';
import type { ReserveKeeper } from './use-cases/desktops/keep-reserves.ts';
import { FailoverKeeper, type FailoverParts } from './use-cases/failover/keep-failover.ts';
import { collectCachedImages } from './use-cases/images/collect-cached-images.ts';
import type { ConnectedChannel } from './use-cases/monitor/connect-monitor-channel.ts';
import type { Ports } from './use-cases/ports/index.ts';
import { forgetExpired } from './use-cases/sessions/forget-expired.ts';

const failoverReviewMs = 1_000;
const deliverEveryMs = 5_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Runs until the end, when what has a lease gets a long one. */
export function startFailover(
  settings: Settings,
  log: Logger,
  parts: Pick<FailoverParts, 'ports' | 'leases' | 'timing' | 'settings'> & { metrics: ApiMetrics },
  all: AsyncDisposables,
): void {
  const { fence_command: words, fence_timeout_s: fenceTimeoutS } = settings.failover;
  const failover = new FailoverKeeper({
    ...parts,
    fence: commandFence(words, fenceTimeoutS * 1000),
    log,
    onFailedOver: (seconds) => parts.metrics.failedOver(seconds),
  });
  all.use(failover);
  all.add(() => failover.renewForLong());
  all.add(every(parts.settings.beatMs, () => failover.renew(), log));
  all.add(every(failoverReviewMs, () => failover.review(), log));
}

export interface DutyParts {
  readonly ports: Ports;
  readonly reserves: ReserveKeeper;
  /** The open screens, which end with their sessions. */
  readonly screens: ReadonlySet<ConnectedChannel>;
  /** Renews what the cells see of the control plane, when that is due. */
  readonly renewCertificate: () => Promise<void>;
}

/** Everything that is due from time to time, once requests are served. */
export async function startDuties(
  settings: Settings,
  log: Logger,
  { ports, reserves, screens, renewCertificate }: DutyParts,
  all: AsyncDisposables,
): Promise<void> {
  const again = (everyMs: number, duty: () => Promise<void>) => all.add(every(everyMs, duty, log));
  const { silent_after_s: silentAfterS, review_s: reviewS } = settings.rs.sessions;
  all.use(reserves);
  await reserves.start(ports);
  again(minuteMs, () => reserves.review());
  const sessions = new SessionKeeper({
    ports,
    timing: systemTiming,
    silentAfterMs: silentAfterS * 1000,
    log,
    screens,
  });
  again(reviewS * 1000, () => sessions.review());
  again(reviewS * 1000, () => followRollOuts(ports));
  again(minuteMs, () => forgetRequests(ports));
  again(minuteMs, () => forgetExpired(ports));
  again(deliverEveryMs, () => ports.adjutant.wake());
  const ending = new AbortController();
  again(10 * minuteMs, () => collectCachedImages(ports, { signal: ending.signal }));
  all.add(async () => ending.abort());
  again(hourMs, renewCertificate);
}
