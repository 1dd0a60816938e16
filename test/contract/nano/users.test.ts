import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { addPerson, lastAudit } from '../../support/people.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  admin = await cloud.login('admin');
});
afterAll(() => cloud[Symbol.asyncDispose]());

const done = { status: 200, error_code: 0, message: '', data: '' };
const password = testPassword;

describe('a user', () => {
  test(`is listed by name: ${covers('GET /users/')}`, async () => {
    expect(await admin.get('/users/')).toEqual(['admin', 'alice', 'bob', 'carol', 'dave', 'erin', 'frank']);
  });

  test(`is created: ${covers('POST /users/{user_name}')}, and read: ${covers('GET /users/{user_name}')}`, async () => {
    const about = { nick: 'Ännchen', mail: 'anna@example.org' };
    expect(await admin.call('POST', '/users/anna.b-c_1', { ...about, password })).toEqual(done);
    expect(await admin.call('GET', '/users/anna.b-c_1')).toEqual({
      ...done,
      data: { name: 'anna.b-c_1', ...about },
    });
    await admin.succeed('POST', '/users/bare', { password });
    expect(await admin.get('/users/bare')).toEqual({ name: 'bare', nick: '', mail: '' });
    const row = await lastAudit(admin, 'create-user');
    expect(row).toMatchObject({ outcome: 'done', details: { name: 'bare' } });
    expect(JSON.stringify(row)).not.toContain(password);
    expect(await admin.fail('POST', '/users/bare', { password })).toBe("a user named 'bare' exists");
    expect(await admin.fail('GET', '/users/none')).toBe("invalid user 'none'");
  });

  test.each([
    ['two%20words', { password }, /^illegal user "two words"/],
    ['x', { password: 'Short-1' }, /^password must have at least 8 characters$/],
    ['x', { password: 'Secret-Secret' }, /^password must have a digit/],
    ['x', { password: 'SECRET-2024' }, /^password must have a lowercase letter/],
    ['x', { password: 'secret-2024' }, /^password must have an uppercase letter/],
    ['x', {}, /^password is missing/],
    ['x', { password, nick: 'two\nlines' }, /^nick must be one line/],
    ['x', { password, mail: 'two\rlines' }, /^mail must be one line/],
    ['x', { password, mail: 7 }, /^mail must be text, not 7/],
  ])('is refused: %s %j', async (name, body, message) => {
    const before = await admin.get('/users/');
    expect(await admin.fail('POST', `/users/${name}`, body)).toMatch(message);
    expect(await admin.get('/users/')).toEqual(before);
  });

  test(`is modified, the empty stays: ${covers('PUT /users/{user_name}')}`, async () => {
    await admin.succeed('POST', '/users/mia', { password, nick: 'M', mail: 'm@example.org' });
    expect(await admin.call('PUT', '/users/mia', { nick: 'Mia', mail: '' })).toEqual(done);
    expect(await admin.get('/users/mia')).toEqual({ name: 'mia', nick: 'Mia', mail: 'm@example.org' });
    await admin.succeed('PUT', '/users/mia', { mail: 'mia@example.org' });
    expect(await admin.get('/users/mia')).toMatchObject({ nick: 'Mia', mail: 'mia@example.org' });
    expect(await lastAudit(admin, 'modify-user')).toMatchObject({ details: { name: 'mia' } });
    expect(await admin.fail('PUT', '/users/none', {})).toBe("invalid user 'none'");
    expect(await admin.fail('PUT', '/users/mia', { nick: 'two\nlines' })).toMatch(/^nick must be one line/);
  });

  test(`is deleted with his sessions: ${covers('DELETE /users/{user_name}')}`, async () => {
    const gus = await addPerson(admin, 'gus', ['instance', 'log']);
    const other = await cloud.nobody.login('gus', password);
    const { id } = await gus.succeed('POST', '/guests/', {
      name: 'left-behind',
      owner: 'gus',
      group: 'gus',
      pool: 'default',
      template: (await gus.get('/templates/'))[0].id,
      cores: 1,
      memory: 2 ** 28,
      disks: [2 ** 30],
      auto_start: false,
      from_image: '',
      modules: [],
    });
    await poll('the guest is there', async () => (await gus.call('GET', `/guests/${id}`)).status === 200);
    expect(await admin.call('DELETE', '/users/gus')).toEqual(done);
    for (const session of [gus, other]) {
      expect(await session.fail('GET', '/logs/')).toBe(`invalid session '${session.session}'`);
      expect(await session.fail('PUT', `/sessions/${session.session}`)).toMatch(/^invalid session/);
    }
    expect(await cloud.nobody.fail('POST', '/sessions/', { user: 'gus', password })).toBe(
      'invalid user or password',
    );
    expect(await admin.get('/user_groups/gus/members/')).toEqual([]);
    expect(await admin.get(`/guests/${id}`)).toMatchObject({ name: 'left-behind', owner: 'gus' });
    expect(await lastAudit(admin, 'delete-user')).toMatchObject({
      details: { name: 'gus', group: 'gus', owns: { guests: 1, diskImages: 0, mediaImages: 0 } },
    });
    expect(await admin.fail('DELETE', '/users/gus')).toBe("invalid user 'gus'");
    await admin.succeed('POST', '/users/gus', { password });
    await admin.succeed('POST', '/user_groups/gus/members/gus');
    const namesake = await cloud.nobody.login('gus', password);
    expect(await namesake.fail('GET', `/guests/${id}`)).toBe(`invalid instance '${id}'`);
  });

  test('stays if he is the last administrator', async () => {
    expect(await admin.fail('DELETE', '/users/admin')).toMatch(/^this would leave no administrator/);
    expect(await admin.get('/users/admin')).toMatchObject({ name: 'admin' });
    expect(await admin.get('/user_groups/admin/members/')).toEqual(['admin']);
  });
});

describe('users', () => {
  test(`are searched by group: ${covers('GET /user_search/')}`, async () => {
    await admin.succeed('POST', '/users/zack', { password });
    await admin.succeed('POST', '/users/Xaver', { password });
    expect(await admin.get('/user_search/?group=staff')).toEqual(['alice', 'bob']);
    const alone = await admin.get('/user_search/');
    expect(alone).toEqual(expect.arrayContaining(['Xaver', 'zack']));
    expect(alone).not.toContain('alice');
    expect(alone).toEqual([...alone].sort());
    expect(await admin.get('/user_search?group=')).toEqual(alone);
    await admin.succeed('POST', '/user_groups/nobodies', {});
    expect(await admin.get('/user_search/?group=nobodies')).toEqual([]);
    expect(await admin.fail('GET', '/user_search/?group=none')).toBe("invalid group 'none'");
  });

  test('exist for themselves only without the menu user', async () => {
    const alice = await cloud.login('alice');
    expect(await alice.get('/users/alice')).toEqual({ name: 'alice', nick: '', mail: '' });
    expect(await alice.fail('GET', '/users/bob')).toBe("invalid user 'bob'");
    for (const [method, path] of [
      ['GET', '/users/'],
      ['GET', '/user_search/'],
      ['POST', '/users/mine'],
      ['PUT', '/users/alice'],
      ['DELETE', '/users/bob'],
      ['DELETE', '/users/alice'],
    ] as const) {
      const body = method === 'POST' ? { password } : undefined;
      expect(await alice.fail(method, path, body)).toMatch(/the right users.manage is missing$/);
      expect(await cloud.nobody.fail(method, path, body)).toBe('unauthenticated request');
    }
    expect(await cloud.nobody.fail('GET', '/users/alice')).toBe('unauthenticated request');
  });

  test('with more menus are out of reach', async () => {
    const clerk = await addPerson(admin, 'clerk', ['user']);
    const lacks = (name: string) =>
      expect.stringMatching(new RegExp(`^user 'clerk' may not change user '${name}': it has menus`));
    expect(await clerk.fail('PUT', '/users/admin', { mail: 'clerk@example.org' })).toEqual(lacks('admin'));
    expect(await clerk.fail('DELETE', '/users/alice')).toEqual(lacks('alice'));
    const passwords = { old: password, new: 'Taken-2024' };
    expect(await clerk.fail('PUT', '/users/admin/password/', passwords)).toEqual(lacks('admin'));
    await cloud.login('admin');
    await clerk.succeed('PUT', '/users/clerk', { nick: 'C' });
    await clerk.succeed('PUT', '/users/clerk/password/', passwords);
    await clerk.succeed('POST', '/users/peer', { password });
    await clerk.succeed('PUT', '/users/peer/password/', passwords);
    await clerk.succeed('DELETE', '/users/peer');
    await clerk.succeed('DELETE', '/users/clerk');
    expect(await clerk.fail('GET', '/users/')).toMatch(/^invalid session/);
  });
});

describe('a first user without all menus', () => {
  test('is never deleted, for the first run would be open again', async () => {
    await using fresh = await startControlPlane({ users: false });
    const menu = ['user', 'log'];
    await fresh.nobody.succeed('POST', '/system/', { user: 'root', password, menu });
    const root = await fresh.nobody.login('root', password);
    expect(await root.fail('DELETE', '/users/root')).toBe("user 'root' is the last one");
    await root.succeed('POST', '/users/heir', { password });
    await root.succeed('DELETE', '/users/root');
    expect(await fresh.nobody.get('/system/')).toMatchObject({ ready: true });
  });
});
