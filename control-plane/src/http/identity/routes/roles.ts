import { Hono } from 'hono';
import { createIdentityRole } from '../../../use-cases/identity-roles/create-identity-role.ts';
import { deleteIdentityRole } from '../../../use-cases/identity-roles/delete-identity-role.ts';
import { getIdentityRole } from '../../../use-cases/identity-roles/get-identity-role.ts';
import { listIdentityRoles } from '../../../use-cases/identity-roles/list-identity-roles.ts';
import { modifyIdentityRole } from '../../../use-cases/identity-roles/modify-identity-role.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { type IdentityDependencies, toContext } from '../dialect.ts';
import { listToWire } from '../wire/list.ts';
import { createRoleRequest, modifyRoleRequest, roleQuery, roleToWire } from '../wire/roles.ts';

export function roleRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/roles', async (c) => {
    const roles = await listIdentityRoles(ports, await toContext(dependencies, c));
    const { name, domain_id: domain } = validate(roleQuery, c.req.query());
    const wanted = roles.filter((role) => (name ?? role.name) === role.name && domain === undefined);
    return c.json(listToWire(c, 'roles', wanted, (role) => roleToWire(c, role)));
  });
  routes.post('/roles', async (c) => {
    const context = await toContext(dependencies, c);
    const role = await createIdentityRole(ports, context, await readBody(c, createRoleRequest));
    return c.json({ role: roleToWire(c, role) }, 201);
  });
  routes.get('/roles/:role', async (c) => {
    const context = await toContext(dependencies, c);
    return c.json({
      role: roleToWire(c, await getIdentityRole(ports, context, { id: pathParameter(c, 'role') })),
    });
  });
  routes.patch('/roles/:role', async (c) => {
    const context = await toContext(dependencies, c);
    const change = await readBody(c, modifyRoleRequest);
    const role = await modifyIdentityRole(ports, context, { ...change, id: pathParameter(c, 'role') });
    return c.json({ role: roleToWire(c, role) });
  });
  routes.delete('/roles/:role', async (c) => {
    await deleteIdentityRole(ports, await toContext(dependencies, c), { id: pathParameter(c, 'role') });
    return c.body(null, 204);
  });
  return routes;
}
