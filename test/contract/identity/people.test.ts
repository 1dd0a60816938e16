import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { IdentityClient, identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let nobody: IdentityClient;
let admin: IdentityClient;
let alice: IdentityClient;
/** Administers the domain `Acme` by a token scoped to it. */
let boss: IdentityClient;
let acme: string;
beforeAll(async () => {
  cloud = await startControlPlane();
  nobody = new IdentityClient(cloud.identity);
  admin = await identityAdmin(cloud);
  alice = await nobody.login('alice');
  acme = (await admin.succeed('POST', '/domains', { domain: { name: 'Acme' } })).domain.id;
  const user = { name: 'boss', domain_id: acme, password: testPassword };
  const { id } = (await admin.succeed('POST', '/users', { user })).user;
  const role = (await admin.succeed('GET', '/roles?name=admin')).roles[0].id;
  await admin.succeed('PUT', `/domains/${acme}/users/${id}/roles/${role}`);
  boss = await nobody.login(`boss@${acme}`, { domain: { id: acme } });
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function newUser(name: string, more: Json = {}): Promise<Json> {
  return (await admin.succeed('POST', '/users', { user: { name, password: testPassword, ...more } })).user;
}
async function idOf(name: string): Promise<string> {
  return (await admin.succeed('GET', `/users?name=${name}`)).users[0].id;
}
const namesOf = (rows: Json[]) => rows.map(({ name }) => name);

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

describe('a group', () => {
  it('is made, read, changed, listed and deleted', async () => {
    const { group } = await admin.succeed('POST', '/groups', {
      group: { name: 'Night shift', description: 'dark' },
    });
    expect(group).toMatchObject({ name: 'Night shift', domain_id: 'default', description: 'dark' });
    expect(await admin.fail('POST', '/groups', { group: { name: 'Night shift' } })).toBe(409);
    const change = { group: { name: 'Day shift', description: null } };
    expect((await admin.succeed('PATCH', `/groups/${group.id}`, change)).group).toMatchObject({
      name: 'Day shift',
      description: '',
    });
    expect(namesOf((await admin.succeed('GET', '/groups?name=Day%20shift')).groups)).toEqual(['Day shift']);
    expect((await admin.succeed('GET', `/groups/${group.id}`)).group.name).toBe('Day shift');
    expect((await admin.call('DELETE', `/groups/${group.id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect(await admin.fail(method, `/groups/${group.id}`)).toBe(404);
    expect(await admin.fail('PATCH', `/groups/${group.id}`, change)).toBe(404);
    expect(await admin.fail('POST', '/groups', { group: { name: 'x', domain_id: 'nowhere' } })).toBe(404);
  });

  it('has members, who may be in any number of groups', async () => {
    const user = await newUser('busy');
    const groups: Json[] = [];
    for (const name of ['one', 'two'])
      groups.push((await admin.succeed('POST', '/groups', { group: { name } })).group);
    for (const { id } of groups) {
      const path = `/groups/${id}/users/${user.id}`;
      expect((await admin.call('HEAD', path)).status).toBe(404);
      for (let n = 0; n < 2; n += 1) expect((await admin.call('PUT', path)).status).toBe(204);
      expect((await admin.call('HEAD', path)).status).toBe(204);
      expect(namesOf((await admin.succeed('GET', `/groups/${id}/users`)).users)).toEqual(['busy']);
    }
    expect(namesOf((await admin.succeed('GET', `/users/${user.id}/groups`)).groups)).toEqual(['one', 'two']);
    const path = `/groups/${groups[0].id}/users/${user.id}`;
    expect((await admin.call('DELETE', path)).status).toBe(204);
    expect(await admin.fail('DELETE', path)).toBe(404);
    expect(await admin.fail('PUT', `/groups/${groups[0].id}/users/nobody`)).toBe(404);
    expect(await admin.fail('PUT', `/groups/none/users/${user.id}`)).toBe(404);
    expect(await admin.fail('GET', '/groups/none/users')).toBe(404);
  });

  it("is Nano's, perhaps: a user is in one of those, and loses his sessions when he leaves it", async () => {
    const user = await newUser('nan');
    const groups: Json[] = (await admin.succeed('GET', '/groups')).groups;
    const [staff, others] = ['staff', 'others'].map((name) => groups.find((group) => group.name === name));
    await admin.succeed('PUT', `/groups/${staff.id}/users/${user.id}`);
    expect(await admin.fail('PUT', `/groups/${others.id}/users/${user.id}`)).toBe(409);
    const session = await cloud.nobody.login('nan', testPassword);
    await admin.succeed('DELETE', `/groups/${staff.id}/users/${user.id}`);
    expect(await session.fail('GET', '/users/nan')).toContain('invalid session');
    const stranger = await newUser('stranger', { domain_id: acme });
    expect(await admin.fail('PUT', `/groups/${staff.id}/users/${stranger.id}`)).toBe(400);
    const last = groups.find((group) => group.name === 'admin');
    expect(await admin.fail('DELETE', `/groups/${last.id}`)).toBe(409);
  });

  it('is read by its members, and by nobody else but administrators', async () => {
    const groups: Json[] = (await admin.succeed('GET', '/groups')).groups;
    const [staff, others] = ['staff', 'others'].map((name) => groups.find((group) => group.name === name));
    expect((await alice.succeed('GET', `/groups/${staff.id}`)).group.name).toBe('staff');
    expect(await alice.fail('GET', `/groups/${others.id}`)).toBe(404);
    expect(await alice.fail('GET', `/groups/${staff.id}/users`)).toBe(404);
    expect(await alice.fail('GET', '/groups')).toBe(403);
    expect(await alice.fail('POST', '/groups', { group: { name: 'x' } })).toBe(403);
    for (const method of ['PATCH', 'DELETE'])
      expect(await alice.fail(method, `/groups/${staff.id}`, { group: {} })).toBe(404);
    expect(await alice.fail('PUT', `/groups/${others.id}/users/${await idOf('alice')}`)).toBe(404);
  });
});

it('every change is audited with who did it, by which way, and no password', async () => {
  const { audit }: Json = await (
    await (await cloud.login('admin')).raw('GET', '/cellar/v1/audit?limit=1000')
  ).json();
  const actions = new Set(
    audit.filter(({ actor }: Json) => actor.via === 'identity').map(({ action }: Json) => action),
  );
  for (const action of [
    'create-user',
    'modify-user',
    'delete-user',
    'change-password',
    'create-group',
    'modify-group',
    'delete-group',
    'add-member',
    'remove-member',
    'create-domain',
    'assign-role',
  ]) {
    expect(actions).toContain(action);
  }
  expect(JSON.stringify(audit)).not.toMatch(/Secret-2024|Other-2024|Wrong-2024/);
});
