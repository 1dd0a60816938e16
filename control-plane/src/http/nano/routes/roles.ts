import { Hono } from 'hono';
import { createRole } from '../../../use-cases/roles/create-role.ts';
import { deleteRole } from '../../../use-cases/roles/delete-role.ts';
import { getRole } from '../../../use-cases/roles/get-role.ts';
import { listRoles } from '../../../use-cases/roles/list-roles.ts';
import { modifyRole } from '../../../use-cases/roles/modify-role.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { roleRequest } from '../wire/roles.ts';

export function roleRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/roles', async (c) => {
    const roles = await listRoles(ports, await toContext({ ports }, c));
    return envelope(
      c,
      roles.map(({ name }) => name),
    );
  });
  routes.get('/roles/:role', async (c) => {
    const context = await toContext({ ports }, c);
    const { menus } = await getRole(ports, context, { role: pathParameter(c, 'role') });
    return envelope(c, { menu: menus });
  });
  routes.post('/roles/:role', async (c) => {
    const context = await toContext({ ports }, c);
    const { menu } = await readBody(c, roleRequest);
    await createRole(ports, context, { role: pathParameter(c, 'role'), menus: menu });
    return envelope(c);
  });
  routes.put('/roles/:role', async (c) => {
    const context = await toContext({ ports }, c);
    const { menu } = await readBody(c, roleRequest);
    await modifyRole(ports, context, { role: pathParameter(c, 'role'), menus: menu });
    return envelope(c);
  });
  routes.delete('/roles/:role', async (c) => {
    await deleteRole(ports, await toContext({ ports }, c), { role: pathParameter(c, 'role') });
    return envelope(c);
  });
  return routes;
}
