import { readFileSync } from 'node:fs';

/** Time that goes on while the host is suspended and that nobody can set. */
export interface BootClock {
  /** Tells this boot of the host from any other. */
  readonly bootId: string;
  /** Milliseconds since the boot. */
  nowMs(): number;
}

/**
 * CLOCK_BOOTTIME, which `/proc/uptime` tells in hundredths of a second (proc(5)). Node's own monotonic clock stands
 * still while the host is suspended.
 */
export function openBootClock(): BootClock {
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return { bootId, nowMs: () => Math.round(Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) * 1000) };
}
