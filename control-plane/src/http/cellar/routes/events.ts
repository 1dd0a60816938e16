import { Hono } from 'hono';
import { followEvents } from '../../../use-cases/events/follow-events.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { OpenStreams, sendStream } from '../../event-stream.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import { eventToWire, followEventsQuery } from '../wire/events.ts';

export function eventRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  const open = new OpenStreams();
  routes.get('/events', async (c) => {
    const { actor } = await toContext({ ports }, c);
    const query = validate(followEventsQuery, c.req.query());
    const authenticate = () => toContext({ ports }, c);
    const after = c.req.header('last-event-id') || query.last_event_id || null;
    const { types = [], subject_id: subjectId = null } = query;
    const close = open.take(actor.userId);
    return sendStream(c, close, async function* (signal) {
      const parts = followEvents(ports, { authenticate, after, types, subjectId, signal });
      for await (const part of parts) yield eventToWire(part);
    });
  });
  return routes;
}
