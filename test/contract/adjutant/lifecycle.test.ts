/** What goes wrong in the middle: failing actions, expiry, people who are gone, mails that do not leave, strangers who ask too much. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdjutantClient, type AdjutantWorld, startAdjutant } from '../../support/adjutant-client.ts';
import { startControlPlane } from '../../support/control-plane.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

let folder: string;
let world: AdjutantWorld;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-adjutant-'));
  await writeFile(
    join(folder, 'confirmed_email.yaml'),
    [
      'actions: [UpdateUserEmailAction]',
      'asked_by: [member]',
      'allow_auto_approve: true',
      'requires_authentication: true',
      'token_fields: [reason]',
      'mails:',
      '  token: { template: task, subject: "Hello {{requester}}", from: "desk@example.com", reply: "answers@example.com" }',
      '  completed: [{ template: task, to: [office@example.com] }, { template: task, email_current_user: true }]',
    ].join('\n'),
  );
  await writeFile(join(folder, 'invited.en.txt'), 'Come to us, {{requester}} asks\nHere: {{link}}\n');
  await writeFile(join(folder, 'invited.en.html'), '<h1>Come <a href="{{link}}">here</a></h1>');
  world = await startAdjutant({
    token_timeout_s: 3_600,
    task_types_folder: folder,
    default_users: ['admin'],
    default_user_roles: ['project_mod'],
    task_types: {
      create_project_and_user: {
        actions: [
          'NewProjectWithUserAction',
          'NewProjectDefaultNetworkAction',
          'AddDefaultUsersToProjectAction',
        ],
      },
    },
    mail: { templates: folder },
  });
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const gone = [404, { errors: ['This token does not exist or has expired.'] }];
const invalid = [400, { errors: ['actions invalid'] }];
const newest = async (): Promise<Json> => (await world.admin.call('GET', '/v1/tasks')).body.tasks[0];
const approve = (task: Json) => world.admin.tell('POST', `/v1/tasks/${task.uuid}`, { approved: true });
const signUp = async (project_name: string): Promise<Json> => {
  const input = { project_name, email: `${project_name}@example.com`, setup_network: true };
  await world.nobody.call('POST', '/v1/openstack/sign-up', input);
  return newest();
};

/** Changes the database behind the control plane's back. */
function inDatabase<T>(work: (database: Database.Database) => T): T {
  const database = new Database(world.cloud.databasePath);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

describe('an action that fails', () => {
  it('leaves its task, tells administrators, and goes on when it is approved again', async () => {
    const task = await signUp('stormy');
    inDatabase((database) =>
      database.exec(
        "create trigger storm before insert on role_assignments begin select raise(abort, 'storm'); end",
      ),
    );
    const failed = [503, { errors: ['Service temporarily unavailable, try again later.'] }];
    expect(await approve(task)).toEqual(failed);
    expect(await newest()).toMatchObject({ uuid: task.uuid, approved: true, completed: false });
    const { error_notifications } = (await world.admin.call('GET', '/v1/status')).body;
    expect(error_notifications).toMatchObject([
      {
        task: task.uuid,
        error: true,
        notes: { errors: [expect.stringMatching(/^Error: \w+\(.*\) while approving task/)] },
      },
    ]);
    inDatabase((database) => database.exec('drop trigger storm'));
    expect(await approve(task)).toEqual([200, { notes: ['Created Token.'] }]);
    const token = await world.mails.token('stormy@example.com');
    inDatabase((database) =>
      database.exec(
        "create trigger storm before update of password_hash on users begin select raise(abort, 'storm'); end",
      ),
    );
    const submit = () => world.nobody.tell('POST', `/v1/tokens/${token}`, { password: 'Secret-2031' });
    expect(await submit()).toEqual(failed);
    inDatabase((database) => database.exec('drop trigger storm'));
    expect(await submit()).toEqual([200, { notes: ['Token submitted successfully.'] }]);
    expect(await submit()).toEqual(gone);
  });

  it('leaves no half of what it does', async () => {
    const found = await world.identity.succeed('GET', '/projects?name=stormy');
    expect(found.projects).toHaveLength(1);
    const roles = await world.identity.succeed(
      'GET',
      `/role_assignments?scope.project.id=${found.projects[0].id}`,
    );
    expect(roles.role_assignments).toHaveLength(3);
  });
});

it('new projects have the default users and a policy that guests begin with', async () => {
  const { projects } = await world.identity.succeed('GET', '/projects?name=stormy');
  const nano = await world.cloud.login('admin');
  const groups = await nano.get('/search/security_policy_groups/?limit=20&offset=0');
  expect(JSON.stringify(groups)).toContain(`stormy-${projects[0].id.slice(0, 8)}`);
});

it('a token expires, and whoever asks then removes it', async () => {
  const { owner, admin, nobody, mails } = world;
  await owner.call('POST', '/v1/openstack/users', { email: 'late@example.com', roles: ['member'] });
  const token = await mails.token('late@example.com');
  inDatabase((database) => database.exec('update adjutant_tokens set expires_at_ms = 1'));
  expect((await admin.call('GET', '/v1/tokens')).body.tokens).toEqual([]);
  expect((await admin.call('GET', '/v1/tokens?include_expired=true')).body.tokens).toHaveLength(1);
  const { users } = (await owner.call('GET', '/v1/openstack/users')).body;
  expect(users.find(({ email }: Json) => email === 'late@example.com').status).toBe('Expired');
  expect(await nobody.tell('POST', `/v1/tokens/${token}`, { password: 'Secret-2031' })).toEqual(gone);
  expect((await admin.call('GET', '/v1/tokens?include_expired=true')).body.tokens).toEqual([]);
  const task = await newest();
  expect(await owner.tell('POST', '/v1/tokens', { task_id: task.uuid })).toEqual([
    200,
    { notes: ['Token reissued.'] },
  ]);
  const again = await mails.token('late@example.com');
  expect((await nobody.call('GET', `/v1/tokens/${again}`)).status).toBe(200);
});

it('who is deleted between stages makes the answer invalid', async () => {
  const task = await signUp('leaving');
  await approve(task);
  const token = await world.mails.token('leaving@example.com');
  const { users } = await world.identity.succeed('GET', '/users?name=leaving@example.com');
  await world.identity.succeed('DELETE', `/users/${users[0].id}`);
  expect(await world.nobody.tell('POST', `/v1/tokens/${token}`, { password: 'Secret-2031' })).toEqual(
    invalid,
  );
});

it('a task type in a file of its own asks for more, and only of who is logged in', async () => {
  const { member, nobody, mails, userIds } = world;
  const input = { new_email: 'changed@example.com', user_id: userIds.member };
  expect((await world.stranger.call('POST', '/v1/actions/confirmed_email', input)).status).toBe(403);
  expect(await member.tell('POST', '/v1/actions/confirmed_email', input)).toEqual([
    202,
    { notes: ['task created'] },
  ]);
  const token = await mails.token('changed@example.com');
  expect((await nobody.call('GET', `/v1/tokens/${token}`)).body).toMatchObject({
    required_fields: ['confirm', 'reason'],
    requires_authentication: true,
    task_type: 'confirmed_email',
  });
  const mail = mails.mails.findLast(({ to }) => to === 'changed@example.com')?.raw ?? '';
  expect(mail).toMatch(/^From: desk@example.com$/m);
  expect(mail).toMatch(/^Reply-To: answers@example.com$/m);
  expect(mail).toMatch(/^Subject: Hello member$/m);
  const answer = { confirm: true, reason: 'married' };
  expect(await nobody.tell('POST', `/v1/tokens/${token}`, answer)).toEqual([
    401,
    { errors: ['This token requires authentication to submit.'] },
  ]);
  expect((await member.call('POST', `/v1/tokens/${token}`, { confirm: true })).body).toEqual({
    errors: { reason: ['This field is required.'] },
  });
  expect((await member.call('POST', `/v1/tokens/${token}`, answer)).status).toBe(200);
  await poll('both are told', async () => {
    const told = new Set(mails.mails.map(({ to }) => to));
    return told.has('office@example.com') && told.has('changed@example.com');
  });
});

it('texts of the folder replace the built-in ones', async () => {
  await world.owner.call('POST', '/v1/openstack/users', { email: 'own@example.com', roles: ['member'] });
  await world.mails.token('own@example.com');
  const mail = world.mails.mails.findLast(({ to }) => to === 'own@example.com')?.raw ?? '';
  expect(mail).toMatch(/^Subject: Come to us, owner asks$/m);
  expect(mail).toContain('<h1>Come <a href=');
});

it('old names of task types find tasks, whichever they were asked for by', async () => {
  const { owner, admin } = world;
  await owner.call('POST', '/v1/actions/InviteUser', { email: 'old@example.com', roles: ['member'] });
  expect(await newest()).toMatchObject({ task_type: 'invite_user' });
  for (const name of ['invite_user', 'invite_user_to_project', 'InviteUser']) {
    const filters = encodeURIComponent(JSON.stringify({ task_type: { exact: name } }));
    const { tasks } = (await admin.call('GET', `/v1/tasks?filters=${filters}`)).body;
    expect([name, tasks.map((task: Json) => task.task_type).toSorted()]).toEqual([
      name,
      ['invite_user', 'invite_user_to_project', 'invite_user_to_project'],
    ]);
  }
});

it('mails that the server does not take are sent again', async () => {
  const { owner, mails } = world;
  mails.refuses = true;
  await owner.call('POST', '/v1/openstack/users', { email: 'again@example.com', roles: ['member'] });
  const waiting = () =>
    inDatabase((database) => database.prepare('select failures from adjutant_deliveries').all() as Json[]);
  await poll('the mail was refused', async () => waiting().some(({ failures }) => failures > 0));
  mails.refuses = false;
  inDatabase((database) => database.exec('update adjutant_deliveries set due_at_ms = 0'));
  const token = await mails.token('again@example.com');
  expect((await world.nobody.call('GET', `/v1/tokens/${token}`)).status).toBe(200);
  expect(waiting()).toEqual([]);
});

it('without a mail server mails are files, in Russian too; strangers may not ask without end', async () => {
  const adjutant = { port: 0, reset_answer_s: 0, open_requests: 3, mail: { language: 'ru' } };
  await using cloud = await startControlPlane({ settings: { adjutant } });
  const nobody = new AdjutantClient(cloud.adjutant);
  const input = { project_name: 'spooled', email: 'spooled@example.com' };
  expect((await nobody.call('POST', '/v1/openstack/sign-up', input)).status).toBe(202);
  const spool = join(dirname(cloud.databasePath), 'mail-spool');
  await poll('the mail is a file', async () =>
    (await readdir(spool).catch(() => [])).some((name) => name.endsWith('.eml')),
  );
  const [file = ''] = await readdir(spool);
  const text = await readFile(join(spool, file), 'utf8');
  expect(text).toMatch(/^To: spooled@example.com$/m);
  expect(text).toContain('Content-Type: text/html');
  expect(text).toMatch(/^Subject: =\?UTF-8\?/m);
  for (const status of [202, 202, 429, 429]) {
    const answer = await nobody.call('POST', '/v1/openstack/users/password-reset', {
      email: 'x@example.com',
    });
    expect([answer.status, answer.headers.has('Retry-After')]).toEqual([status, status === 429]);
  }
});
