import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMs } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { Holder, Project, Target, Token } from '../../domain/identity.ts';
import type { Store } from '../../use-cases/ports/index.ts';

let temporary: TemporaryStore;
let store: Store;

/** Project `top` of domain `d`, `middle` below it and `leaf` below that; `aside` beside them, `far` in another domain. */
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
  const user = { domainId: 'd', nick: '', mail: '', enabled: true, passwordHash: '', createdAtMs: startMs };
  await store.users.insert({ ...user, id: 'anna', name: 'anna' });
  const visibility = { instances: false, mediaImages: false, diskImages: false };
  const group = { domainId: 'd', display: '', nano: false, roles: [], visibility };
  await store.users.insertGroup({ ...group, id: 'team', name: 'team' });
  await store.users.insertGroup({ ...group, id: 'crew', name: 'crew' });
  await store.users.addMember('team', 'anna');
  await store.users.addMember('crew', 'anna');
  for (const id of ['d', 'other']) {
    await store.identity.insertDomain({
      id,
      name: `${id}!`,
      description: '',
      enabled: true,
      createdAtMs: startMs,
    });
  }
  for (const [id, change] of Object.entries({
    top: {},
    middle: { parentId: 'top' },
    leaf: { parentId: 'middle' },
    aside: {},
    far: { domainId: 'other' },
  })) {
    await store.identity.insertProject(project({ id, ...change }));
  }
  for (const name of ['admin', 'member', 'reader']) await store.identity.insertRole({ id: name, name });
});
afterEach(() => temporary[Symbol.asyncDispose]());

const project = (change: Partial<Project>): Project => ({
  id: '',
  domainId: 'd',
  parentId: null,
  name: change.id ?? '',
  description: '',
  enabled: true,
  isDomain: false,
  tags: ['x'],
  createdAtMs: startMs,
  ...change,
});

function give(role: string, holder: Holder, target: Target, inherited = false): Promise<boolean> {
  return store.identity.assign({ roleId: role, holder, target, inherited });
}
const anna = { kind: 'user', id: 'anna' } as const;
const onProject = (id: string) => ({ kind: 'project', id }) as const;
async function rolesOn(id: string, kind: Target['kind'] = 'project'): Promise<string[]> {
  return (await store.identity.rolesOn('anna', { kind, id })).map(({ name }) => name);
}
async function projectsOf(): Promise<string[]> {
  return (await store.identity.projectsOf('anna')).map(({ id }) => id);
}

it('a role counts where it is given, once, whether the user holds it or his group', async () => {
  expect(await give('member', anna, onProject('top'))).toBe(true);
  expect(await give('member', anna, onProject('top'))).toBe(false);
  await give('member', { kind: 'group', id: 'team' }, onProject('top'));
  await give('reader', { kind: 'group', id: 'crew' }, onProject('top'));
  expect(await rolesOn('top')).toEqual(['member', 'reader']);
  expect(await rolesOn('middle')).toEqual([]);
  expect(await rolesOn('d', 'domain')).toEqual([]);
  expect(await projectsOf()).toEqual(['top']);
  expect((await store.identity.groupRolesOn('team', onProject('top'))).map(({ name }) => name)).toEqual([
    'member',
  ]);
});

it('an inherited role counts on everything below its project, not on itself', async () => {
  await give('member', anna, onProject('top'), true);
  expect(await rolesOn('top')).toEqual([]);
  expect(await rolesOn('middle')).toEqual(['member']);
  expect(await rolesOn('leaf')).toEqual(['member']);
  expect(await rolesOn('aside')).toEqual([]);
  expect(await projectsOf()).toEqual(['leaf', 'middle']);
});

it('a role inherited from a domain counts on its projects, a plain one on the domain only', async () => {
  await give('member', { kind: 'group', id: 'team' }, { kind: 'domain', id: 'd' }, true);
  expect(await rolesOn('d', 'domain')).toEqual([]);
  expect(await projectsOf()).toEqual(['aside', 'leaf', 'middle', 'top']);
  expect(await rolesOn('leaf')).toEqual(['member']);
  await give('admin', anna, { kind: 'domain', id: 'other' });
  expect(await rolesOn('other', 'domain')).toEqual(['admin']);
  expect(await rolesOn('far')).toEqual([]);
  expect((await store.identity.domainsOf('anna')).map(({ id }) => id)).toEqual(['other']);
});

it('what is taken back counts no longer; a role, a group and a user take their assignments along', async () => {
  const member = { roleId: 'member', holder: anna, target: onProject('top'), inherited: false };
  await store.identity.assign(member);
  expect(await store.identity.listAssignments({ target: onProject('top') })).toEqual([member]);
  expect(await store.identity.unassign({ ...member, inherited: true })).toBe(false);
  expect(await store.identity.unassign(member)).toBe(true);
  await give('reader', anna, onProject('top'));
  await give('member', { kind: 'group', id: 'team' }, onProject('top'));
  await give('admin', anna, onProject('aside'));
  await store.identity.removeRole('reader');
  await store.users.removeGroup('team');
  expect(await rolesOn('top')).toEqual([]);
  await store.users.remove('anna');
  expect(await store.identity.listAssignments({})).toEqual([]);
});

it('names are unique in their domain', async () => {
  const taken = { code: 'already_exists', reason: 'name_taken' };
  await expect(store.identity.insertProject(project({ id: 'new', name: 'top' }))).rejects.toMatchObject(
    taken,
  );
  await store.identity.insertProject(project({ id: 'new', name: 'top', domainId: 'other' }));
  await expect(store.identity.updateProject(project({ id: 'aside', name: 'leaf' }))).rejects.toMatchObject(
    taken,
  );
  await expect(store.identity.renameRole({ id: 'member', name: 'admin' })).rejects.toMatchObject(taken);
});

it('projects know who is above and below them', async () => {
  expect((await store.identity.projectsAbove('leaf')).map(({ id }) => id)).toEqual(['middle', 'top']);
  expect((await store.identity.projectsBelow('top')).map(({ id }) => id)).toEqual(['leaf', 'middle']);
  const listed = await store.identity.listProjects({ domainId: 'd', parentId: 'top' });
  expect(listed).toEqual([project({ id: 'middle', parentId: 'top' })]);
});

const token = (change: Partial<Token> = {}): Token => ({
  idHash: 'h',
  auditId: 'a',
  parentAuditId: null,
  userId: 'anna',
  methods: ['password'],
  scope: onProject('aside'),
  issuedAtMs: startMs,
  expiresAtMs: startMs + 1000,
  ...change,
});

it('tokens end with their user, with what they are for, and in time', async () => {
  await store.tokens.insert(token());
  await store.tokens.insert(token({ idHash: 'other', scope: null }));
  expect(await store.tokens.get('h')).toEqual(token());
  await store.identity.removeProject('aside');
  expect(await store.tokens.get('h')).toBeUndefined();
  await store.tokens.endOthers('anna', 'other');
  await store.tokens.removeExpired(startMs + 999);
  expect(await store.tokens.get('other')).toEqual(token({ idHash: 'other', scope: null }));
  await store.tokens.removeExpired(startMs + 1000);
  expect(await store.tokens.get('other')).toBeUndefined();
  await store.tokens.insert(token());
  await store.users.remove('anna');
  expect(await store.tokens.get('h')).toBeUndefined();
});

it('the group of a project that goes has none any more', async () => {
  await store.users.linkProject('team', 'leaf');
  expect((await store.users.getGroup('team'))?.projectId).toBe('leaf');
  await store.identity.removeProject('leaf');
  expect((await store.users.getGroup('team'))?.projectId).toBeNull();
});
