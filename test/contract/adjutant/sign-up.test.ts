import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AdjutantWorld, startAdjutant } from '../../support/adjutant-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

let world: AdjutantWorld;
beforeAll(async () => {
  world = await startAdjutant({ default_quota_size: 'small' });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const newest = async (): Promise<Json> => (await world.admin.call('GET', '/v1/tasks')).body.tasks[0];

it('a sign-up is approved, answered with a password, and leaves a project with a user and a quota', async () => {
  const { admin, nobody, mails } = world;
  const input = { project_name: 'ivans project', email: 'ivan@example.com', setup_network: true };
  expect(await nobody.tell('POST', '/v1/openstack/sign-up', input)).toEqual([
    202,
    { notes: ['task created'] },
  ]);
  const task = await newest();
  expect(task).toMatchObject({
    task_type: 'create_project_and_user',
    keystone_user: {},
    project_id: null,
    approved: false,
    approved_on: null,
    ip_address: '127.0.0.1',
    approved_by: {},
  });
  expect(task.actions.map((action: Json) => [action.action_name, action.valid])).toEqual([
    ['NewProjectWithUserAction', true],
    ['NewProjectDefaultNetworkAction', true],
    ['SetProjectQuotaAction', true],
  ]);
  expect(task.created_on).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  await poll('the request is confirmed', async () => mails.mails.length === 1);
  expect(mails.mails.map(({ to }) => to)).toEqual(['ivan@example.com']);
  expect(await nobody.tell('POST', '/v1/openstack/sign-up', input)).toEqual([
    409,
    { errors: ['This Task already exists.'] },
  ]);
  expect(await admin.tell('PUT', `/v1/tasks/${task.uuid}`, input)).toEqual([
    200,
    { notes: ['Task successfully updated.'] },
  ]);
  expect(await admin.tell('POST', `/v1/tasks/${task.uuid}`, { approved: true })).toEqual([
    200,
    { notes: ['Created Token.'] },
  ]);
  const first = await mails.token('ivan@example.com');
  expect(await admin.tell('POST', `/v1/tasks/${task.uuid}`, { approved: true })).toEqual([
    200,
    { notes: ['Created Token.'] },
  ]);
  const token = await mails.token('ivan@example.com');
  expect(await nobody.tell('GET', `/v1/tokens/${first}`)).toEqual([
    404,
    { errors: ['This token does not exist or has expired.'] },
  ]);
  expect(await nobody.tell('GET', `/v1/token/${token}/`)).toEqual([
    200,
    {
      actions: ['NewProjectWithUserAction', 'NewProjectDefaultNetworkAction', 'SetProjectQuotaAction'],
      required_fields: ['password'],
      task_type: 'create_project_and_user',
      requires_authentication: false,
    },
  ]);
  expect(await nobody.tell('POST', `/v1/tokens/${token}`, {})).toEqual([
    400,
    { errors: { password: ['This field is required.'] } },
  ]);
  const weak = await nobody.call('POST', `/v1/tokens/${token}`, { password: 'weak' });
  expect([weak.status, Object.keys(weak.body.errors)]).toEqual([400, ['password']]);
  const done = await Promise.all(
    Array.from({ length: 20 }, () => nobody.call('POST', `/v1/tokens/${token}`, { password: 'Secret-2025' })),
  );
  expect(done.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 404)]);
  const scope = { project: { name: 'ivans project', domain: { id: 'default' } } };
  const auth = {
    identity: {
      methods: ['password'],
      password: { user: { name: 'ivan@example.com', domain: { id: 'default' }, password: 'Secret-2025' } },
    },
    scope,
  };
  const login = await world.identity.call('POST', '/auth/tokens', { auth });
  expect(login.status).toBe(201);
  expect(login.body.token.roles.map((role: Json) => role.name).sort()).toEqual(['member', 'project_admin']);
  const own = { origin: world.cloud.adjutant, token: login.headers.get('X-Subject-Token') ?? '' };
  const quotas = await fetch(`${own.origin}/v1/openstack/quotas`, { headers: { 'X-Auth-Token': own.token } });
  expect(((await quotas.json()) as Json).regions[0]).toMatchObject({ current_quota_size: 'small' });
  expect(await newest()).toMatchObject({ completed: true, approved: true });
});
