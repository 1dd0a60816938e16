import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { IdentityClient, identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let nobody: IdentityClient;
let admin: IdentityClient;
let alice: IdentityClient;
let aliceId: string;
let roles: Record<string, string>;
beforeAll(async () => {
  cloud = await startControlPlane();
  nobody = new IdentityClient(cloud.identity);
  admin = await identityAdmin(cloud);
  alice = await nobody.login('alice');
  aliceId = (await admin.succeed('GET', '/users?name=alice')).users[0].id;
  const listed: Json[] = (await admin.succeed('GET', '/roles')).roles;
  roles = Object.fromEntries(listed.map(({ name, id }) => [name, id]));
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function newProject(name: string, more: Json = {}): Promise<Json> {
  return (await admin.succeed('POST', '/projects', { project: { name, ...more } })).project;
}
async function newDomain(name: string): Promise<Json> {
  return (await admin.succeed('POST', '/domains', { domain: { name } })).domain;
}
const namesOf = (rows: Json[]) => rows.map(({ name }) => name);

describe('a project', () => {
  it('is made, read, changed and deleted', async () => {
    const made = await newProject('Größe ☃', { description: 'first', tags: ['a', 'b', 'a'] });
    expect(made).toMatchObject({
      name: 'Größe ☃',
      domain_id: 'default',
      parent_id: 'default',
      description: 'first',
      enabled: true,
      is_domain: false,
      tags: ['a', 'b'],
      links: { self: `${cloud.identity}/v3/projects/${made.id}` },
    });
    expect(await admin.fail('POST', '/projects', { project: { name: 'Größe ☃' } })).toBe(409);
    const change = { project: { name: 'size', tags: ['c'], description: null } };
    expect((await admin.succeed('PATCH', `/projects/${made.id}`, change)).project).toMatchObject({
      name: 'size',
      tags: ['c'],
      description: '',
    });
    expect((await admin.succeed('GET', `/projects/${made.id}`)).project.name).toBe('size');
    expect((await admin.call('DELETE', `/projects/${made.id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE'])
      expect(await admin.fail(method, `/projects/${made.id}`)).toBe(404);
    expect(await admin.fail('PATCH', `/projects/${made.id}`, change)).toBe(404);
  });

  it('lies in a tree of at most five levels', async () => {
    const domain = await newDomain('Trees');
    const ids: string[] = [];
    let parent: string | null = null;
    for (const level of [1, 2, 3, 4, 5]) {
      const project: Json = await newProject(`level ${level}`, { parent_id: parent ?? domain.id });
      expect(project).toMatchObject({ domain_id: domain.id, parent_id: parent ?? domain.id });
      parent = project.id;
      ids.push(project.id);
    }
    expect(await admin.fail('POST', '/projects', { project: { name: 'level 6', parent_id: parent } })).toBe(
      400,
    );
    expect(await admin.fail('POST', '/projects', { project: { name: 'x', parent_id: 'nothing' } })).toBe(404);
    const elsewhere = { name: 'x', parent_id: parent, domain_id: 'default' };
    expect(await admin.fail('POST', '/projects', { project: elsewhere })).toBe(400);
    const [top = '', second = '', third = '', fourth = '', fifth = ''] = ids;
    const lists = await admin.succeed('GET', `/projects/${fourth}?parents_as_list&subtree_as_list`);
    expect(namesOf(lists.project.parents.map((one: Json) => one.project))).toEqual([
      'level 3',
      'level 2',
      'level 1',
    ]);
    expect(namesOf(lists.project.subtree.map((one: Json) => one.project))).toEqual(['level 5']);
    const trees = await admin.succeed('GET', `/projects/${third}?parents_as_ids&subtree_as_ids`);
    expect(trees.project.parents).toEqual({ [second]: { [top]: null } });
    expect(trees.project.subtree).toEqual({ [fourth]: { [fifth]: null } });
    expect(namesOf((await admin.succeed('GET', `/projects?parent_id=${top}`)).projects)).toEqual(['level 2']);
    expect(await admin.fail('DELETE', `/projects/${top}`)).toBe(403);
    expect(await admin.fail('PATCH', `/projects/${top}`, { project: { enabled: false } })).toBe(403);
    for (const id of ids.toReversed())
      await admin.succeed('PATCH', `/projects/${id}`, { project: { enabled: false } });
  });

  it('is found by name, state and tags', async () => {
    const { id } = await newDomain('Tagged');
    await newProject('red', { domain_id: id, tags: ['r', 'all'] });
    await newProject('blue', { domain_id: id, tags: ['b', 'all'], enabled: false });
    const list = async (query: string) =>
      namesOf((await admin.succeed('GET', `/projects?domain_id=${id}${query}`)).projects);
    expect(await list('')).toEqual(['blue', 'red']);
    expect(await list('&name=red')).toEqual(['red']);
    expect(await list('&enabled=1')).toEqual(['red']);
    expect(await list('&tags=all,b')).toEqual(['blue']);
    expect(await list('&tags-any=r,b')).toEqual(['blue', 'red']);
    expect(await list('&not-tags=r')).toEqual(['blue']);
    expect(await list('&not-tags-any=r,b')).toEqual([]);
    expect(await list('&limit=1')).toEqual(['blue']);
  });

  it('may act as a domain of its own', async () => {
    const project = await newProject('Realm', { is_domain: true });
    expect(project).toMatchObject({ domain_id: null, parent_id: null, is_domain: true });
    expect((await admin.succeed('GET', `/domains/${project.id}`)).domain).toMatchObject({ name: 'Realm' });
    expect(namesOf((await admin.succeed('GET', '/projects?is_domain=true')).projects)).toEqual(['Realm']);
    const inside = await newProject('inside', { domain_id: project.id });
    expect(inside).toMatchObject({ domain_id: project.id, parent_id: project.id });
    expect(await admin.fail('POST', '/domains', { domain: { name: 'Realm' } })).toBe(409);
    expect(await admin.fail('DELETE', `/projects/${project.id}`)).toBe(403);
    await admin.succeed('PATCH', `/projects/${project.id}`, { project: { enabled: false, name: 'Realm 2' } });
    expect((await admin.succeed('GET', `/domains/${project.id}`)).domain).toMatchObject({
      enabled: false,
      name: 'Realm 2',
    });
    expect((await admin.call('DELETE', `/projects/${project.id}`)).status).toBe(204);
    for (const path of ['domains', 'projects'])
      expect(await admin.fail('GET', `/${path}/${project.id}`)).toBe(404);
    expect(await admin.fail('GET', `/projects/${inside.id}`)).toBe(404);
  });

  it('is read by who has a role on it, changed by its administrators, invisible to others', async () => {
    const { id } = await newProject('shared');
    const grant = (role: string) => `/projects/${id}/users/${aliceId}/roles/${roles[role]}`;
    for (const method of ['GET', 'PATCH', 'DELETE'])
      expect(
        await alice.fail(method, `/projects/${id}`, method === 'PATCH' ? { project: {} } : undefined),
      ).toBe(404);
    await admin.succeed('PUT', grant('member'));
    expect((await alice.succeed('GET', `/projects/${id}`)).project.name).toBe('shared');
    expect(await alice.fail('PATCH', `/projects/${id}`, { project: { name: 'mine' } })).toBe(403);
    expect(await alice.fail('DELETE', `/projects/${id}`)).toBe(403);
    expect(await alice.fail('GET', '/projects')).toBe(403);
    expect(await alice.fail('POST', '/projects', { project: { name: 'x' } })).toBe(403);
    await admin.succeed('PUT', grant('admin'));
    const owner = await nobody.login('alice', { project: { id } });
    expect(
      (await owner.succeed('PATCH', `/projects/${id}`, { project: { description: 'ours' } })).project
        .description,
    ).toBe('ours');
    const bob = (await admin.succeed('GET', '/users?name=bob')).users[0].id;
    await owner.succeed('PUT', `/projects/${id}/users/${bob}/roles/${roles.member}`);
    expect(await owner.fail('DELETE', `/projects/${id}`)).toBe(403);
    expect(await owner.fail('GET', '/users')).toBe(403);
    await admin.succeed('DELETE', `/projects/${id}`);
  });
});

describe('a domain', () => {
  it('is made, read, changed, disabled and deleted with all in it', async () => {
    const { id } = await newDomain('Brief');
    expect((await admin.succeed('GET', '/domains?name=Brief')).domains[0]).toMatchObject({
      id,
      enabled: true,
    });
    expect(await admin.fail('POST', '/domains', { domain: { name: 'Brief' } })).toBe(409);
    const { user } = await admin.succeed('POST', '/users', {
      user: { name: 'u', domain_id: id, password: testPassword },
    });
    const project = await newProject('p', { domain_id: id });
    await newProject('q', { parent_id: project.id });
    await admin.succeed('POST', '/groups', { group: { name: 'g', domain_id: id } });
    await admin.succeed('PUT', `/projects/${project.id}/users/${user.id}/roles/${roles.member}`);
    const token = await nobody.login(`u@${id}`, { project: { id: project.id } });
    expect(await admin.fail('DELETE', `/domains/${id}`)).toBe(403);
    const change = { domain: { enabled: false, description: 'over' } };
    expect((await admin.succeed('PATCH', `/domains/${id}`, change)).domain).toMatchObject({
      enabled: false,
      description: 'over',
    });
    expect(await token.fail('GET', '/auth/projects')).toBe(401);
    await expect(nobody.login(`u@${id}`)).rejects.toThrow('401');
    expect((await admin.call('DELETE', `/domains/${id}`)).status).toBe(204);
    for (const path of [`domains/${id}`, `users/${user.id}`, `projects/${project.id}`]) {
      expect(await admin.fail('GET', `/${path}`)).toBe(404);
    }
    for (const method of ['PATCH', 'DELETE'])
      expect(await admin.fail(method, `/domains/${id}`, method === 'PATCH' ? change : undefined)).toBe(404);
  });

  it('of the name default and the project admin are what the installation stands on', async () => {
    const project = (await admin.succeed('GET', '/projects?name=admin')).projects[0].id;
    for (const change of [{ enabled: false }, { name: 'x' }]) {
      expect(await admin.fail('PATCH', '/domains/default', { domain: change })).toBe(403);
      expect(await admin.fail('PATCH', `/projects/${project}`, { project: change })).toBe(403);
    }
    for (const path of ['/domains/default', `/projects/${project}`])
      expect(await admin.fail('DELETE', path)).toBe(403);
    await admin.succeed('PATCH', '/domains/default', { domain: { description: 'ours' } });
  });

  it('is the business of administrators', async () => {
    expect(await alice.fail('GET', '/domains')).toBe(403);
    expect(await alice.fail('POST', '/domains', { domain: { name: 'x' } })).toBe(403);
    for (const method of ['PATCH', 'DELETE'])
      expect(await alice.fail(method, '/domains/default', { domain: {} })).toBe(403);
    expect((await alice.succeed('GET', '/domains/default')).domain.name).toBe('Default');
  });
});

describe('a role', () => {
  it('is made, read by everybody, renamed and deleted with its assignments', async () => {
    const { role } = await admin.succeed('POST', '/roles', { role: { name: 'tester' } });
    expect(role).toMatchObject({ name: 'tester', domain_id: null });
    expect(await admin.fail('POST', '/roles', { role: { name: 'tester' } })).toBe(409);
    expect((await alice.succeed('GET', `/roles/${role.id}`)).role.name).toBe('tester');
    expect(namesOf((await alice.succeed('GET', '/roles?name=tester')).roles)).toEqual(['tester']);
    expect((await admin.succeed('PATCH', `/roles/${role.id}`, { role: { name: 'taster' } })).role.name).toBe(
      'taster',
    );
    expect(await admin.fail('PATCH', `/roles/${role.id}`, { role: { name: 'member' } })).toBe(409);
    const { id } = await newProject('roles');
    await admin.succeed('PUT', `/projects/${id}/users/${aliceId}/roles/${role.id}`);
    const token = await nobody.login('alice', { project: { id } });
    for (const method of ['PATCH', 'DELETE'])
      expect(await token.fail(method, `/roles/${role.id}`, { role: {} })).toBe(403);
    expect(await token.fail('POST', '/roles', { role: { name: 'x' } })).toBe(403);
    expect((await admin.call('DELETE', `/roles/${role.id}`)).status).toBe(204);
    expect(await token.fail('GET', '/roles')).toBe(401);
    expect(await admin.fail('GET', `/roles/${role.id}`)).toBe(404);
    expect(await admin.fail('DELETE', `/roles/${role.id}`)).toBe(404);
    expect(await admin.fail('PATCH', `/roles/${role.id}`, { role: { name: 'x' } })).toBe(404);
  });

  it('that exists from the start stays', async () => {
    expect(Object.keys(roles).sort()).toEqual(['admin', 'member', 'project_admin', 'project_mod']);
    for (const id of Object.values(roles)) {
      expect(await admin.fail('DELETE', `/roles/${id}`)).toBe(403);
      expect(await admin.fail('PATCH', `/roles/${id}`, { role: { name: 'x' } })).toBe(403);
    }
  });
});
