/** What ends sessions, and when users may begin to work. */
import { z } from 'zod';
import {
  type AccessCalendar,
  type AccessWindow,
  isTimeZone,
  weekdays,
} from '../../../domain/access-calendar.ts';
import type { SessionTimeouts } from '../../../domain/session-timeouts.ts';
import { listOf, oneOf, prose, requiredText } from '../../fields.ts';
import { defined } from './fields.ts';

const clock = (latest: RegExp) =>
  z
    .string('must be a time of day')
    .regex(latest, 'must be a time of day like 08:00')
    .transform((value) => Number(value.slice(0, 2)) * 60 + Number(value.slice(3)));

const window = z
  .object({
    days: z
      .array(oneOf(weekdays), 'must be a list of days')
      .min(1, `must be some of ${weekdays.join(', ')}`)
      .max(7),
    from: clock(/^([01]\d|2[0-3]):[0-5]\d$/),
    until: clock(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .transform(({ days, from, until }): AccessWindow => {
    return { days: [...new Set(days)], fromMinute: from, untilMinute: until };
  });

export function accessCalendar() {
  return z
    .object({
      time_zone: requiredText(64).refine(isTimeZone, 'must be a time zone like Europe/Berlin'),
      windows: listOf(window, 50),
    })
    .transform(({ time_zone: timeZone, windows }): AccessCalendar => ({ timeZone, windows }));
}

export function calendarToWire(calendar: AccessCalendar | null) {
  if (calendar === null) return null;
  const clockOf = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return {
    time_zone: calendar.timeZone,
    windows: calendar.windows.map(({ days, fromMinute, untilMinute }) => ({
      days,
      from: clockOf(fromMinute),
      until: clockOf(untilMinute),
    })),
  };
}

export function maintenance() {
  return z.object({ message: prose(1_000).default('') }, 'must be an object or null');
}

interface TimeoutRequest {
  readonly idle_timeout?: number | null | undefined;
  readonly disconnect_timeout?: number | null | undefined;
  readonly max_session_length?: number | null | undefined;
  readonly timeout_action?: SessionTimeouts['action'] | undefined;
}

export function toTimeouts(request: TimeoutRequest): Partial<SessionTimeouts> {
  return defined({
    idleS: request.idle_timeout,
    disconnectS: request.disconnect_timeout,
    longestS: request.max_session_length,
    action: request.timeout_action,
  });
}

export function timeoutsToWire({ idleS, disconnectS, longestS, action }: SessionTimeouts) {
  return {
    idle_timeout: idleS,
    disconnect_timeout: disconnectS,
    max_session_length: longestS,
    timeout_action: action,
  };
}
