/** Whether users may begin to work with the desktops of a project. */
import { isOpenAt, nextOpening } from './access-calendar.ts';
import type { DesktopProject, Maintenance } from './desktop.ts';

export interface EntryRefusal {
  readonly reason: 'maintenance' | 'outside_hours' | 'server_maintenance';
  /** For the user. */
  readonly message: string;
  /** Of the next hours; null: unknown. */
  readonly opensAtMs: number | null;
}

/** @param ofServer of the desktop, if it is known which. @returns null: he may. */
export function entryRefusal(
  { maintenance, accessCalendar }: Pick<DesktopProject, 'maintenance' | 'accessCalendar'>,
  ofServer: Maintenance | null,
  nowMs: number,
): EntryRefusal | null {
  const usual = 'The desktops are under maintenance. Please try again later.';
  if (maintenance !== null)
    return { reason: 'maintenance', message: maintenance.message || usual, opensAtMs: null };
  if (accessCalendar !== null && !isOpenAt(accessCalendar, nowMs)) {
    const opensAtMs = nextOpening(accessCalendar, nowMs);
    const next = opensAtMs === null ? '' : ` They open ${inZone(accessCalendar.timeZone, opensAtMs)}.`;
    return { reason: 'outside_hours', message: `The desktops are closed at this hour.${next}`, opensAtMs };
  }
  if (ofServer === null) return null;
  const own = 'The desktop is under maintenance. Please try again later.';
  return { reason: 'server_maintenance', message: ofServer.message || own, opensAtMs: null };
}

function inZone(timeZone: string, atMs: number): string {
  const options = { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const text = new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(atMs);
  return `on ${text} (${timeZone})`;
}
