import { DomainError } from '../../../../../proto/src/errors.ts';
import type { TaskNotification } from '../../../domain/adjutant.ts';
import { notificationToWire } from './tasks.ts';

/** As a server-sent event whose id is its number; a comment where there is none. */
export function notificationEvent(one: { sequence: number; notification: TaskNotification } | null): string {
  if (one === null) return ': nothing new\n\n';
  const data = JSON.stringify(notificationToWire(one.notification));
  return `id: ${one.sequence}\nevent: notification\ndata: ${data}\n\n`;
}

/** The number in `Last-Event-ID`; null without one. @throws DomainError `invalid`. */
export function readAfter(text: string): number | null {
  if (text === '') return null;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new DomainError('invalid', 'Last-Event-ID must be the id of an event.', { reason: 'bad_event_id' });
}
