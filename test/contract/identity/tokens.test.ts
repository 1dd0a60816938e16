import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { adminProject, IdentityClient, identityAdmin, passwordAuth } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let nobody: IdentityClient;
let admin: IdentityClient;
let demo: Json;
let roles: Record<string, string>;
beforeAll(async () => {
  cloud = await startControlPlane();
  nobody = new IdentityClient(cloud.identity);
  admin = await identityAdmin(cloud);
  demo = (await admin.succeed('POST', '/projects', { project: { name: 'demo' } })).project;
  const listed: Json[] = (await admin.succeed('GET', '/roles')).roles;
  roles = Object.fromEntries(listed.map(({ name, id }) => [name, id]));
  await admin.succeed('PUT', `/projects/${demo.id}/users/${await idOf('alice')}/roles/${roles.member}`);
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function idOf(user: string): Promise<string> {
  return (await admin.succeed('GET', `/users?name=${user}`)).users[0].id;
}
const onDemo = () => ({ project: { id: demo.id } });

describe('versions', () => {
  it('are told to everybody', async () => {
    const root = await fetch(`${cloud.identity}/`);
    expect(root.status).toBe(300);
    expect(((await root.json()) as Json).versions.values[0]).toMatchObject({ id: 'v3.14', status: 'stable' });
    for (const path of ['', '/']) {
      const { status, body } = await nobody.call('GET', path);
      expect(status).toBe(200);
      expect(body.version.links).toEqual([{ rel: 'self', href: `${cloud.identity}/v3/` }]);
    }
  });
});

describe('a token by password', () => {
  it('is unscoped without a scope: no roles, no catalogue', async () => {
    const { status, headers, body } = await nobody.call('POST', '/auth/tokens', passwordAuth('alice'));
    expect(status).toBe(201);
    expect(headers.get('X-Subject-Token')).toMatch(/^[\w-]{43}$/);
    expect(body.token).toEqual({
      methods: ['password'],
      user: {
        id: await idOf('alice'),
        name: 'alice',
        domain: { id: 'default', name: 'Default' },
        password_expires_at: null,
      },
      audit_ids: [expect.any(String)],
      issued_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      expires_at: expect.stringMatching(/Z$/),
    });
    expect(Date.parse(body.token.expires_at) - Date.parse(body.token.issued_at)).toBe(3_600_000);
  });

  it('for a project has its roles and the catalogue', async () => {
    const scope = { project: { name: 'demo', domain: { name: 'default' } } };
    const { body } = await nobody.call('POST', '/auth/tokens', passwordAuth('alice', scope));
    expect(body.token).toMatchObject({
      project: { id: demo.id, name: 'demo', domain: { id: 'default', name: 'Default' } },
      is_domain: false,
      roles: [{ id: roles.member, name: 'member' }],
    });
    const urls = body.token.catalog.map(({ type, endpoints }: Json) => [type, endpoints[0].url]);
    expect(urls).toContainEqual(['identity', `${cloud.identity}/v3`]);
    expect(urls).toContainEqual(['nano', `${cloud.origin}/api/v1`]);
    const without = await nobody.call('POST', '/auth/tokens?nocatalog', passwordAuth('alice', scope));
    expect(without.body.token.catalog).toBeUndefined();
  });

  it('for a domain has the roles given on the domain', async () => {
    await admin.succeed('PUT', `/domains/default/users/${await idOf('carol')}/roles/${roles.admin}`);
    const { body } = await nobody.call(
      'POST',
      '/auth/tokens',
      passwordAuth('carol', { domain: { id: 'default' } }),
    );
    expect(body.token).toMatchObject({
      domain: { id: 'default', name: 'Default' },
      roles: [{ name: 'admin' }],
    });
    expect(body.token.project).toBeUndefined();
    await admin.succeed('DELETE', `/domains/default/users/${await idOf('carol')}/roles/${roles.admin}`);
  });

  it('goes to the default project, if the user may be there and asks for nothing else', async () => {
    const { user } = await admin.succeed('POST', '/users', {
      user: { name: 'homer', password: testPassword, default_project_id: demo.id },
    });
    const unscoped = await nobody.call('POST', '/auth/tokens', passwordAuth('homer'));
    expect(unscoped.body.token.project).toBeUndefined();
    await admin.succeed('PUT', `/projects/${demo.id}/users/${user.id}/roles/${roles.member}`);
    const scoped = await nobody.call('POST', '/auth/tokens', passwordAuth('homer'));
    expect(scoped.body.token.project.id).toBe(demo.id);
    for (const scope of ['unscoped', { unscoped: {} } as never] as const) {
      const asked = await nobody.call('POST', '/auth/tokens', passwordAuth('homer', scope));
      expect(asked.body.token.project).toBeUndefined();
    }
  });

  it('takes the user by his id', async () => {
    const user = { id: await idOf('alice'), password: testPassword };
    const auth = { identity: { methods: ['password'], password: { user } } };
    expect((await nobody.call('POST', '/auth/tokens', { auth })).status).toBe(201);
  });

  it.each([
    ['a wrong password', passwordAuth('alice', undefined, 'Wrong-2024')],
    ['no such user', passwordAuth('nobody')],
    ['no such domain', passwordAuth('alice@nowhere')],
    ['no such project', passwordAuth('alice', { project: { id: 'nothing' } })],
    ['a project without a role there', passwordAuth('bob', adminProject)],
    ['a domain without a role there', passwordAuth('alice', { domain: { id: 'default' } })],
  ])('is refused for %s, all alike', async (_, auth) => {
    const { status, headers, body } = await nobody.call('POST', '/auth/tokens', auth);
    expect(status).toBe(401);
    expect(body.error).toEqual({ code: 401, message: expect.any(String), title: 'Unauthorized' });
    expect(headers.get('WWW-Authenticate')).toBe(`Keystone uri="${cloud.identity}/v3"`);
    expect(headers.get('X-Subject-Token')).toBeNull();
  });

  it('is audited, and so is a refusal, without passwords', async () => {
    const nano = await cloud.login('admin');
    const { audit }: Json = await (await nano.raw('GET', '/cellar/v1/audit?limit=1000')).json();
    const rows = audit.filter(({ action }: Json) => action === 'create-token');
    expect(new Set(rows.map(({ outcome }: Json) => outcome))).toEqual(new Set(['done', 'refused']));
    expect(rows[0].actor.via).toBe('identity');
    expect(JSON.stringify(audit)).not.toContain(testPassword);
    expect(JSON.stringify(audit)).not.toContain('Wrong-2024');
  });
});

describe('a token by token', () => {
  it('changes the scope, names its ancestor, and never lives longer', async () => {
    const first = await nobody.call('POST', '/auth/tokens', passwordAuth('alice'));
    const id = first.headers.get('X-Subject-Token');
    const auth = { identity: { methods: ['token'], token: { id } }, scope: onDemo() };
    const second = await nobody.call('POST', '/auth/tokens', { auth });
    expect(second.status).toBe(201);
    expect(second.body.token.methods).toEqual(['password', 'token']);
    expect(second.body.token.expires_at).toBe(first.body.token.expires_at);
    expect(second.body.token.audit_ids[1]).toBe(first.body.token.audit_ids[0]);
  });

  it('is refused for a token that is none', async () => {
    const auth = (id: string) => ({ auth: { identity: { methods: ['token'], token: { id } } } });
    expect(await nobody.fail('POST', '/auth/tokens', auth('none'))).toBe(401);
    const session = (await cloud.login('alice')).session;
    expect(await nobody.fail('POST', '/auth/tokens', auth(session))).toBe(401);
  });
});

describe('looking at a token', () => {
  it('is for its own user, for administrators and for services', async () => {
    const alice = await nobody.login('alice', onDemo());
    const look = (asker: IdentityClient, subject = alice) =>
      asker.call('GET', '/auth/tokens', undefined, { 'X-Subject-Token': subject.token });
    for (const asker of [alice, admin]) {
      const { status, headers, body } = await look(asker);
      expect(status).toBe(200);
      expect(headers.get('X-Subject-Token')).toBe(alice.token);
      expect(body.token.user.name).toBe('alice');
    }
    const bob = await nobody.login('bob');
    expect((await look(bob)).status).toBe(404);
    const { role } = await admin.succeed('POST', '/roles', { role: { name: 'service' } });
    await admin.succeed('PUT', `/projects/${demo.id}/users/${await idOf('bob')}/roles/${role.id}`);
    expect((await look(await nobody.login('bob', onDemo()))).status).toBe(200);
    expect((await look(bob)).status).toBe(404);
    const head = await admin.call('HEAD', '/auth/tokens', undefined, { 'X-Subject-Token': alice.token });
    expect([head.status, head.body]).toEqual([200, null]);
  });

  it('needs a token itself, and a subject that is one', async () => {
    expect(await nobody.fail('GET', '/auth/tokens')).toBe(401);
    expect(await new IdentityClient(cloud.identity, 'none').fail('GET', '/auth/tokens')).toBe(401);
    expect(await admin.fail('GET', '/auth/tokens')).toBe(404);
  });
});

describe('the end of a token', () => {
  it('comes with its revocation, by its user or an administrator', async () => {
    for (const revoker of [undefined, admin]) {
      const alice = await nobody.login('alice');
      const bob = await nobody.login('bob');
      const headers = { 'X-Subject-Token': alice.token };
      expect((await bob.call('DELETE', '/auth/tokens', undefined, headers)).status).toBe(404);
      expect((await (revoker ?? alice).call('DELETE', '/auth/tokens', undefined, headers)).status).toBe(204);
      expect(await alice.fail('GET', '/auth/projects')).toBe(401);
      expect((await admin.call('DELETE', '/auth/tokens', undefined, headers)).status).toBe(404);
    }
  });

  it('comes with the last role on its project', async () => {
    const bart = await admin.succeed('POST', '/users', { user: { name: 'bart', password: testPassword } });
    const grant = `/projects/${demo.id}/users/${bart.user.id}/roles/${roles.member}`;
    await admin.succeed('PUT', grant);
    const token = await nobody.login('bart', onDemo());
    const unscoped = await nobody.login('bart');
    await admin.succeed('DELETE', grant);
    expect(await token.fail('GET', '/auth/projects')).toBe(401);
    expect((await unscoped.succeed('GET', '/auth/projects')).projects).toEqual([]);
  });

  it('comes when its project is disabled, and stays when it is enabled again', async () => {
    const { project } = await admin.succeed('POST', '/projects', { project: { name: 'brief' } });
    await admin.succeed('PUT', `/projects/${project.id}/users/${await idOf('alice')}/roles/${roles.member}`);
    const alice = await nobody.login('alice', { project: { id: project.id } });
    await admin.succeed('PATCH', `/projects/${project.id}`, { project: { enabled: false } });
    expect(await alice.fail('GET', '/auth/projects')).toBe(401);
    await admin.succeed('PATCH', `/projects/${project.id}`, { project: { enabled: true } });
    expect(await alice.fail('GET', '/auth/projects')).toBe(401);
  });
});

describe('one identity', () => {
  it('a token for the project admin is an administrator of the Nano API, one for another project is not', async () => {
    const list = async (token: string) => {
      const answer = await fetch(`${cloud.origin}/api/v1/users/`, { headers: { 'X-Auth-Token': token } });
      return (await answer.json()) as Json;
    };
    expect((await list(admin.token)).data).toContain('alice');
    expect((await list((await nobody.login('alice', onDemo())).token)).error_code).toBe(500);
  });

  it('a Nano session is a credential here, all menus are worth the role admin', async () => {
    const session = new IdentityClient(cloud.identity, (await cloud.login('admin')).session);
    expect((await session.succeed('GET', '/users')).users.length).toBeGreaterThan(5);
    const alice = new IdentityClient(cloud.identity, (await cloud.login('alice')).session);
    expect(await alice.fail('GET', '/users')).toBe(403);
  });

  it('a user with all menus may scope to the project admin without a role there', async () => {
    const nano = await cloud.login('admin');
    await nano.succeed('POST', '/users/second', { password: testPassword });
    await nano.succeed('POST', '/user_groups/admin/members/second', {});
    const second = await nobody.login('second', adminProject);
    expect((await second.succeed('GET', '/auth/projects')).projects.map(({ name }: Json) => name)).toEqual([
      'admin',
    ]);
    expect((await second.succeed('GET', '/domains')).domains).toHaveLength(1);
  });

  it('lists what a token may be scoped to, and the services', async () => {
    const alice = await nobody.login('alice');
    const { projects } = await alice.succeed('GET', '/auth/projects');
    expect(projects.map(({ name }: Json) => name)).toEqual(['brief', 'demo']);
    expect((await alice.succeed('GET', '/auth/domains')).domains).toEqual([]);
    expect((await alice.succeed('GET', '/auth/catalog')).catalog.length).toBeGreaterThan(1);
    expect(await nobody.fail('GET', '/auth/catalog')).toBe(401);
  });

  it('failed logins here and at the Nano API count together', async () => {
    const wrong = passwordAuth('erin', undefined, 'Wrong-2024');
    for (let n = 0; n < 5; n += 1) {
      expect((await nobody.call('POST', '/auth/tokens', wrong)).status).toBe(401);
      await cloud.nobody.fail('POST', '/sessions/', { user: 'erin', password: 'Wrong-2024', nonce: 'x' });
    }
    const { status, headers, body } = await nobody.call('POST', '/auth/tokens', passwordAuth('erin'));
    expect([status, body.error.title]).toEqual([429, 'Too Many Requests']);
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(
      await cloud.nobody.fail('POST', '/sessions/', { user: 'erin', password: testPassword, nonce: 'x' }),
    ).toContain('too many attempts');
  });
});
