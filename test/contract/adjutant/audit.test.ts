/** Every route that changes something leaves an audit row of its request; one that is in no list fails the last test. */
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAdjutantApp } from '../../../control-plane/src/http/adjutant/app.ts';
import type { HttpEnvironment } from '../../../control-plane/src/http/environment.ts';
import { type AdjutantClient, type AdjutantWorld, startAdjutant } from '../../support/adjutant-client.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

let world: AdjutantWorld;
let auditor: NanoClient;
const hit = new Set<string>();
beforeAll(async () => {
  const own = { actions: ['UpdateProjectQuotasAction'], asked_by: ['project_admin'] };
  world = await startAdjutant({ task_types: { ask_quota: own } });
  auditor = await world.cloud.login('admin');
});
afterAll(() => world?.[Symbol.asyncDispose]());

async function audited(
  client: AdjutantClient,
  route: string,
  body?: unknown,
  values: Json = {},
): Promise<string[]> {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => values[name]);
  const answer = await client.call(method, path, body);
  expect([route, answer.status < 300, answer.body]).toEqual([route, true, answer.body]);
  const requestId = answer.headers.get('X-Request-Id');
  let rows: Json[] = [];
  // A password reset goes on behind its answer.
  await poll(`${route} is in the audit`, async () => {
    const found = await auditor.raw('GET', `/cellar/v1/audit?request_id=${requestId}`);
    rows = ((await found.json()) as Json).audit;
    return rows.length > 0;
  });
  hit.add(route);
  return rows.map(({ action }) => action);
}

const newest = async (): Promise<string> => (await world.admin.call('GET', '/v1/tasks')).body.tasks[0].uuid;

it('what people ask for', async () => {
  const { nobody, owner, userIds } = world;
  for (const [path, project_name] of [
    ['/v1/openstack/sign-up', 'one'],
    ['/v1/actions/CreateProjectAndUser', 'two'],
  ] as const) {
    const body = { project_name, email: `${project_name}@example.com` };
    expect(await audited(nobody, `POST ${path}`, body)).toEqual(['create-task']);
  }
  for (const path of ['/v1/openstack/users/password-reset', '/v1/actions/ResetPassword'])
    await audited(nobody, `POST ${path}`, { email: 'member@example.com' });
  for (const [path, name] of [
    ['/v1/openstack/users/email-update', 'a'],
    ['/v1/openstack/email-update', 'b'],
    ['/v1/actions/UpdateEmail', 'c'],
  ] as const)
    await audited(owner, `POST ${path}`, { new_email: `${name}@example.com` });
  for (const [path, name] of [
    ['/v1/openstack/users', 'd'],
    ['/v1/actions/InviteUser', 'e'],
  ] as const)
    await audited(owner, `POST ${path}`, { email: `${name}@example.com`, roles: ['member'] });
  await audited(owner, 'DELETE /v1/openstack/users/:user', undefined, { user: await newest() });
  const values = { user: userIds.member };
  const role = { roles: ['project_mod'] };
  const actions = await audited(owner, 'PUT /v1/openstack/users/:user/roles', role, values);
  expect(actions).toEqual(
    expect.arrayContaining(['create-task', 'approve-task', 'assign-role', 'complete-task']),
  );
  await audited(owner, 'DELETE /v1/openstack/users/:user/roles', role, values);
  await audited(owner, 'POST /v1/actions/EditUser', { user_id: userIds.member, ...role });
  await audited(owner, 'POST /v1/openstack/quotas', { size: 'large' });
  await audited(owner, 'POST /v1/actions/UpdateProjectQuotas', { size: 'medium' });
  await audited(owner, 'POST /v1/actions/:type', { size: 'small' }, { type: 'ask_quota' });
});

it('what administrators do', async () => {
  const { admin, nobody, mails } = world;
  for (const [tasks, tokens, name] of [
    ['tasks', 'tokens', 'three'],
    ['task', 'token', 'four'],
  ] as const) {
    const body = { project_name: name, email: `${name}@example.com` };
    await nobody.call('POST', '/v1/openstack/sign-up', body);
    const task = await newest();
    await audited(admin, `PUT /v1/${tasks}/:task`, body, { task });
    await audited(admin, `POST /v1/${tasks}/:task`, { approved: true }, { task });
    await audited(admin, `POST /v1/${tokens}`, { task });
    const token = await mails.token(`${name}@example.com`);
    const done = await audited(nobody, `POST /v1/${tokens}/:token`, { password: 'Secret-2030' }, { token });
    expect(done).toEqual(expect.arrayContaining(['complete-task']));
    await audited(admin, `DELETE /v1/${tokens}`);
    await nobody.call('POST', '/v1/openstack/sign-up', { ...body, project_name: `${name} again` });
    await audited(admin, `DELETE /v1/${tasks}/:task`, undefined, { task: await newest() });
  }
  const { notifications } = (await admin.call('GET', '/v1/notifications')).body;
  const ids = notifications.map(({ uuid }: Json) => uuid);
  await audited(admin, 'POST /v1/notifications', { notifications: ids.splice(0, 1) });
  await audited(admin, 'POST /v1/notification', { notifications: ids.splice(0, 1) });
  for (const path of ['notifications', 'notification']) {
    const [notification] = ids.splice(0, 1);
    const route = `POST /v1/${path}/:notification`;
    await audited(admin, route, { acknowledged: true }, { notification });
  }
});

/** The routes are all that is looked at: nothing is called. */
const anything: never = new Proxy(() => undefined, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
}) as never;

it('no route is forgotten', () => {
  const options = { ports: anything, common: anything, trustedProxies: [], openRequests: 1 };
  const app: Hono<HttpEnvironment> = createAdjutantApp(options);
  const routes = app.routes
    .filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
    .map(({ method, path }) => `${method} ${path}`);
  expect(routes.filter((route) => !hit.has(route))).toEqual([]);
});
