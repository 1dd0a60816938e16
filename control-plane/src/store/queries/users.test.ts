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
  description: '',
  defaultProjectId: null,
  passwordChangedAtMs: startMs,
  graceLoginsUsed: 0,
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
  projectId: null,
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
  await store.users.useGraceLogin('u1');
  expect((await store.users.get('u1'))?.graceLoginsUsed).toBe(1);
  const atMs = startMs + 1;
  await store.users.setPasswordHash('u1', { passwordHash: 'other', before: 'hash', atMs });
  expect(await store.users.get('u1')).toEqual(user({ passwordHash: 'other', passwordChangedAtMs: atMs }));
});

it('the passwords before are kept, the newest first, as many as anybody asks for', async () => {
  await store.users.insert(user());
  for (let n = 1; n <= 30; n += 1) {
    const [passwordHash, before] = [`h${n}`, `h${n - 1}`];
    await store.users.setPasswordHash('u1', { passwordHash, before, atMs: startMs + n });
  }
  expect(await store.users.passwordHistory('u1', 3)).toEqual(['h29', 'h28', 'h27']);
  expect(await store.users.passwordHistory('u1', 99)).toHaveLength(24);
  await store.users.remove('u1');
  expect(await store.users.passwordHistory('u1', 99)).toEqual([]);
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

it('what a user had goes with him, but for what he owns and his sessions', async () => {
  await store.users.insert(user());
  await store.users.insert(user({ id: 'u2', name: 'Zora' }));
  await store.users.insert(user({ id: 'u3', domainId: 'elsewhere', name: 'far' }));
  await store.users.insertGroup(group());
  await store.users.addMember('g1', 'u1');
  expect(await store.users.listNames()).toEqual(['Zora', 'anna']);
  expect(await store.users.namesWithoutGroup()).toEqual(['Zora']);
  expect(await store.users.membersOf('g1')).toEqual(['anna']);
  await store.users.update('u1', { nick: 'A', mail: '' });
  expect(await store.users.get('u1')).toEqual(user({ nick: 'A', mail: '' }));
  await store.users.remove('u1');
  expect(await store.users.get('u1')).toBeUndefined();
  expect(await store.users.membersOf('g1')).toEqual([]);
  expect(await store.users.ownedBy({ kind: 'user', id: 'u1' })).toEqual({
    guests: 0,
    diskImages: 0,
    mediaImages: 0,
  });
});

it('only members who may log in are counted as such', async () => {
  await store.users.insert(user());
  await store.users.insert(user({ id: 'u2', name: 'bert', enabled: false }));
  await store.users.insertGroup(group());
  await store.users.addMember('g1', 'u1');
  await store.users.addMember('g1', 'u2');
  expect(await store.users.countEnabledMembers('g1')).toBe(1);
  expect(await store.users.listGroups()).toEqual([{ ...group(), members: 2 }]);
});

it('Nano groups are listed with their roles in order, changed and removed', async () => {
  await store.users.insertRole({ name: 'b', menus: ['log'] });
  await store.users.insertRole({ name: 'a', menus: ['user'] });
  await store.users.insertGroup(group({ id: 'g2', name: 'second', roles: ['b', 'a'] }));
  await store.users.insertGroup(group({ id: 'g1', name: 'first', roles: ['b'] }));
  await store.users.insertGroup(group({ id: 'g3', name: 'plain', nano: false }));
  const listed = await store.users.listGroups();
  expect(listed.map(({ name, roles }) => [name, roles])).toEqual([
    ['first', ['b']],
    ['second', ['b', 'a']],
  ]);
  expect(await store.users.groupsWithRole('b')).toEqual(['first', 'second']);
  await store.users.updateGroup('g2', { display: 'Second', roles: ['a'] });
  await store.users.setVisibility('g2', { instances: false, mediaImages: true, diskImages: false });
  expect(await store.users.getGroup('g2')).toEqual(
    group({
      id: 'g2',
      name: 'second',
      display: 'Second',
      roles: ['a'],
      visibility: { instances: false, mediaImages: true, diskImages: false },
    }),
  );
  await store.users.removeGroup('g1');
  expect(await store.users.getGroup('g1')).toBeUndefined();
  expect(await store.users.groupsWithRole('b')).toEqual([]);
});

it('roles are listed by name, changed and removed', async () => {
  await store.users.insertRole({ name: 'b', menus: ['log'] });
  await store.users.insertRole({ name: 'a', menus: ['user'] });
  await store.users.updateRole({ name: 'b', menus: ['log', 'user'] });
  expect(await store.users.listRoles()).toEqual([
    { name: 'a', menus: ['user'] },
    { name: 'b', menus: ['log', 'user'] },
  ]);
  await store.users.removeRole('a');
  expect(await store.users.getRole('a')).toBeUndefined();
  expect(await store.users.getRole('b')).toEqual({ name: 'b', menus: ['log', 'user'] });
});
