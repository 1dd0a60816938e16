import type { Logger } from 'pino';
import { followReleases, type ReleasePorts } from '../desktop-servers/follow-releases.ts';
import type { ConnectedChannel } from '../monitor/connect-monitor-channel.ts';
import { endStaleSessions } from './end-stale-sessions.ts';
import { endTimedOutSessions } from './end-timed-out-sessions.ts';
import { followClosedSessions } from './follow-closed-sessions.ts';

interface Monotonic {
  nowMs(): number;
}

/** More than this at once is a host that slept, which is nobody's session. */
const longestStepMs = 60_000;

/**
 * Knows which sessions are at a screen, and lets all grow older by a clock that does not jump. A screen of a user on a desktop
 * where he has a session is that session's: it is active as long as the screen is open, and the screen ends with it.
 */
export class SessionKeeper {
  readonly #ports: ReleasePorts;
  readonly #clock: Monotonic;
  readonly #silentAfterMs: number;
  readonly #log: Pick<Logger, 'error'>;
  readonly #screens: ReadonlySet<ConnectedChannel>;
  /** Session ids by their screens, also of screens that have closed. */
  #sessionOf = new Map<ConnectedChannel, string>();
  #lastMs: number;

  constructor(parts: {
    ports: ReleasePorts;
    timing: Monotonic;
    silentAfterMs: number;
    log: Pick<Logger, 'error'>;
    screens: ReadonlySet<ConnectedChannel>;
  }) {
    this.#ports = parts.ports;
    this.#clock = parts.timing;
    this.#silentAfterMs = parts.silentAfterMs;
    this.#log = parts.log;
    this.#screens = parts.screens;
    this.#lastMs = parts.timing.nowMs();
  }

  /** Call often. */
  async review(): Promise<void> {
    const nowMs = this.#clock.nowMs();
    const stepMs = Math.min(longestStepMs, Math.max(0, Math.round(nowMs - this.#lastMs)));
    this.#lastMs = nowMs;
    await this.#followScreens();
    await this.#ports.store.desktopSessions.growOlder(stepMs, this.#silentAfterMs);
    const works = [endStaleSessions, endTimedOutSessions, followClosedSessions, followReleases];
    for (const work of works)
      try {
        await work(this.#ports);
      } catch (error) {
        this.#log.error({ err: error }, 'sessions could not be kept');
      }
  }

  async #followScreens(): Promise<void> {
    const { desktopSessions } = this.#ports.store;
    const nowMs = this.#ports.clock.nowMs();
    const before = this.#sessionOf;
    this.#sessionOf = new Map();
    for (const screen of this.#screens) {
      const known = before.get(screen);
      const session =
        known === undefined
          ? await desktopSessions.newestOpen(screen.guestId, screen.userId)
          : await desktopSessions.get(known);
      if (session === undefined) continue;
      if (session.closedAtMs !== null) {
        screen.stream.destroy();
        continue;
      }
      this.#sessionOf.set(screen, session.id);
      await desktopSessions.touch(session.id, 'active', nowMs);
    }
    const watched = new Set(this.#sessionOf.values());
    for (const id of new Set(before.values()))
      if (!watched.has(id)) await desktopSessions.touch(id, 'disconnected', nowMs);
  }
}
