import { Hono } from 'hono';
import { DomainError } from '../../../../../proto/src/errors.ts';
import { requireModerator } from '../../../use-cases/adjutant/levels.ts';
import { getPerson } from '../../../use-cases/adjutant/people/get-person.ts';
import { listManageableRoles } from '../../../use-cases/adjutant/people/list-manageable-roles.ts';
import { listPeople } from '../../../use-cases/adjutant/people/list-people.ts';
import { cancelTask } from '../../../use-cases/adjutant/tasks/cancel-task.ts';
import { createTask } from '../../../use-cases/adjutant/tasks/create-task.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { type AdjutantDependencies, readFields, toContext } from '../dialect.ts';
import { invitedToWire, memberToWire, personToWire } from '../wire/people.ts';

/** Users of the caller's project, invitations to it, and their roles. */
export function userRoutes(dependencies: AdjutantDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>({ strict: false });
  routes.get('/openstack/users', async (c) => {
    const { members, invited } = await listPeople(ports, await toContext(dependencies, c));
    return c.json({ users: [...members.map(memberToWire), ...invited.map(invitedToWire)] });
  });
  const invite = async (c: Request, submittedAs: string) => {
    const context = await toContext(dependencies, c);
    const requester = await requireModerator(ports, context);
    const body = await readFields(c);
    const { projectId, projectDomainId } = requester;
    const input = {
      ...body,
      project_id: body.project_id ?? projectId,
      domain_id: body.domain_id ?? projectDomainId,
    };
    const type = 'invite_user_to_project';
    await createTask(ports, context, { type, submittedAs, requester, input });
    return c.json({ notes: ['task created'] }, 202);
  };
  routes.post('/openstack/users', (c) => invite(c, 'invite_user_to_project'));
  routes.post('/actions/InviteUser', (c) => invite(c, 'invite_user'));
  routes.get('/openstack/users/:user', async (c) => {
    const id = c.req.param('user');
    return c.json(personToWire(await getPerson(ports, await toContext(dependencies, c), { id })));
  });
  routes.delete('/openstack/users/:user', async (c) => {
    const context = await toContext(dependencies, c);
    await requireModerator(ports, context);
    const person = await getPerson(ports, context, { id: c.req.param('user') }).catch(() => null);
    if (person === null) return c.json('Not found.', 404);
    if ('member' in person) {
      throw new DomainError('unsupported', 'Users are not deleted here: take their roles.', {
        reason: 'user_stays',
      });
    }
    await cancelTask(ports, context, { id: person.invited.taskId });
    return c.json('Cancelled pending invite task!');
  });
  routes.get('/openstack/users/:user/roles', async (c) => {
    const id = c.req.param('user');
    const { roles, inherited_roles } = personToWire(
      await getPerson(ports, await toContext(dependencies, c), { id }),
    );
    return c.json({ roles, inherited_roles });
  });
  const edit = async (c: Request, remove: boolean, userId?: string) => {
    const context = await toContext(dependencies, c);
    const requester = await requireModerator(ports, context);
    const body = await readFields(c);
    if (userId !== undefined) await getPerson(ports, context, { id: userId });
    const { projectId, projectDomainId } = requester;
    const ids = { project_id: projectId, domain_id: projectDomainId, user_id: userId ?? body.user_id };
    const type = 'edit_user_roles';
    const input = { ...body, ...ids, remove: userId === undefined ? (body.remove ?? false) : remove };
    const submittedAs = userId === undefined ? 'edit_user' : type;
    await createTask(ports, context, { type, submittedAs, requester, input });
    return c.json({ notes: ['task created'] }, 202);
  };
  routes.put('/openstack/users/:user/roles', (c) => edit(c, false, c.req.param('user')));
  routes.delete('/openstack/users/:user/roles', (c) => edit(c, true, c.req.param('user')));
  routes.post('/actions/EditUser', (c) => edit(c, false));
  routes.get('/openstack/roles', async (c) => {
    const roles = await listManageableRoles(ports, await toContext(dependencies, c));
    return c.json({ roles: roles.map(({ id, name }) => ({ id, name, domain_id: null, links: {} })) });
  });
  return routes;
}
