/** Every administrative endpoint: success, its refusals in Adjutant's words, and who may not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdjutantWorld, startAdjutant } from '../../support/adjutant-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

let world: AdjutantWorld;
/** Of nobody; waits for approval. */
let signUp: string;
/** Of the project `web`; waits for its token. */
let invitation: string;
beforeAll(async () => {
  world = await startAdjutant();
  const { nobody, owner, admin } = world;
  await nobody.call('POST', '/v1/openstack/sign-up', { project_name: 'first', email: 'first@example.com' });
  await owner.call('POST', '/v1/openstack/users', { email: 'guest@example.com', roles: ['member'] });
  const { tasks } = (await admin.call('GET', '/v1/tasks')).body;
  [invitation, signUp] = tasks.map((task: Json) => task.uuid);
});
afterAll(() => world?.[Symbol.asyncDispose]());

const filtered = (filter: unknown) => `filters=${encodeURIComponent(JSON.stringify(filter))}`;
const adminOnly = { errors: ["Must have one of the following roles: ['admin']"] };
const noCredentials = { errors: ['Credentials incorrect or none given.'] };

describe('who may', () => {
  const guarded: readonly [string, string, Json?][] = [
    ['GET', '/v1/status'],
    ['GET', '/v1/tasks'],
    ['GET', '/v1/tasks/ID'],
    ['POST', '/v1/tasks/ID', { approved: true }],
    ['GET', '/v1/tokens'],
    ['DELETE', '/v1/token'],
    ['GET', '/v1/notifications'],
    ['POST', '/v1/notification', { notifications: ['x'] }],
    ['GET', '/v1/notifications/x'],
    ['POST', '/v1/notifications/x', { acknowledged: true }],
  ];
  it.each(guarded)('%s %s: administrators only', async (method, path, body) => {
    const url = path.replace('ID', invitation);
    expect(await world.nobody.tell(method, url, body)).toEqual([401, noCredentials]);
    for (const client of [world.owner, world.member])
      expect(await client.tell(method, url, body)).toEqual([403, adminOnly]);
  });

  const moderated: readonly [string, string, Json?][] = [
    ['PUT', '/v1/tasks/ID', {}],
    ['DELETE', '/v1/tasks/ID'],
    ['POST', '/v1/tokens', { task: 'ID' }],
    ['GET', '/v1/openstack/users'],
    ['POST', '/v1/openstack/users', {}],
    ['GET', '/v1/openstack/roles'],
    ['GET', '/v1/openstack/quotas'],
    ['POST', '/v1/openstack/quotas', {}],
  ];
  it.each(moderated)('%s %s: moderators of a project', async (method, path, body) => {
    const url = path.replace('ID', invitation);
    expect(await world.nobody.tell(method, url, body)).toEqual([401, noCredentials]);
    const roles = "['admin', 'project_admin', 'project_mod']";
    const refusal = { errors: [`Must have one of the following roles: ${roles}`] };
    expect(await world.member.tell(method, url, body)).toEqual([403, refusal]);
  });

  it('tasks of other projects do not exist', async () => {
    const { stranger, owner } = world;
    const missing = [404, { errors: ['No task with this id.'] }];
    for (const [client, task] of [
      [stranger, invitation],
      [owner, signUp],
    ] as const) {
      expect(await client.tell('DELETE', `/v1/tasks/${task}`)).toEqual(missing);
      expect(await client.tell('POST', '/v1/tokens', { task_id: task })).toEqual(missing);
      const [status, body] = await client.tell('PUT', `/v1/tasks/${task}`, {});
      expect([status, body]).toEqual([404, { errors: [`Task not found with uuid of: '${task}'`] }]);
    }
  });

  it('a token without a project counts for nothing', async () => {
    const user = { name: 'owner', domain: { id: 'default' }, password: 'Secret-2024' };
    const auth = { identity: { methods: ['password'], password: { user } }, scope: 'unscoped' };
    const login = await world.identity.call('POST', '/auth/tokens', { auth });
    const headers = { 'X-Auth-Token': login.headers.get('X-Subject-Token') ?? '' };
    const answer = await world.nobody.call('GET', '/v1/openstack/users', undefined, headers);
    expect([answer.status, answer.body]).toEqual([401, noCredentials]);
  });
});

describe('lists', () => {
  it('have pages, in the body', async () => {
    const { admin } = world;
    const first = (await admin.call('GET', '/v1/tasks?page=1&tasks_per_page=1')).body;
    expect(first).toMatchObject({ pages: 2, has_more: true, has_prev: false });
    expect(first.tasks.map((task: Json) => task.uuid)).toEqual([invitation]);
    const second = (await admin.call('GET', '/v1/tasks/?page=2&tasks_per_page=1')).body;
    expect(second).toMatchObject({ pages: 2, has_more: false, has_prev: true });
    expect(Object.keys((await admin.call('GET', '/v1/tasks?page=7')).body)).toEqual(['tasks']);
    const none = `/v1/tasks?tasks_per_page=5&${filtered({ task_type: { exact: 'none' } })}`;
    expect(await admin.tell('GET', none)).toEqual([
      200,
      { tasks: [], pages: 1, has_more: false, has_prev: false },
    ]);
    expect(await admin.tell('GET', '/v1/tasks?page=3&tasks_per_page=1')).toEqual([
      400,
      { errors: ['Empty page'] },
    ]);
    expect(await admin.tell('GET', '/v1/tasks?page=0&tasks_per_page=1')).toEqual([
      400,
      { errors: ['Empty page'] },
    ]);
    expect(await admin.tell('GET', '/v1/tasks?page=x&tasks_per_page=1')).toEqual([
      400,
      { errors: ['Page not an integer'] },
    ]);
    for (const size of ['abc', '0', '-1', '99999999999'])
      expect((await admin.tell('GET', `/v1/tasks?tasks_per_page=${size}`))[0]).toBe(400);
    const notes = (await admin.call('GET', '/v1/notifications?notifications_per_page=1')).body;
    expect(notes).toMatchObject({ pages: 1, has_more: false, has_prev: false });
  });

  it('have filters', async () => {
    const { admin } = world;
    const found = async (list: string, filter: unknown) => {
      const { body } = await admin.call('GET', `/v1/${list}?${filtered(filter)}`);
      return body[list]?.length ?? body;
    };
    const dashed = signUp.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    expect(await found('tasks', { filters: { task_id: { exact: dashed } } })).toBe(1);
    expect(await found('tasks', { task_type: { in: ['invite_user_to_project'] } })).toBe(1);
    expect(await found('tasks', { action__action_name: { contains: 'NewUser' } })).toBe(1);
    expect(await found('tasks', { notification__error: { exact: false } })).toBe(1);
    expect(await found('tasks', { keystone_user: { contains: 'owner' } })).toBe(1);
    expect(await found('tokens', { task__task_type: { startswith: 'invite' } })).toBe(1);
    expect(await found('tokens', { expires: { lt: '2001-01-01' } })).toBe(0);
    expect(await found('notifications', { task: { exact: signUp } })).toBe(1);
    expect(await found('notifications', { acknowledged: { exact: true } })).toBe(0);
    const hostile = [
      'x',
      '[]',
      '{"task_type": 1}',
      '['.repeat(3_000),
      `{"a":${'{"a":'.repeat(500)}1${'}'.repeat(501)}`,
      '{"hash_key": {"exact": 1}}',
      '{"task_type": {"regex": "((a{1000}){1000})"}}',
      '{"__proto__": {"exact": 1}}',
    ];
    for (const list of ['tasks', 'tokens', 'notifications'])
      for (const text of hostile) {
        const [status, body] = await admin.tell('GET', `/v1/${list}?filters=${encodeURIComponent(text)}`);
        expect([text, status, typeof body.errors[0]]).toEqual([text, 400, 'string']);
      }
    const slow = await admin.tell('GET', `/v1/tasks?${filtered({ action_notes: { regex: '^(a|a?)+$' } })}`);
    expect(slow).toEqual([200, { tasks: [] }]);
  });

  it('of tokens leave out the secret', async () => {
    const { tokens } = (await world.admin.call('GET', '/v1/tokens')).body;
    expect(tokens).toEqual([
      {
        task: invitation,
        task_type: 'invite_user_to_project',
        token: expect.stringMatching(/^[0-9a-f]{32}$/),
        created_on: expect.any(String),
        expires: expect.any(String),
      },
    ]);
    expect(tokens[0].token).not.toBe(await world.mails.token('guest@example.com'));
  });
});

describe('refusals', () => {
  it('of bodies', async () => {
    const { admin, nobody, mails } = world;
    const approval = [400, { errors: { approved: ['this is a required boolean field.'] } }];
    for (const body of [{}, { approved: false }, { approved: 'true' }, '{', '[]', 'null'])
      expect(await admin.tell('POST', `/v1/tasks/${signUp}`, body)).toEqual(approval);
    expect(await admin.tell('POST', '/v1/tokens', {})).toEqual([
      400,
      { errors: { task: ['This field is required.'] } },
    ]);
    const list = [400, { notifications: ['this field is required and needs to be a list.'] }];
    for (const body of [{}, { notifications: [] }, { notifications: 'x' }, { notifications: [1] }, '[]', '{'])
      expect(await admin.tell('POST', '/v1/notifications', body)).toEqual(list);
    const token = await mails.token('guest@example.com');
    const object = [400, { errors: ['Improperly formated json. Should be a key-value object.'] }];
    for (const body of ['[]', '"x"', '{'])
      expect(await nobody.tell('POST', `/v1/tokens/${token}`, body)).toEqual(object);
    const typed = await admin.call('POST', `/v1/tasks/${signUp}`, 'approved=true', {
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect([typed.status, typed.body.errors.length]).toEqual([415, 1]);
    expect((await admin.tell('PUT', `/v1/tasks/${signUp}`, { email: 'x' }))[1]).toEqual({
      errors: { project_name: ['This field is required.'], email: ['Enter a valid email address.'] },
    });
  });

  it('of ids, paths and methods', async () => {
    const { admin, nobody } = world;
    const id = '0'.repeat(32);
    expect(await admin.tell('GET', `/v1/tasks/${id}`)).toEqual([404, { errors: ['No task with this id.'] }]);
    expect(await admin.tell('DELETE', `/v1/tasks/${id}`)).toEqual([
      404,
      { errors: ['No task with this id.'] },
    ]);
    const unknown = [404, { errors: [`Task not found with uuid of: '${id}'`] }];
    expect(await admin.tell('POST', `/v1/tasks/${id}`, { approved: true })).toEqual(unknown);
    expect(await admin.tell('PUT', `/v1/tasks/${id}`, {})).toEqual(unknown);
    expect(await admin.tell('GET', `/v1/notifications/${id}`)).toEqual([
      404,
      { errors: ['No notification with this id.'] },
    ]);
    const gone = [404, { errors: ['This token does not exist or has expired.'] }];
    expect(await nobody.tell('GET', `/v1/tokens/${id}`)).toEqual(gone);
    expect(await nobody.tell('POST', `/v1/token/${id}`, {})).toEqual(gone);
    for (const path of ['/v2', '/v1/nothing', `/v1/tokens/${id}/x/y`, '/v1/actions/Nothing'])
      expect(await admin.tell(path.includes('actions') ? 'POST' : 'GET', path)).toEqual([
        404,
        { errors: ['Not found.'] },
      ]);
    expect((await admin.call('GET', '/v1/tasks/%ff')).status).toBe(400);
    expect(await admin.tell('PATCH', `/v1/tasks/${id}`, {})).toEqual([
      405,
      { errors: ['Method "PATCH" not allowed.'] },
    ]);
    expect((await nobody.call('GET', '/')).body.versions[0]).toMatchObject({ id: '1.0', status: 'CURRENT' });
    expect((await nobody.call('GET', '/v1/')).body.version.id).toBe('1.0');
  });
});

it('a task ends once', async () => {
  const { admin, owner } = world;
  expect((await owner.tell('PUT', `/v1/tasks/${invitation}`, {}))[1]).toEqual({
    errors: ['This task has already been approved.'],
  });
  expect(await owner.tell('POST', '/v1/tokens', { task: invitation })).toEqual([
    200,
    { notes: ['Token reissued.'] },
  ]);
  expect((await admin.tell('POST', '/v1/tokens', { task: signUp }))[1]).toEqual({
    errors: ['This task has not been approved.'],
  });
  expect(await owner.tell('DELETE', `/v1/tasks/${invitation}`)).toEqual([
    200,
    { notes: ['Task cancelled successfully.'] },
  ]);
  const cancelled = { errors: ['This task has been cancelled.'] };
  expect(await owner.tell('DELETE', `/v1/tasks/${invitation}`)).toEqual([400, cancelled]);
  expect(await admin.tell('POST', `/v1/tasks/${invitation}`, { approved: true })).toEqual([400, cancelled]);
  expect((await admin.call('GET', '/v1/tokens?include_expired=true')).body).toEqual({ tokens: [] });
  expect(await admin.tell('DELETE', '/v1/tokens')).toEqual([200, { notes: ['Deleted all expired tokens.'] }]);
});

it('notifications are acknowledged, and the status tells of errors', async () => {
  const { admin, mails, nobody } = world;
  mails.refuses = true;
  await nobody.call('POST', '/v1/openstack/sign-up', { project_name: 'second', email: 'second@example.com' });
  const failed = `/v1/notifications?${filtered({ error: { exact: true }, acknowledged: { exact: true } })}`;
  await poll('the mail was refused', async () => {
    return (await admin.call('GET', failed)).body.notifications.length === 1;
  });
  mails.refuses = false;
  const { notifications } = (await admin.call('GET', '/v1/notifications')).body;
  const [{ uuid, ...note }] = notifications;
  expect(note).toMatchObject({
    notes: { notes: ["'create_project_and_user' task needs approval."] },
    error: false,
    acknowledged: false,
  });
  expect((await admin.call('GET', `/v1/notification/${uuid}`)).body.uuid).toBe(uuid);
  for (const body of [{}, { acknowledged: false }, '{', '[]'])
    expect(await admin.tell('POST', `/v1/notifications/${uuid}`, body)).toEqual([
      400,
      { acknowledged: ['this field is required.'] },
    ]);
  expect(await admin.tell('POST', `/v1/notifications/${uuid}`, { acknowledged: true })).toEqual([
    200,
    { notes: ['Notification acknowledged.'] },
  ]);
  expect(await admin.tell('POST', `/v1/notifications/${uuid}`, {})).toEqual([
    200,
    { notes: ['Notification already acknowledged.'] },
  ]);
  const rest = notifications.map((one: Json) => one.uuid);
  expect(await admin.tell('POST', '/v1/notifications', { notifications: [...rest, 'unknown'] })).toEqual([
    200,
    { notes: ['Notifications acknowledged.'] },
  ]);
  expect((await admin.call('GET', '/v1/notifications')).body).toEqual({ notifications: [] });
  expect((await admin.call('GET', failed)).body.notifications).toHaveLength(1);
  const status = (await admin.call('GET', '/v1/status')).body;
  expect(status).toMatchObject({ error_notifications: [], last_completed_task: null });
  expect(status.last_created_task.task_type).toBe('create_project_and_user');
});
