import { Hono } from 'hono';
import { getDesktopUser } from '../../../use-cases/desktop-users/get-desktop-user.ts';
import { listFloatingIpUsers } from '../../../use-cases/desktop-users/list-floating-ip-users.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { pageOf } from '../page.ts';

export function userRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/users', async (c) => {
    const users = await listFloatingIpUsers(ports, await toContext(dependencies, c));
    return c.json({
      users: pageOf(c, users, ({ userId }) => userId).map(({ userId, floatingIpId }) => ({
        id: userId,
        floating_ip_id: floatingIpId,
      })),
    });
  });
  /** The document has the one user in a list. */
  routes.get('/users/:user', async (c) => {
    const context = await toContext(dependencies, c);
    const { id, floatingIpId } = await getDesktopUser(ports, context, { id: pathId(c, 'user') });
    return c.json({ user: [{ id, ...(floatingIpId !== null && { floating_ip_id: floatingIpId }) }] });
  });
  return routes;
}
