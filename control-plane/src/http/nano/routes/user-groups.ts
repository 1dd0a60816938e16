import { Hono } from 'hono';
import { addMember } from '../../../use-cases/groups/add-member.ts';
import { createGroup } from '../../../use-cases/groups/create-group.ts';
import { deleteGroup } from '../../../use-cases/groups/delete-group.ts';
import { getGroup } from '../../../use-cases/groups/get-group.ts';
import { listGroups } from '../../../use-cases/groups/list-groups.ts';
import { modifyGroup } from '../../../use-cases/groups/modify-group.ts';
import { removeMember } from '../../../use-cases/groups/remove-member.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { groupBriefToWire, groupRequest, groupToWire } from '../wire/user-groups.ts';

export function userGroupRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/user_groups', async (c) => {
    const groups = await listGroups(ports, await toContext({ ports }, c));
    return envelope(c, groups.map(groupBriefToWire));
  });
  routes.get('/user_groups/:group', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, groupToWire(await getGroup(ports, context, { group: pathParameter(c, 'group') })));
  });
  routes.post('/user_groups/:group', async (c) => {
    const context = await toContext({ ports }, c);
    const { display, role } = await readBody(c, groupRequest);
    await createGroup(ports, context, { group: pathParameter(c, 'group'), display, roles: role });
    return envelope(c);
  });
  routes.put('/user_groups/:group', async (c) => {
    const context = await toContext({ ports }, c);
    const { display, role } = await readBody(c, groupRequest);
    await modifyGroup(ports, context, { group: pathParameter(c, 'group'), display, roles: role });
    return envelope(c);
  });
  routes.delete('/user_groups/:group', async (c) => {
    await deleteGroup(ports, await toContext({ ports }, c), { group: pathParameter(c, 'group') });
    return envelope(c);
  });
  routes.get('/user_groups/:group/members', async (c) => {
    const context = await toContext({ ports }, c);
    const { members } = await getGroup(ports, context, { group: pathParameter(c, 'group') });
    return envelope(c, members);
  });
  routes.post('/user_groups/:group/members/:user', async (c) => {
    const context = await toContext({ ports }, c);
    const member = { group: pathParameter(c, 'group'), user: pathParameter(c, 'user') };
    await addMember(ports, context, member);
    return envelope(c);
  });
  routes.delete('/user_groups/:group/members/:user', async (c) => {
    const context = await toContext({ ports }, c);
    const member = { group: pathParameter(c, 'group'), user: pathParameter(c, 'user') };
    await removeMember(ports, context, member);
    return envelope(c);
  });
  return routes;
}
