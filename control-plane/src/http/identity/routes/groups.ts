import { Hono } from 'hono';
import { addAccountMember } from '../../../use-cases/account-groups/add-account-member.ts';
import { checkAccountMember } from '../../../use-cases/account-groups/check-account-member.ts';
import { createAccountGroup } from '../../../use-cases/account-groups/create-account-group.ts';
import { deleteAccountGroup } from '../../../use-cases/account-groups/delete-account-group.ts';
import { getAccountGroup } from '../../../use-cases/account-groups/get-account-group.ts';
import { listAccountMembers } from '../../../use-cases/account-groups/list-account-members.ts';
import { modifyAccountGroup } from '../../../use-cases/account-groups/modify-account-group.ts';
import { removeAccountMember } from '../../../use-cases/account-groups/remove-account-member.ts';
import { searchAccountGroups } from '../../../use-cases/account-groups/search-account-groups.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { type IdentityDependencies, toContext } from '../dialect.ts';
import { createGroupRequest, groupQuery, groupToWire, modifyGroupRequest } from '../wire/groups.ts';
import { listToWire } from '../wire/list.ts';
import { ownDomain } from '../wire/own-domain.ts';
import { userToWire } from '../wire/users.ts';

export function groupRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/groups', async (c) => {
    const context = await toContext(dependencies, c);
    const { domain_id: domainId, name } = validate(groupQuery, c.req.query());
    const groups = await searchAccountGroups(ports, context, { domainId, name });
    return c.json(listToWire(c, 'groups', groups, (group) => groupToWire(c, group)));
  });
  routes.post('/groups', async (c) => {
    const context = await toContext(dependencies, c);
    const { domain_id, ...about } = await readBody(c, createGroupRequest);
    const group = await createAccountGroup(ports, context, {
      ...about,
      domainId: domain_id ?? ownDomain(context),
    });
    return c.json({ group: groupToWire(c, group) }, 201);
  });
  routes.get('/groups/:group', async (c) => {
    const context = await toContext(dependencies, c);
    return c.json({
      group: groupToWire(c, await getAccountGroup(ports, context, { id: pathParameter(c, 'group') })),
    });
  });
  routes.patch('/groups/:group', async (c) => {
    const context = await toContext(dependencies, c);
    const change = await readBody(c, modifyGroupRequest);
    const group = await modifyAccountGroup(ports, context, { ...change, id: pathParameter(c, 'group') });
    return c.json({ group: groupToWire(c, group) });
  });
  routes.delete('/groups/:group', async (c) => {
    await deleteAccountGroup(ports, await toContext(dependencies, c), { id: pathParameter(c, 'group') });
    return c.body(null, 204);
  });
  routes.get('/groups/:group/users', async (c) => {
    const context = await toContext(dependencies, c);
    const users = await listAccountMembers(ports, context, { groupId: pathParameter(c, 'group') });
    return c.json(listToWire(c, 'users', users, (user) => userToWire(c, user)));
  });
  routes.get('/groups/:group/users/:user', async (c) => {
    await checkAccountMember(ports, await toContext(dependencies, c), membership(c));
    return c.body(null, 204);
  });
  routes.put('/groups/:group/users/:user', async (c) => {
    await addAccountMember(ports, await toContext(dependencies, c), membership(c));
    return c.body(null, 204);
  });
  routes.delete('/groups/:group/users/:user', async (c) => {
    await removeAccountMember(ports, await toContext(dependencies, c), membership(c));
    return c.body(null, 204);
  });
  return routes;
}

function membership(c: Request) {
  return { groupId: pathParameter(c, 'group'), userId: pathParameter(c, 'user') };
}
