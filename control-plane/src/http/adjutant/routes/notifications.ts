import { Hono } from 'hono';
import { fieldErrors } from '../../../use-cases/adjutant/errors.ts';
import { requireAdmin } from '../../../use-cases/adjutant/levels.ts';
import { acknowledgeNotifications } from '../../../use-cases/adjutant/notifications/acknowledge-notifications.ts';
import { followNotifications } from '../../../use-cases/adjutant/notifications/follow-notifications.ts';
import { getNotification } from '../../../use-cases/adjutant/notifications/get-notification.ts';
import { listNotifications } from '../../../use-cases/adjutant/notifications/list-notifications.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { OpenStreams, sendStream } from '../../event-stream.ts';
import { type AdjutantDependencies, idOf, readFields, toContext } from '../dialect.ts';
import { notificationEvent, readAfter } from '../wire/notification-stream.ts';
import { pageToWire, readPage } from '../wire/paging.ts';
import { notificationToWire } from '../wire/tasks.ts';

const listedMax = 10_000;
const listMissing = fieldErrors(
  { notifications: ['this field is required and needs to be a list.'] },
  'bad_acknowledgement',
);
const flagMissing = fieldErrors({ acknowledged: ['this field is required.'] }, 'bad_acknowledgement');

export function notificationRoutes(dependencies: AdjutantDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>({ strict: false });
  const open = new OpenStreams();
  for (const path of ['/notifications', '/notification']) {
    routes.get(path, async (c) => {
      const context = await toContext(dependencies, c);
      await requireAdmin(ports, context);
      const page = readPage(c, 'notifications_per_page');
      const filters = c.req.query('filters') ?? '';
      const { rows, total } = await listNotifications(ports, context, { filters, ...page });
      return c.json({ notifications: rows.map(notificationToWire), ...pageToWire(page, total) });
    });
    routes.post(path, async (c) => {
      const context = await toContext(dependencies, c);
      await requireAdmin(ports, context);
      const { notifications } = await readFields(c, listMissing);
      const wanted = Array.isArray(notifications) ? notifications : [];
      const ids = wanted.filter((id) => typeof id === 'string').map((id) => id.replaceAll('-', ''));
      if (wanted.length === 0 || ids.length < wanted.length || ids.length > listedMax) throw listMissing;
      await acknowledgeNotifications(ports, context, { ids });
      return c.json({ notes: ['Notifications acknowledged.'] });
    });
    routes.get(`${path}/stream`, async (c) => {
      const { actor } = await toContext(dependencies, c);
      await requireAdmin(ports, await toContext(dependencies, c));
      const authenticate = () => toContext(dependencies, c);
      const after = readAfter(c.req.header('last-event-id') ?? '');
      return sendStream(c, open.take(actor.userId), async function* (signal) {
        for await (const one of followNotifications(ports, { authenticate, after, signal }))
          yield notificationEvent(one);
      });
    });
    routes.get(`${path}/:notification`, async (c) => {
      const context = await toContext(dependencies, c);
      return c.json(
        notificationToWire(await getNotification(ports, context, { id: idOf(c, 'notification') })),
      );
    });
    routes.post(`${path}/:notification`, async (c) => {
      const context = await toContext(dependencies, c);
      const { id, acknowledged } = await getNotification(ports, context, { id: idOf(c, 'notification') });
      if (acknowledged) return c.json({ notes: ['Notification already acknowledged.'] });
      if ((await readFields(c, flagMissing)).acknowledged !== true) throw flagMissing;
      await acknowledgeNotifications(ports, context, { ids: [id] });
      return c.json({ notes: ['Notification acknowledged.'] });
    });
  }
  return routes;
}
