/** When users of a project may begin to work: hours of weekdays, by the clocks of a time zone. */

/** As JavaScript counts them: Sunday is 0. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

export interface AccessWindow {
  readonly days: readonly Weekday[];
  /** Minutes since midnight, 0 to 1439. */
  readonly fromMinute: number;
  /** 1 to 1440; not after `fromMinute`: of the next day. */
  readonly untilMinute: number;
}

export interface AccessCalendar {
  /** A name of the IANA database. */
  readonly timeZone: string;
  readonly windows: readonly AccessWindow[];
}

interface LocalTime {
  readonly day: number;
  readonly minute: number;
}

const minuteMs = 60_000;
const minutesOfDay = 1_440;

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export function isOpenAt(calendar: AccessCalendar, atMs: number): boolean {
  const { day, minute } = localTime(calendar.timeZone, atMs);
  const yesterday = (day + 6) % 7;
  return calendar.windows.some(({ days, fromMinute, untilMinute }) => {
    const isOn = (number: number) => days.some((one) => weekdays.indexOf(one) === number);
    if (fromMinute < untilMinute) return isOn(day) && minute >= fromMinute && minute < untilMinute;
    return (isOn(day) && minute >= fromMinute) || (isOn(yesterday) && minute < untilMinute);
  });
}

/** When the next window opens, at a full minute; null: never. Clocks that are put forward may skip its beginning. */
export function nextOpening(calendar: AccessCalendar, afterMs: number): number | null {
  const fromMs = Math.floor(afterMs / minuteMs) * minuteMs;
  const now = localTime(calendar.timeZone, fromMs);
  const found: number[] = [];
  for (let days = 0; days <= 8; days += 1) {
    const weekday = weekdays[(now.day + days) % 7];
    for (const window of calendar.windows) {
      if (weekday === undefined || !window.days.includes(weekday)) continue;
      const aheadMinutes = days * minutesOfDay + window.fromMinute - now.minute;
      const atMs = settle(calendar.timeZone, fromMs + aheadMinutes * minuteMs, window.fromMinute);
      if (atMs > afterMs && isOpenAt(calendar, atMs)) found.push(atMs);
    }
  }
  return found.length === 0 ? null : Math.min(...found);
}

/** Moves a time by as much as clocks were set between now and then. */
function settle(timeZone: string, atMs: number, wantedMinute: number): number {
  const { minute } = localTime(timeZone, atMs);
  let offMinutes = wantedMinute - minute;
  if (offMinutes > minutesOfDay / 2) offMinutes -= minutesOfDay;
  if (offMinutes < -minutesOfDay / 2) offMinutes += minutesOfDay;
  return atMs + offMinutes * minuteMs;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(timeZone: string, atMs: number): LocalTime {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone, ...options });
    if (formats.size > 1_000) formats.clear();
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const day = (weekdays as readonly string[]).indexOf(parts.get('weekday')?.toLowerCase() ?? '');
  return { day, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}
