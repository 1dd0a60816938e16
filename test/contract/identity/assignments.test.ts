import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { IdentityClient, identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let nobody: IdentityClient;
let admin: IdentityClient;
let roles: Record<string, string>;
/** In a domain of their own: project `top` with `leaf` below it, user `user`, member of the group `group`. */
let ids: Record<'domain' | 'top' | 'leaf' | 'user' | 'group', string>;
beforeAll(async () => {
  cloud = await startControlPlane();
  nobody = new IdentityClient(cloud.identity);
  admin = await identityAdmin(cloud);
  const listed: Json[] = (await admin.succeed('GET', '/roles')).roles;
  roles = Object.fromEntries(listed.map(({ name, id }) => [name, id]));
  const domain_id = (await admin.succeed('POST', '/domains', { domain: { name: 'D' } })).domain.id;
  const project = async (name: string, parent_id: string) =>
    (await admin.succeed('POST', '/projects', { project: { name, parent_id } })).project.id;
  const top = await project('top', domain_id);
  const leaf = await project('leaf', top);
  const user = { name: 'user', domain_id, password: testPassword };
  const userId = (await admin.succeed('POST', '/users', { user })).user.id;
  const group = (await admin.succeed('POST', '/groups', { group: { name: 'group', domain_id } })).group.id;
  await admin.succeed('PUT', `/groups/${group}/users/${userId}`);
  ids = { domain: domain_id, top, leaf, user: userId, group };
});
afterAll(() => cloud[Symbol.asyncDispose]());

/** Names of the user's roles there, by a token of that scope; null if he gets none. */
async function rolesIn(scope: 'project' | 'domain', id: string): Promise<string[] | null> {
  const auth = {
    identity: { methods: ['password'], password: { user: { id: ids.user, password: testPassword } } },
    scope: { [scope]: { id } },
  };
  const { status, body } = await nobody.call('POST', '/auth/tokens', { auth });
  return status === 201 ? body.token.roles.map(({ name }: Json) => name) : null;
}

type Place = [
  target: string,
  holder: string,
  inherited: boolean,
  effect: { top: boolean; leaf: boolean; domain: boolean },
];
const places: Place[] = [
  ['projects/top', 'users/user', false, { top: true, leaf: false, domain: false }],
  ['projects/top', 'groups/group', false, { top: true, leaf: false, domain: false }],
  ['domains/domain', 'users/user', false, { top: false, leaf: false, domain: true }],
  ['domains/domain', 'groups/group', false, { top: false, leaf: false, domain: true }],
  ['projects/top', 'users/user', true, { top: false, leaf: true, domain: false }],
  ['projects/top', 'groups/group', true, { top: false, leaf: true, domain: false }],
  ['domains/domain', 'users/user', true, { top: true, leaf: true, domain: false }],
  ['domains/domain', 'groups/group', true, { top: true, leaf: true, domain: false }],
];

describe.each(places)('a role on %s for %s (inherited: %s)', (target, holder, inherited, effect) => {
  const named = (text: string) => text.replace(/\/(\w+)/, (_, name: keyof typeof ids) => `/${ids[name]}`);
  const list = () => {
    const place = `${named(target)}/${named(holder)}/roles`;
    return inherited ? `/OS-INHERIT/${place}/inherited_to_projects` : `/${place}`;
  };
  const one = (role = roles.member) => {
    const place = `${named(target)}/${named(holder)}/roles/${role}`;
    return inherited ? `/OS-INHERIT/${place}/inherited_to_projects` : `/${place}`;
  };

  it('is given, seen, listed, effective where it should be, and taken back', async () => {
    expect((await admin.call('HEAD', one())).status).toBe(404);
    for (let n = 0; n < 2; n += 1) expect((await admin.call('PUT', one())).status).toBe(204);
    expect((await admin.call('HEAD', one())).status).toBe(204);
    expect((await admin.succeed('GET', list())).roles.map(({ name }: Json) => name)).toEqual(['member']);
    expect(await rolesIn('project', ids.top)).toEqual(effect.top ? ['member'] : null);
    expect(await rolesIn('project', ids.leaf)).toEqual(effect.leaf ? ['member'] : null);
    expect(await rolesIn('domain', ids.domain)).toEqual(effect.domain ? ['member'] : null);
    const effective = await admin.succeed('GET', `/role_assignments?effective&user.id=${ids.user}`);
    const scopes = effective.role_assignments.map(({ scope }: Json) => (scope.project ?? scope.domain).id);
    const expected = [effect.top && ids.top, effect.leaf && ids.leaf, effect.domain && ids.domain].filter(
      Boolean,
    );
    expect(scopes.sort()).toEqual(expected.sort());
    expect((await admin.call('DELETE', one())).status).toBe(204);
    expect(await admin.fail('DELETE', one())).toBe(404);
    expect((await admin.succeed('GET', list())).roles).toEqual([]);
  });

  it('needs all its parts', async () => {
    for (const method of ['PUT', 'DELETE', 'GET']) {
      expect(await admin.fail(method, one('nothing'))).toBe(404);
      for (const part of [named(target), named(holder)]) {
        const broken = one().replace(part, part.replace(/\/.*/, '/nothing'));
        expect(await admin.fail(method, broken)).toBe(404);
      }
    }
  });

  it('is none of the business of who administers neither', async () => {
    const alice = await nobody.login('alice');
    for (const method of ['PUT', 'DELETE', 'GET']) expect(await alice.fail(method, one())).toBe(404);
    expect(await alice.fail('GET', list())).toBe(404);
  });
});

describe('the list of assignments', () => {
  beforeAll(async () => {
    await admin.succeed('PUT', `/projects/${ids.top}/groups/${ids.group}/roles/${roles.member}`);
    await admin.succeed(
      'PUT',
      `/OS-INHERIT/domains/${ids.domain}/users/${ids.user}/roles/${roles.project_mod}/inherited_to_projects`,
    );
    await admin.succeed('PUT', `/projects/${ids.leaf}/users/${ids.user}/roles/${roles.project_admin}`);
  });

  const list = async (query: string): Promise<Json[]> =>
    (await admin.succeed('GET', `/role_assignments?${query}`)).role_assignments;
  const brief = (rows: Json[]) =>
    rows
      .map(({ role, user, group, scope }) =>
        [role.name, user?.name ?? group.name, (scope.project ?? scope.domain).name].join(' '),
      )
      .sort();

  it('tells what was given, by holder, target and role', async () => {
    expect(brief(await list(`include_names&scope.project.id=${ids.top}`))).toEqual(['member group top']);
    expect(brief(await list(`include_names&user.id=${ids.user}`))).toEqual([
      'project_admin user leaf',
      'project_mod user D',
    ]);
    expect(brief(await list(`include_names&group.id=${ids.group}`))).toEqual(['member group top']);
    expect(brief(await list(`include_names&scope.domain.id=${ids.domain}`))).toEqual(['project_mod user D']);
    expect(brief(await list(`include_names&role.id=${roles.project_admin}`))).toEqual([
      'project_admin user leaf',
    ]);
    expect(brief(await list(`include_names&include_subtree&scope.project.id=${ids.top}`))).toEqual([
      'member group top',
      'project_admin user leaf',
    ]);
    const [inherited] = await list('scope.OS-INHERIT:inherited_to=projects');
    expect(inherited).toEqual({
      role: { id: roles.project_mod },
      user: { id: ids.user },
      scope: { domain: { id: ids.domain }, 'OS-INHERIT:inherited_to': 'projects' },
      links: {
        assignment: `${cloud.identity}/v3/OS-INHERIT/domains/${ids.domain}/users/${ids.user}/roles/${roles.project_mod}/inherited_to_projects`,
      },
    });
    expect((await list('include_names')).length).toBe(4);
    expect(await list('scope.system=all')).toEqual([]);
  });

  it('tells what counts in the end', async () => {
    const all = [
      'member user top',
      'project_admin user leaf',
      'project_mod user leaf',
      'project_mod user top',
    ];
    expect(brief(await list(`include_names&effective&user.id=${ids.user}`))).toEqual(all);
    expect(brief(await list(`include_names&effective&scope.project.id=${ids.leaf}`))).toEqual(
      all.slice(1, 3),
    );
    expect(
      brief(await list(`include_names&effective&user.id=${ids.user}&scope.project.id=${ids.top}`)),
    ).toEqual([all[0], all[3]]);
    expect(brief(await list('include_names&effective'))).toEqual(['admin admin admin', ...all]);
  });

  it('is for administrators, and for everybody about himself', async () => {
    const alice = await nobody.login('alice');
    const own = (await admin.succeed('GET', '/users?name=alice')).users[0].id;
    expect(
      (await alice.succeed('GET', `/role_assignments?user.id=${own}&effective`)).role_assignments,
    ).toEqual([]);
    expect(await alice.fail('GET', '/role_assignments')).toBe(403);
    expect(await alice.fail('GET', `/role_assignments?user.id=${ids.user}`)).toBe(403);
    expect(await alice.fail('GET', `/role_assignments?scope.project.id=${ids.top}`)).toBe(404);
    expect(await admin.fail('GET', `/role_assignments?user.id=${own}&group.id=x`)).toBe(400);
    expect(await admin.fail('GET', '/role_assignments?effective&group.id=x')).toBe(400);
    expect(await admin.fail('GET', '/role_assignments?scope.project.id=x&scope.domain.id=x')).toBe(400);
  });
});
