/** What people and administrators of projects ask for: invitations, roles, passwords, addresses, quotas. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AdjutantWorld, startAdjutant } from '../../support/adjutant-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

let world: AdjutantWorld;
beforeAll(async () => {
  world = await startAdjutant({
    task_types: { ask_quota: { actions: ['UpdateProjectQuotasAction'], asked_by: ['project_admin'] } },
  });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const created = [202, { notes: ['task created'] }];
const submitted = [200, { notes: ['Token submitted successfully.'] }];
const invalid = [400, { errors: ['actions invalid'] }];
const people = async (): Promise<Json[]> => (await world.owner.call('GET', '/v1/openstack/users')).body.users;

async function canLogIn(name: string, password: string): Promise<boolean> {
  const user = { name, domain: { id: 'default' }, password };
  const auth = { identity: { methods: ['password'], password: { user } } };
  return (await world.identity.call('POST', '/auth/tokens', { auth })).status === 201;
}

it('somebody new is invited, sets a password, and is a member', async () => {
  const { owner, nobody, mails } = world;
  const invitation = { email: 'new@example.com', roles: ['member'] };
  expect(await owner.tell('POST', '/v1/openstack/users', invitation)).toEqual(created);
  expect(await owner.tell('POST', '/v1/openstack/users', invitation)).toEqual([
    409,
    { errors: ['This Task already exists.'] },
  ]);
  const invited = (await people()).find(({ email }) => email === 'new@example.com');
  expect(invited).toMatchObject({ cohort: 'Invited', status: 'Invited', roles: ['member'] });
  expect(invited.manageable).toBeUndefined();
  const token = await mails.token('new@example.com');
  expect((await nobody.call('GET', `/v1/tokens/${token}`)).body.required_fields).toEqual(['password']);
  expect(await nobody.tell('POST', `/v1/tokens/${token}`, { password: 'Secret-2026', extra: 1 })).toEqual(
    submitted,
  );
  expect(await canLogIn('new@example.com', 'Secret-2026')).toBe(true);
  const member = (await people()).find(({ email }) => email === 'new@example.com');
  expect(member).toMatchObject({ cohort: 'Member', status: 'Active', roles: ['member'], manageable: true });
});

it('roles beyond the inviter, other projects and others addresses are refused', async () => {
  const { owner } = world;
  const invite = (body: Json) =>
    owner.tell('POST', '/v1/openstack/users', { email: 'x@example.com', ...body });
  expect(await invite({ roles: ['admin'] })).toEqual(invalid);
  expect(await invite({ roles: ['member'], project_id: 'other' })).toEqual(invalid);
  expect(await invite({ email: 'nonsense', roles: ['member'] })).toEqual([
    400,
    { errors: { email: ['Enter a valid email address.'] } },
  ]);
  const shown = (await people()).filter(({ status }) => status === 'Invalid');
  expect(shown).toHaveLength(2);
  for (const { id } of shown)
    expect(await owner.tell('DELETE', `/v1/openstack/users/${id}`)).toEqual([
      200,
      'Cancelled pending invite task!',
    ]);
  expect(await owner.tell('DELETE', '/v1/openstack/users/nobody')).toEqual([404, 'Not found.']);
  expect((await owner.tell('DELETE', `/v1/openstack/users/${world.userIds.member}`))[0]).toBe(501);
});

it('roles are given and taken', async () => {
  const { owner, userIds } = world;
  const path = `/v1/openstack/users/${userIds.member}/roles`;
  expect(await owner.tell('PUT', path, { roles: ['project_mod'] })).toEqual(created);
  expect((await owner.tell('GET', path))[1]).toEqual({
    roles: ['member', 'project_mod'],
    inherited_roles: [],
  });
  expect(await owner.tell('DELETE', path, { roles: ['project_mod'] })).toEqual(created);
  expect((await owner.tell('GET', `/v1/openstack/users/${userIds.member}`))[1]).toMatchObject({
    username: 'member',
    roles: ['member'],
  });
  expect(await owner.tell('PUT', path, { roles: ['admin'] })).toEqual(invalid);
  const missing = [404, { errors: ['No user with this id.'] }];
  expect(
    await owner.tell('PUT', `/v1/openstack/users/${userIds.stranger}/roles`, { roles: ['member'] }),
  ).toEqual(missing);
  expect(await owner.tell('GET', '/v1/openstack/users/nobody/roles')).toEqual(missing);
  const { roles } = (await owner.call('GET', '/v1/openstack/roles')).body;
  expect(roles.map((role: Json) => role.name)).toEqual(['member', 'project_admin', 'project_mod']);
});

it('a password is reset by mail, and nothing tells who exists', async () => {
  const { nobody, mails, identity, admin } = world;
  const reset = (email: string) => nobody.tell('POST', '/v1/openstack/users/password-reset', { email });
  const answer = [202, { notes: ['If user with email exists, reset token will be issued.'] }];
  const adminUser = (await identity.succeed('GET', '/users?name=admin')).users[0];
  await identity.succeed('PATCH', `/users/${adminUser.id}`, { user: { email: 'admin@example.com' } });
  for (const email of ['nobody@example.com', 'admin@example.com', 'MEMBER@example.com'])
    expect(await reset(email)).toEqual(answer);
  expect(await reset('nonsense')).toEqual([400, { errors: { email: ['Enter a valid email address.'] } }]);
  const token = await mails.token('MEMBER@example.com');
  expect(await nobody.tell('POST', `/v1/tokens/${token}`, { password: 'Changed-2026' })).toEqual(submitted);
  expect(await canLogIn('member', 'Changed-2026')).toBe(true);
  const tasks = async (name: string): Promise<Json[]> => {
    const filter = encodeURIComponent(JSON.stringify({ task_type: { exact: name } }));
    return (await admin.call('GET', `/v1/tasks?filters=${filter}`)).body.tasks;
  };
  await poll('all three are tasks', async () => (await tasks('reset_password')).length === 3);
  const ended = await tasks('reset_user_password');
  expect(ended.map(({ cancelled, completed }) => [cancelled, completed]).sort()).toEqual([
    [false, true],
    [true, false],
    [true, false],
  ]);
  expect((await admin.call('GET', '/v1/notifications')).body.notifications).toEqual([]);
  expect(mails.mails.filter(({ to }) => to === 'admin@example.com')).toEqual([]);
});

it('an address is changed once its owner says so, and the one before is told', async () => {
  const { stranger, nobody, mails, identity } = world;
  const mailOf = async () => (await identity.succeed('GET', '/users?name=stranger')).users[0].email;
  const ask = (new_email: string) => stranger.tell('POST', '/v1/openstack/users/email-update', { new_email });
  expect(await ask('elsewhere@example.com')).toEqual(created);
  const told = () => mails.mails.some(({ to }) => to === 'stranger@example.com');
  await poll('the address until now is told', async () => told());
  const first = await mails.token('elsewhere@example.com');
  expect(await nobody.tell('POST', `/v1/tokens/${first}`, { confirm: false })).toEqual(submitted);
  expect(await mailOf()).toBe('stranger@example.com');
  expect(await ask('there@example.com')).toEqual(created);
  const second = await mails.token('there@example.com');
  expect(await nobody.tell('POST', `/v1/tokens/${second}`, { confirm: true })).toEqual(submitted);
  expect(await mailOf()).toBe('there@example.com');
  expect((await nobody.call('POST', '/v1/openstack/users/email-update', {})).status).toBe(401);
});

it('quotas have sizes; administrators decide where nobody else may', async () => {
  const { owner, admin } = world;
  const quotas = async () => (await owner.call('GET', '/v1/openstack/quotas')).body;
  expect(await quotas()).toMatchObject({
    quota_size_order: ['small', 'medium', 'large'],
    regions: [{ region: 'RegionOne', current_quota_size: 'custom', quota_change_options: [] }],
  });
  expect(await owner.tell('POST', '/v1/openstack/quotas', { size: 'small' })).toEqual(created);
  const [task] = (await quotas()).active_quota_tasks;
  expect(task).toMatchObject({
    size: 'small',
    request_user: 'owner',
    status: 'Awaiting Approval',
    valid: true,
  });
  expect(await admin.tell('POST', `/v1/tasks/${task.id}`, { approved: true })).toEqual([
    200,
    { notes: ['Task completed successfully.'] },
  ]);
  expect((await quotas()).regions[0]).toMatchObject({
    current_quota_size: 'small',
    quota_change_options: ['medium'],
    current_quota: {
      nova: { instances: 5, cores: 10, ram: 20_480 },
      cinder: { gigabytes: 200, snapshots: 10 },
    },
    current_usage: { nova: { instances: 0 } },
  });
  expect(await owner.tell('POST', '/v1/openstack/quotas', { size: 'small', regions: ['x'] })).toEqual([
    400,
    { errors: ['Invalid regions: x'] },
  ]);
  expect(await owner.tell('GET', '/v1/openstack/quotas?regions=x')).toEqual([
    400,
    { ERROR: ['Region: x is not valid'] },
  ]);
  expect(await owner.tell('POST', '/v1/actions/ask_quota', { size: 'large' })).toEqual(created);
});

it('the page of a token asks for what it needs, in the language of its reader, without scripts', async () => {
  const { owner, mails, cloud } = world;
  await owner.call('POST', '/v1/openstack/users', { email: 'page@example.com', roles: ['member'] });
  const url = `${cloud.origin}/token/${await mails.token('page@example.com')}`;
  const russian = await fetch(url, { headers: { 'Accept-Language': 'ru-RU,ru;q=0.9' } });
  expect(await russian.text()).toContain('Новый пароль');
  expect(russian.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(russian.headers.get('Cache-Control')).toBe('no-store');
  const english = await (await fetch(url)).text();
  expect(english).toContain('name="password"');
  expect(english).not.toContain('<script');
  const send = (password: string) => fetch(url, { method: 'POST', body: new URLSearchParams({ password }) });
  const weak = await send('weak');
  expect([weak.status, (await weak.text()).includes('role="alert"')]).toEqual([400, true]);
  const done = await send('Secret-2027');
  expect([done.status, (await done.text()).includes('it is done')]).toEqual([200, true]);
  expect(await canLogIn('page@example.com', 'Secret-2027')).toBe(true);
  expect((await fetch(url)).status).toBe(404);
  const hostile = `${cloud.origin}/token/%3Cscript%3E`;
  expect(await (await fetch(hostile)).text()).not.toContain('<script');
});
