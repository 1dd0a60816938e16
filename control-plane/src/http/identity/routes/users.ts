import { Hono } from 'hono';
import { changeOwnPassword } from '../../../use-cases/accounts/change-own-password.ts';
import { createAccount } from '../../../use-cases/accounts/create-account.ts';
import { deleteAccount } from '../../../use-cases/accounts/delete-account.ts';
import { getAccount } from '../../../use-cases/accounts/get-account.ts';
import { listAccountGroups } from '../../../use-cases/accounts/list-account-groups.ts';
import { listAccountProjects } from '../../../use-cases/accounts/list-account-projects.ts';
import { listAccounts } from '../../../use-cases/accounts/list-accounts.ts';
import { modifyAccount } from '../../../use-cases/accounts/modify-account.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { type IdentityDependencies, toContext } from '../dialect.ts';
import { defined } from '../wire/common.ts';
import { groupToWire } from '../wire/groups.ts';
import { listToWire } from '../wire/list.ts';
import { ownDomain } from '../wire/own-domain.ts';
import { projectToWire } from '../wire/projects.ts';
import {
  changePasswordRequest,
  createUserRequest,
  modifyUserRequest,
  userQuery,
  userToWire,
} from '../wire/users.ts';

export function userRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const { ports, attempts } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/users', async (c) => {
    const context = await toContext(dependencies, c);
    const { domain_id: domainId, name, enabled } = validate(userQuery, c.req.query());
    const users = await listAccounts(ports, context, { domainId, name, enabled });
    return c.json(listToWire(c, 'users', users, (user) => userToWire(c, user)));
  });
  routes.post('/users', async (c) => {
    const context = await toContext(dependencies, c);
    const {
      email: mail,
      default_project_id: defaultProjectId,
      domain_id,
      ...about
    } = await readBody(c, createUserRequest);
    const domainId = domain_id ?? ownDomain(context);
    const user = await createAccount(ports, context, { ...about, mail, defaultProjectId, domainId });
    return c.json({ user: userToWire(c, user) }, 201);
  });
  routes.get('/users/:user', async (c) => {
    const context = await toContext(dependencies, c);
    const user = await getAccount(ports, context, { id: pathParameter(c, 'user') });
    return c.json({ user: userToWire(c, user) });
  });
  routes.patch('/users/:user', async (c) => {
    const context = await toContext(dependencies, c);
    const {
      email: mail,
      default_project_id: defaultProjectId,
      ...about
    } = await readBody(c, modifyUserRequest);
    const change = defined({ ...about, mail, defaultProjectId });
    const user = await modifyAccount(ports, context, { id: pathParameter(c, 'user'), change });
    return c.json({ user: userToWire(c, user) });
  });
  routes.delete('/users/:user', async (c) => {
    await deleteAccount(ports, await toContext(dependencies, c), { id: pathParameter(c, 'user') });
    return c.body(null, 204);
  });
  routes.post('/users/:user/password', async (c) => {
    const context = await toContext(dependencies, c);
    const { original_password: old, password } = await readBody(c, changePasswordRequest);
    const change = { id: pathParameter(c, 'user'), old, new: password };
    const attempt = { ...context, account: context.actor.userName };
    await attempts.guard(attempt, () => changeOwnPassword(ports, context, change));
    return c.body(null, 204);
  });
  routes.get('/users/:user/groups', async (c) => {
    const context = await toContext(dependencies, c);
    const groups = await listAccountGroups(ports, context, { id: pathParameter(c, 'user') });
    return c.json(listToWire(c, 'groups', groups, (group) => groupToWire(c, group)));
  });
  routes.get('/users/:user/projects', async (c) => {
    const context = await toContext(dependencies, c);
    const projects = await listAccountProjects(ports, context, { id: pathParameter(c, 'user') });
    return c.json(listToWire(c, 'projects', projects, (project) => projectToWire(c, project)));
  });
  return routes;
}
