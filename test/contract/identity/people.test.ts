import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassword } from '../../support/control-plane.ts';
import type { Json } from '../../support/nano-client.ts';
import { namesOf, startTwoDomains, type TwoDomains } from './two-domains.ts';

let domains: TwoDomains;
let cloud: TwoDomains['cloud'];
let nobody: TwoDomains['nobody'];
let admin: TwoDomains['admin'];
let alice: TwoDomains['alice'];
let boss: TwoDomains['boss'];
let acme: TwoDomains['acme'];
let newUser: TwoDomains['newUser'];
let idOf: TwoDomains['idOf'];
beforeAll(async () => {
  domains = await startTwoDomains();
  ({ cloud, nobody, admin, alice, boss, acme, newUser, idOf } = domains);
});
afterAll(() => domains[Symbol.asyncDispose]());

describe('a user', () => {
  it('is made, read, changed and deleted', async () => {
    const made = await newUser('marge', { email: 'm@example.org', description: 'Ünïcode ☃', extra: 1 });
    expect(made).toMatchObject({
      name: 'marge',
      domain_id: 'default',
      enabled: true,
      email: 'm@example.org',
      description: 'Ünïcode ☃',
      default_project_id: null,
      options: {},
      links: { self: `${cloud.identity}/v3/users/${made.id}` },
    });
    expect(JSON.stringify(made)).not.toContain(testPassword);
    expect((await admin.succeed('GET', `/users/${made.id}`)).user).toMatchObject({ name: 'marge' });
    const change = { user: { name: 'Marge Bouvier', email: null } };
    expect((await admin.succeed('PATCH', `/users/${made.id}`, change)).user).toMatchObject({
      name: 'Marge Bouvier',
      email: null,
      description: 'Ünïcode ☃',
    });
    expect((await admin.call('DELETE', `/users/${made.id}`)).status).toBe(204);
    expect(await admin.fail('GET', `/users/${made.id}`)).toBe(404);
    expect(await admin.fail('DELETE', `/users/${made.id}`)).toBe(404);
    expect(await admin.fail('PATCH', `/users/${made.id}`, { user: {} })).toBe(404);
  });

  it('has a name of his own in his domain, which other domains may have, too', async () => {
    await newUser('ned');
    expect(await admin.fail('POST', '/users', { user: { name: 'ned', password: testPassword } })).toBe(409);
    await newUser('ned', { domain_id: acme });
    expect(await admin.fail('POST', '/users', { user: { name: 'x', domain_id: 'nowhere' } })).toBe(404);
    expect(await admin.fail('POST', '/users', { user: { name: 'x', default_project_id: 'nothing' } })).toBe(
      404,
    );
    expect(await admin.fail('POST', '/users', { user: { name: 'x', password: 'weak' } })).toBe(400);
  });

  it('is a Nano user, too, in the default domain', async () => {
    await newUser('patty');
    const nano = await cloud.login('admin');
    expect(await nano.get('/users/')).toContain('patty');
    await nano.succeed('POST', '/user_groups/staff/members/patty', {});
    const session = await cloud.nobody.login('patty', testPassword);
    await admin.succeed('PATCH', `/users/${await idOf('patty')}`, { user: { enabled: false } });
    expect(await session.fail('GET', '/users/patty')).toContain('invalid session');
    expect(
      await cloud.nobody.fail('POST', '/sessions/', { user: 'patty', password: testPassword, nonce: 'x' }),
    ).toBe('invalid user or password');
  });

  it('loses his tokens with his password, when he is disabled and when he is deleted', async () => {
    const { id } = await newUser('selma');
    for (const change of [{ password: 'Other-2024' }, { enabled: false }]) {
      const password = change.password === undefined ? 'Other-2024' : testPassword;
      const token = await nobody.login('selma', undefined, password);
      await token.succeed('GET', `/users/${id}`);
      await admin.succeed('PATCH', `/users/${id}`, { user: change });
      expect(await token.fail('GET', `/users/${id}`)).toBe(401);
    }
    await admin.succeed('PATCH', `/users/${id}`, { user: { enabled: true } });
    const token = await nobody.login('selma', undefined, 'Other-2024');
    await admin.succeed('DELETE', `/users/${id}`);
    expect(await token.fail('GET', `/users/${id}`)).toBe(401);
  });

  it('changes his own password with the old one; his other tokens end', async () => {
    const { id } = await newUser('moe');
    const [one, other] = [await nobody.login('moe'), await nobody.login('moe')];
    const change = (original_password: string, password: string) => ({
      user: { original_password, password },
    });
    expect(await one.fail('POST', `/users/${id}/password`, change('Wrong-2024', 'Other-2024'))).toBe(401);
    expect(await one.fail('POST', `/users/${id}/password`, change(testPassword, 'weak'))).toBe(400);
    expect(await one.fail('POST', `/users/${id}/password`, { user: {} })).toBe(400);
    expect(await alice.fail('POST', `/users/${id}/password`, change(testPassword, 'Other-2024'))).toBe(401);
    expect((await one.call('POST', `/users/${id}/password`, change(testPassword, 'Other-2024'))).status).toBe(
      204,
    );
    await one.succeed('GET', `/users/${id}`);
    expect(await other.fail('GET', `/users/${id}`)).toBe(401);
    await nobody.login('moe', undefined, 'Other-2024');
  });

  it('reads himself and his projects and groups, nobody else', async () => {
    const [own, bob] = [await idOf('alice'), await idOf('bob')];
    expect((await alice.succeed('GET', `/users/${own}`)).user.name).toBe('alice');
    expect(namesOf((await alice.succeed('GET', `/users/${own}/groups`)).groups)).toEqual(['staff']);
    expect((await alice.succeed('GET', `/users/${own}/projects`)).projects).toEqual([]);
    for (const path of ['', '/groups', '/projects'])
      expect(await alice.fail('GET', `/users/${bob}${path}`)).toBe(404);
    expect(await alice.fail('GET', '/users')).toBe(403);
    expect(await alice.fail('POST', '/users', { user: { name: 'x' } })).toBe(403);
    expect(await alice.fail('PATCH', `/users/${own}`, { user: { enabled: true } })).toBe(403);
    expect(await alice.fail('DELETE', `/users/${own}`)).toBe(403);
    expect(await alice.fail('PATCH', `/users/${bob}`, { user: { enabled: false } })).toBe(404);
    expect(await alice.fail('DELETE', `/users/${bob}`)).toBe(404);
  });

  it('takes his things and his group along to another name', async () => {
    const nano = await cloud.login('admin');
    await newUser('lenny');
    await nano.succeed('POST', '/user_groups/plant', { display: '', role: ['staff'] });
    await nano.succeed('POST', '/user_groups/plant/members/lenny', {});
    const lenny = await cloud.nobody.login('lenny', testPassword);
    const image = { name: 'disc', owner: 'lenny', group: 'plant', description: '', tags: [] };
    const { id } = await lenny.succeed('POST', '/media_images/', image);
    const group = (await admin.succeed('GET', '/groups?name=plant')).groups[0].id;
    await admin.succeed('PATCH', `/users/${await idOf('lenny')}`, { user: { name: 'leonard' } });
    expect(await lenny.fail('GET', '/users/lenny')).toContain('invalid session');
    const leonard = await cloud.nobody.login('leonard', testPassword);
    expect(await leonard.get(`/media_images/${id}`)).toMatchObject({ owner: 'leonard', group: 'plant' });
    await admin.succeed('PATCH', `/groups/${group}`, { group: { name: 'works' } });
    const again = await cloud.nobody.login('leonard', testPassword);
    expect(await again.get(`/media_images/${id}`)).toMatchObject({ owner: 'leonard', group: 'works' });
    await again.succeed('POST', '/media_images/', {
      ...image,
      name: 'other',
      owner: 'leonard',
      group: 'works',
    });
  });

  it('who is the last administrator stays and stays enabled', async () => {
    const id = await idOf('admin');
    expect(await admin.fail('DELETE', `/users/${id}`)).toBe(409);
    expect(await admin.fail('PATCH', `/users/${id}`, { user: { enabled: false } })).toBe(409);
  });

  it('may have no password: then nobody logs in with him', async () => {
    await admin.succeed('POST', '/users', { user: { name: 'ghost', password: null } });
    await expect(nobody.login('ghost', undefined, '')).rejects.toThrow('401');
  });
});

describe('lists of users', () => {
  it('are filtered by domain, name and state, and paged by limit and marker', async () => {
    const { id } = (await admin.succeed('POST', '/domains', { domain: { name: 'Listed' } })).domain;
    for (const name of ['u1', 'u2', 'v1', 'V2'])
      await newUser(name, { domain_id: id, enabled: name !== 'v1' });
    const list = async (query: string) => admin.succeed('GET', `/users?domain_id=${id}${query}`);
    expect(namesOf((await list('')).users)).toEqual(['V2', 'u1', 'u2', 'v1']);
    expect(namesOf((await list('&name=u1')).users)).toEqual(['u1']);
    expect(namesOf((await list('&enabled=false')).users)).toEqual(['v1']);
    expect(namesOf((await list('&enabled=True')).users)).toEqual(['V2', 'u1', 'u2']);
    expect(namesOf((await list('&name__contains=2')).users)).toEqual(['V2', 'u2']);
    expect(namesOf((await list('&name__istartswith=v')).users)).toEqual(['V2', 'v1']);
    expect(namesOf((await list('&name__endswith=nothing')).users)).toEqual([]);
    const first = await list('&limit=3');
    expect(namesOf(first.users)).toEqual(['V2', 'u1', 'u2']);
    const next: Json = await (
      await fetch(first.links.next, { headers: { 'X-Auth-Token': admin.token } })
    ).json();
    expect(namesOf(next.users)).toEqual(['v1']);
    expect(next.links.next).toBeNull();
    expect(await admin.fail('GET', `/users?domain_id=${id}&marker=nothing`)).toBe(400);
    for (const limit of ['0', '-1', 'x']) expect(await admin.fail('GET', `/users?limit=${limit}`)).toBe(400);
  });
});

describe("a domain's administrator", () => {
  it('manages the people of his domain', async () => {
    const { user } = await boss.succeed('POST', '/users', {
      user: { name: 'worker', password: testPassword },
    });
    expect(user.domain_id).toBe(acme);
    expect(namesOf((await boss.succeed('GET', '/users')).users)).toContain('worker');
    const { group } = await boss.succeed('POST', '/groups', { group: { name: 'crew' } });
    await boss.succeed('PUT', `/groups/${group.id}/users/${user.id}`);
    await boss.succeed('PATCH', `/users/${user.id}`, { user: { description: 'x' } });
    await boss.succeed('DELETE', `/groups/${group.id}`);
    await boss.succeed('DELETE', `/users/${user.id}`);
  });

  it('sees and changes nobody of another', async () => {
    const id = await idOf('bob');
    expect(await boss.fail('GET', '/users?domain_id=default')).toBe(403);
    expect(await boss.fail('GET', `/users/${id}`)).toBe(404);
    expect(await boss.fail('PATCH', `/users/${id}`, { user: { password: 'Other-2024' } })).toBe(404);
    expect(await boss.fail('DELETE', `/users/${id}`)).toBe(404);
    expect(await boss.fail('POST', '/users', { user: { name: 'x', domain_id: 'default' } })).toBe(403);
    expect(namesOf((await boss.succeed('GET', '/domains')).domains)).toEqual(['Acme']);
    expect((await boss.succeed('GET', `/domains/${acme}`)).domain.name).toBe('Acme');
    expect(await boss.fail('GET', '/domains/default')).toBe(404);
  });

  it('of the default domain can not make himself more: neither by passwords, groups nor roles', async () => {
    const [climber, adminId] = [(await newUser('climber')).id, await idOf('admin')];
    const role = (await admin.succeed('GET', '/roles?name=admin')).roles[0].id;
    const project = (await admin.succeed('GET', '/projects?name=admin')).projects[0].id;
    await admin.succeed('PUT', `/domains/default/users/${climber}/roles/${role}`);
    const token = await nobody.login('climber', { domain: { id: 'default' } });
    expect(await token.fail('PATCH', `/users/${adminId}`, { user: { password: 'Other-2024' } })).toBe(403);
    expect(await token.fail('DELETE', `/users/${await idOf('bob')}`)).toBe(403);
    const groups: Json[] = (await token.succeed('GET', '/groups')).groups;
    for (const { id } of groups) expect(await token.fail('PUT', `/groups/${id}/users/${climber}`)).toBe(403);
    expect(await token.fail('PUT', `/projects/${project}/users/${climber}/roles/${role}`)).toBe(403);
    const inherited = `/OS-INHERIT/domains/default/users/${climber}/roles/${role}/inherited_to_projects`;
    expect(await token.fail('PUT', inherited)).toBe(403);
    await token.succeed('PUT', `/domains/default/users/${climber}/roles/${role}`);
  });

  it('is none by an unscoped token or one of a project', async () => {
    const unscoped = await nobody.login(`boss@${acme}`);
    expect(await unscoped.fail('GET', '/users')).toBe(403);
  });
});

it('every change is audited with who did it, by which way, and no password', async () => {
  const { actions, text } = await domains.audited();
  for (const action of [
    'create-user',
    'modify-user',
    'delete-user',
    'change-password',
    'create-domain',
    'assign-role',
  ])
    expect(actions).toContain(action);
  expect(text).not.toMatch(/Secret-2024|Other-2024|Wrong-2024/);
});
