import { describe, expect, it } from 'vitest';
import { watchdogMs } from './service-notify.ts';

describe('watchdogMs', () => {
  it('is a third of the time after which systemd ends the program', () => {
    expect(watchdogMs({ WATCHDOG_USEC: '60000000' }, 7)).toBe(20_000);
    expect(watchdogMs({ WATCHDOG_USEC: '60000000', WATCHDOG_PID: '7' }, 7)).toBe(20_000);
  });

  it('is none where nobody watches this process', () => {
    expect(watchdogMs({}, 7)).toBeNull();
    expect(watchdogMs({ WATCHDOG_USEC: '0' }, 7)).toBeNull();
    expect(watchdogMs({ WATCHDOG_USEC: 'x' }, 7)).toBeNull();
    expect(watchdogMs({ WATCHDOG_USEC: '60000000', WATCHDOG_PID: '8' }, 7)).toBeNull();
  });
});
