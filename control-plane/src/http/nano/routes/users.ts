import { Hono } from 'hono';
import { createUser } from '../../../use-cases/users/create-user.ts';
import { deleteUser } from '../../../use-cases/users/delete-user.ts';
import { getUser } from '../../../use-cases/users/get-user.ts';
import { listUsers } from '../../../use-cases/users/list-users.ts';
import { modifyUser } from '../../../use-cases/users/modify-user.ts';
import { searchUsers } from '../../../use-cases/users/search-users.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { createUserRequest, modifyUserRequest, userQuery, userToWire } from '../wire/users.ts';

export function userRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/users', async (c) => envelope(c, await listUsers(ports, await toContext({ ports }, c))));
  routes.get('/users/:user', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, userToWire(await getUser(ports, context, { user: pathParameter(c, 'user') })));
  });
  routes.post('/users/:user', async (c) => {
    const context = await toContext({ ports }, c);
    const about = await readBody(c, createUserRequest);
    await createUser(ports, context, { user: pathParameter(c, 'user'), ...about });
    return envelope(c);
  });
  routes.put('/users/:user', async (c) => {
    const context = await toContext({ ports }, c);
    const about = await readBody(c, modifyUserRequest);
    await modifyUser(ports, context, { user: pathParameter(c, 'user'), ...about });
    return envelope(c);
  });
  routes.delete('/users/:user', async (c) => {
    await deleteUser(ports, await toContext({ ports }, c), { user: pathParameter(c, 'user') });
    return envelope(c);
  });
  routes.get('/user_search', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, await searchUsers(ports, context, validate(userQuery, c.req.query())));
  });
  return routes;
}
