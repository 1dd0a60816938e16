import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMs } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import { defaultDomainId, type Group, type User } from '../../domain/user.ts';
import type { Store } from '../../use-cases/ports/index.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
});
afterEach(() => temporary[Symbol.asyncDispose]());

const user = (change: Partial<User> = {}): User => ({
  id: 'u1',
  domainId: defaultDomainId,
  name: 'anna',
  nick: 'An',
  mail: 'a@example.org',
  enabled: true,
  passwordHash: 'hash',
  createdAtMs: startMs,
  ...change,
});
const group = (change: Partial<Group> = {}): Group => ({
  id: 'g1',
  domainId: defaultDomainId,
  name: 'staff',
  display: 'Staff',
  nano: true,
  roles: [],
  visibility: { instances: true, mediaImages: false, diskImages: true },
  ...change,
});

it('users are found by their name in the default domain', async () => {
  expect(await store.users.count()).toBe(0);
  await store.users.insert(user());
  await store.users.insert(user({ id: 'u2', domainId: 'elsewhere', name: 'bert', enabled: false }));
  expect(await store.users.count()).toBe(2);
  expect(await store.users.get('u1')).toEqual(user());
  expect(await store.users.findByName('anna')).toEqual(user());
  expect(await store.users.findByName('bert')).toBeUndefined();
  await expect(store.users.insert(user({ id: 'u3' }))).rejects.toMatchObject({ code: 'already_exists' });
  await store.users.setPasswordHash('u1', 'other');
  expect((await store.users.get('u1'))?.passwordHash).toBe('other');
});

it('groups give roles, and a user is in one Nano group', async () => {
  await store.users.insert(user());
  await store.users.insertRole({ name: 'super', menus: ['user', 'log'] });
  await store.users.insertRole({ name: 'guest', menus: [] });
  await expect(store.users.insertRole({ name: 'guest', menus: [] })).rejects.toMatchObject({
    code: 'already_exists',
  });
  const staff = group({ roles: ['super', 'guest'] });
  await store.users.insertGroup(staff);
  await store.users.insertGroup(group({ id: 'g2', name: 'second' }));
  await store.users.insertGroup(group({ id: 'g3', name: 'plain', nano: false }));
  await expect(store.users.insertGroup(group({ id: 'g4' }))).rejects.toMatchObject({
    code: 'already_exists',
  });
  expect(await store.users.getGroup('g1')).toEqual(staff);
  expect(await store.users.findGroupByName('staff')).toEqual(staff);
  expect(await store.users.groupOf('u1')).toBeUndefined();
  await store.users.addMember('g3', 'u1');
  expect(await store.users.groupOf('u1')).toBeUndefined();
  await store.users.addMember('g1', 'u1');
  expect(await store.users.groupOf('u1')).toEqual(staff);
  await expect(store.users.addMember('g2', 'u1')).rejects.toMatchObject({
    code: 'already_exists',
    reason: 'in_group',
  });
  await expect(store.users.addMember('nobody', 'u1')).rejects.toMatchObject({ code: 'not_found' });
  expect(await store.users.rolesOf('g1')).toEqual([
    { name: 'super', menus: ['user', 'log'] },
    { name: 'guest', menus: [] },
  ]);
});

it('the first run leaves the administrator with the role admin on the project admin', async () => {
  await store.users.insertIdentityDefaults('u1', startMs);
  const database = new Database(temporary.path, { readonly: true });
  const roles = database.prepare('select name from identity_roles order by name').pluck().all();
  const assigned = database
    .prepare(
      `select projects.domain_id, projects.name as project, identity_roles.name as role, actor_id from role_assignments
       join identity_roles on identity_roles.id = role_id join projects on projects.id = target_id`,
    )
    .all();
  database.close();
  expect(roles).toEqual(['admin', 'member', 'project_admin', 'project_mod']);
  expect(assigned).toEqual([{ domain_id: 'default', project: 'admin', role: 'admin', actor_id: 'u1' }]);
});

it('sessions live until their time, and others can be ended', async () => {
  const session = (idHash: string, userId = 'u1') => ({
    idHash,
    userId,
    userName: 'anna',
    groupId: 'g1',
    groupName: 'staff',
    menus: ['user', 'log'],
    address: '::1',
    createdAtMs: 1,
    expiresAtMs: 100,
  });
  for (const id of ['a', 'b', 'c']) await store.sessions.insert(session(id));
  await store.sessions.insert(session('other', 'u2'));
  expect(await store.sessions.get('a')).toEqual(session('a'));
  await store.sessions.extend('a', 200);
  await store.sessions.endOthers('u1', 'a');
  expect(await store.sessions.get('b')).toBeUndefined();
  expect((await store.sessions.get('a'))?.expiresAtMs).toBe(200);
  await store.sessions.removeExpired(100);
  expect(await store.sessions.get('other')).toBeUndefined();
  await store.sessions.endOthers('u1', null);
  expect(await store.sessions.get('a')).toBeUndefined();
});

it('a monitor channel is for one taker, in its time', async () => {
  const channel = (idHash: string) => ({
    idHash,
    guestId: 'guest',
    credentialHash: 'credential',
    userId: 'u1',
    userName: 'anna',
    expiresAtMs: 100,
  });
  for (const id of ['a', 'b', 'c']) await store.channels.insert(channel(id));
  const taken = await Promise.all([1, 2, 3].map(() => store.channels.take('a', 99)));
  expect(taken).toEqual([channel('a'), undefined, undefined]);
  expect(await store.channels.take('b', 100)).toBeUndefined();
  await store.channels.removeExpired(100);
  expect(await store.channels.take('c', 0)).toBeUndefined();
});
