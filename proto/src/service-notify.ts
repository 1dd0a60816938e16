import { execFile } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Tells systemd that the program is ready, from then on that it lives, and when disposed that it stops. Does nothing
 * where no `NOTIFY_SOCKET` is set.
 *
 * Node has no datagram sockets of the unix family, so systemd-notify(1) speaks; the unit needs `NotifyAccess=all`. A
 * program whose event loop stands still sends nothing, and systemd ends it after `WatchdogSec=`.
 *
 * @param onFailure a notice that was not sent.
 */
export function tellServiceReady(environment: Environment, onFailure: (error: Error) => void): Disposable {
  if (!environment.NOTIFY_SOCKET) return { [Symbol.dispose]: () => undefined };
  const tell = (state: string) => {
    execFile('systemd-notify', [state], { env: environment, timeout: 10_000 }, (error) => {
      if (error !== null) onFailure(error);
    });
  };
  tell('READY=1');
  const everyMs = watchdogMs(environment, process.pid);
  const beat = everyMs === null ? null : setInterval(() => tell('WATCHDOG=1'), everyMs);
  beat?.unref();
  return {
    [Symbol.dispose]: () => {
      if (beat !== null) clearInterval(beat);
      tell('STOPPING=1');
    },
  };
}

/** A third of the time that sd_watchdog_enabled(3) allows; null: this process is not watched. */
export function watchdogMs(environment: Environment, pid: number): number | null {
  const { WATCHDOG_USEC: limit, WATCHDOG_PID: watched } = environment;
  if (watched !== undefined && watched !== String(pid)) return null;
  const limitUs = Number(limit);
  return limitUs > 0 ? Math.max(1, Math.floor(limitUs / 3_000)) : null;
}
