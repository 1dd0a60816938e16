import { Hono } from 'hono';
import { createDesktops } from '../../../use-cases/desktop-servers/create-desktops.ts';
import { deleteDesktop } from '../../../use-cases/desktop-servers/delete-desktop.ts';
import { viewDesktop } from '../../../use-cases/desktop-servers/desktop-view.ts';
import { getDesktop } from '../../../use-cases/desktop-servers/get-desktop.ts';
import { listDesktops } from '../../../use-cases/desktop-servers/list-desktops.ts';
import { replaceDesktopHolders } from '../../../use-cases/desktop-servers/replace-desktop-holders.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { parseListConditions } from '../list-modifiers.ts';
import { pageOf } from '../page.ts';
import { osServerToWire } from '../wire/os-server.ts';
import { objectQuery } from '../wire/projects.ts';
import { createServersRequest, modifyServerRequest, serverQuery, serverToWire } from '../wire/servers.ts';

const listParameters = { project_id: 'id', assigned: 'flag' } as const;

export function serverRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports, endpoints } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  const osObject = async (held: Parameters<typeof viewDesktop>[1]) => ({
    os_server: osServerToWire(await viewDesktop(ports, held), endpoints().rs ?? ''),
  });
  routes.post('/servers', async (c) => {
    const context = await toContext(dependencies, c);
    const request = await readBody(c, createServersRequest);
    const { reservationId, servers } = await createDesktops(ports, context, {
      projectId: request.project_id ?? undefined,
      name: request.name,
      count: request.count ?? 1,
      description: request.description ?? '',
      users: request.users ?? [],
      groups: request.groups ?? [],
    });
    return c.json({ servers: servers.map(({ id }) => ({ id })), reservation_id: reservationId }, 201);
  });
  routes.get('/servers', async (c) => {
    const context = await toContext(dependencies, c);
    const { user: userId, group: groupId, effective } = validate(serverQuery, c.req.query());
    const { with_os_object: withObject } = validate(objectQuery, c.req.query());
    const conditions = parseListConditions(c.req.queries(), listParameters);
    const found = await listDesktops(ports, context, { conditions, userId, groupId, effective });
    const servers: object[] = [];
    for (const held of pageOf(c, found, ({ server }) => server.id))
      servers.push({ ...serverToWire(held), ...(withObject && (await osObject(held))) });
    return c.json({ servers });
  });
  routes.get('/servers/:server', async (c) => {
    const context = await toContext(dependencies, c);
    const { with_os_object: withObject } = validate(objectQuery, c.req.query());
    const held = await getDesktop(ports, context, { id: pathId(c, 'server') });
    return c.json({ server: { ...serverToWire(held), ...(withObject && (await osObject(held))) } });
  });
  routes.put('/servers/:server', async (c) => {
    const context = await toContext(dependencies, c);
    const { users, groups, maintenance } = await readBody(c, modifyServerRequest);
    const id = pathId(c, 'server');
    const held = await replaceDesktopHolders(ports, context, { id, users, groups, maintenance });
    return c.json({ server: serverToWire(held) });
  });
  routes.delete('/servers/:server', async (c) => {
    const context = await toContext(dependencies, c);
    const operation = await deleteDesktop(ports, context, { id: pathId(c, 'server') });
    return operation === null ? c.body(null, 204) : c.json({ task_id: operation.id }, 202);
  });
  return routes;
}
