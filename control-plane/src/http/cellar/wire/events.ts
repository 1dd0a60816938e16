import { z } from 'zod';
import { eventTypes } from '../../../domain/life-event.ts';
import type { StreamPart } from '../../../use-cases/events/follow-events.ts';
import { text } from '../../fields.ts';
import { isoTime } from './common.ts';

const allowed = `must be some of ${eventTypes.join(', ')}, with commas between`;

export const followEventsQuery = z.object({
  types: text(200)
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(eventTypes, allowed)))
    .optional(),
  subject_id: text(100).optional(),
  last_event_id: text(100).optional(),
});

/** As `text/event-stream` has it: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function eventToWire(part: StreamPart): string {
  switch (part.kind) {
    case 'ready':
      return `retry: 3000\n${message('ready', part.id, {})}`;
    case 'gap':
      return message('gap', part.id, { reason: part.reason });
    case 'heartbeat':
      return ': heartbeat\n\n';
    case 'end':
      return `event: end\ndata: ${JSON.stringify({ reason: part.reason })}\n\n`;
    case 'event': {
      const { type, action, outcome, subject, actor, requestId, atMs, details } = part.event;
      return message(type, part.id, {
        id: part.id,
        at: isoTime(atMs),
        type,
        action,
        outcome,
        subject,
        actor,
        request_id: requestId,
        details,
      });
    }
  }
}

function message(name: string, id: string, data: object): string {
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
