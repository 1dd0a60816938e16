import { Hono } from 'hono';
import { addDesktopHolders } from '../../../use-cases/desktop-servers/add-desktop-holders.ts';
import { getDesktop } from '../../../use-cases/desktop-servers/get-desktop.ts';
import { listUserDesktops } from '../../../use-cases/desktop-servers/list-user-desktops.ts';
import { removeDesktopHolder } from '../../../use-cases/desktop-servers/remove-desktop-holder.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { groupsRequest, serversRequest, usersRequest } from '../wire/servers.ts';

const kinds = { users: 'user', groups: 'group' } as const;

/** Who has which desktop, from both sides. */
export function assignmentRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.post('/servers/:server/users', async (c) => {
    const context = await toContext(dependencies, c);
    const { users } = await readBody(c, usersRequest);
    await addDesktopHolders(ports, context, { servers: [pathId(c, 'server')], users });
    return c.body(null, 204);
  });
  routes.post('/servers/:server/groups', async (c) => {
    const context = await toContext(dependencies, c);
    const { groups } = await readBody(c, groupsRequest);
    await addDesktopHolders(ports, context, { servers: [pathId(c, 'server')], groups });
    return c.body(null, 204);
  });
  for (const many of ['users', 'groups'] as const) {
    routes.post(`/${many}/:holder/servers`, async (c) => {
      const context = await toContext(dependencies, c);
      const { servers } = await readBody(c, serversRequest);
      await addDesktopHolders(ports, context, { servers, [many]: [pathId(c, 'holder')] });
      return c.body(null, 204);
    });
    routes.get(`/servers/:server/${many}`, async (c) => {
      const context = await toContext(dependencies, c);
      const { holders } = await getDesktop(ports, context, { id: pathId(c, 'server') });
      const found = holders.filter(({ kind }) => kind === kinds[many]);
      return c.json({ [many]: found.map(({ id }) => ({ id })) });
    });
    routes.delete(`/servers/:server/${many}/:holder`, async (c) => {
      const context = await toContext(dependencies, c);
      const holder = { kind: kinds[many], id: pathId(c, 'holder') };
      await removeDesktopHolder(ports, context, { id: pathId(c, 'server'), holder });
      return c.body(null, 204);
    });
  }
  routes.get('/users/:holder/servers', async (c) => {
    const context = await toContext(dependencies, c);
    const found = await listUserDesktops(ports, context, { userId: pathId(c, 'holder') });
    return c.json({
      servers: found.map(({ server, project }) => ({
        instance_id: server.id,
        project_id: project.id,
        project_name: project.name,
      })),
    });
  });
  return routes;
}
