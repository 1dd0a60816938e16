/** Whatever is sent, the answer is Keystone's error with a status below 500. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { IdentityClient, identityAdmin, passwordAuth } from '../../support/identity-client.ts';

let cloud: ControlPlane;
let nobody: IdentityClient;
let admin: IdentityClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  nobody = new IdentityClient(cloud.identity);
  admin = await identityAdmin(cloud);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const creations = ['users', 'groups', 'projects', 'domains', 'roles'] as const;
const wrong = [
  null,
  true,
  0,
  -1,
  1e300,
  '',
  'x',
  [],
  ['x'],
  {},
  { name: null },
  'x'.repeat(100_000),
  '\u0000',
  '\ud800',
];

describe('bodies', () => {
  it.each([
    ['no JSON', '{"auth":'],
    ['no object', '[]'],
    ['text', '"auth"'],
    ['empty', ''],
    ['null', 'null'],
    ['too deep', `${'{"auth":'.repeat(100)}1${'}'.repeat(100)}`],
    ['too large', `{"auth":"${'x'.repeat(1_100_000)}"}`],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('latin1')],
  ])('that are %s are refused', async (_, body) => {
    expect(await nobody.fail('POST', '/auth/tokens', body)).toBe(400);
    for (const resource of creations) expect(await admin.fail('POST', `/${resource}`, body)).toBe(400);
  });

  it('with values of a wrong type are refused', async () => {
    for (const resource of creations) {
      const key = resource.slice(0, -1);
      for (const value of wrong) {
        expect(await admin.fail('POST', `/${resource}`, { [key]: value }), JSON.stringify(value)).toBe(400);
        if (value !== 'x')
          expect(await admin.fail('POST', `/${resource}`, { [key]: { name: value } })).toBe(400);
      }
    }
    const fields = ['domain_id', 'default_project_id', 'email', 'description', 'enabled', 'password'];
    for (const field of fields) {
      for (const value of [1, {}, [], '\u0000']) {
        expect(await admin.fail('POST', '/users', { user: { name: 'x', [field]: value } })).toBe(400);
      }
    }
    for (const field of ['parent_id', 'is_domain', 'tags', 'enabled']) {
      for (const value of [1, {}, ['a,b'], '\u0000']) {
        expect(await admin.fail('POST', '/projects', { project: { name: 'x', [field]: value } })).toBe(400);
      }
    }
  });

  it('of a login with unknown methods or scopes, or without a part, are refused', async () => {
    const user = { name: 'alice', domain: { id: 'default' }, password: testPassword };
    const password = { user };
    for (const identity of [
      ...wrong,
      { methods: [] },
      { methods: ['saml2'], saml2: {} },
      { methods: ['password'] },
      { methods: ['token'], password },
      { methods: ['password'], password: { user: { name: 'alice', password: testPassword } } },
      { methods: ['password'], password: { user: { ...user, password: 5 } } },
      { methods: ['password'], password: { user: { ...user, domain: {} } } },
    ]) {
      expect(await nobody.fail('POST', '/auth/tokens', { auth: { identity } })).toBe(400);
    }
    for (const scope of [
      true,
      'everything',
      [],
      {},
      { system: { all: true } },
      { project: {} },
      { project: { name: 'x' } },
      { project: { id: 'a' }, domain: { id: 'b' } },
      { domain: { id: 5 } },
    ]) {
      const { auth } = passwordAuth('alice');
      expect(await nobody.fail('POST', '/auth/tokens', { auth: { ...auth, scope } })).toBe(400);
    }
  });

  it('never get their passwords back', async () => {
    const secret = 'Rather\u0000Secret-2024';
    const { body } = await admin.call('POST', '/users', { user: { name: 'x', password: secret } });
    expect(JSON.stringify(body)).not.toContain('Rather');
    const login = await nobody.call('POST', '/auth/tokens', passwordAuth('alice', undefined, secret));
    expect(JSON.stringify(login.body)).not.toContain('Rather');
  });
});

describe('paths, methods and headers', () => {
  it('that do not exist are told so', async () => {
    for (const path of ['/nothing', '/users/x/y/z', '/projects/x/robots/y/roles', '/auth']) {
      expect(await admin.fail('GET', path)).toBe(404);
    }
    expect(await admin.fail('PUT', '/users')).toBe(405);
    expect(await admin.fail('GET', '/users/%zz')).toBe(400);
    const root = await fetch(`${cloud.identity}/v2.0/tokens`);
    expect([root.status, root.headers.get('Content-Type')]).toEqual([404, expect.stringContaining('json')]);
  });

  it('with a slash at the end are the same', async () => {
    expect((await admin.succeed('GET', '/users/')).users.length).toBeGreaterThan(1);
    expect((await nobody.call('POST', '/auth/tokens/', passwordAuth('alice'))).status).toBe(201);
  });

  it.each(['x', '%00', '%0d%0a', '..%2f..%2fetc', "'%20or%201=1", '%F0%9F%92%A9', 'x'.repeat(5_000)])(
    'with the id %s find nothing',
    async (id) => {
      for (const resource of creations) {
        for (const method of ['GET', 'DELETE'] as const) {
          expect([400, 404]).toContain(await admin.fail(method, `/${resource}/${id}`));
        }
      }
      expect(await admin.fail('PUT', `/projects/${id}/users/${id}/roles/${id}`)).toBe(404);
      expect((await admin.call('GET', `/users?name=${id}&domain_id=${id}`)).body.users).toEqual([]);
    },
  );

  it.each(['x', 'Bearer x', 'ä', "' or 1=1 --", 'x'.repeat(8_000)])(
    'with the token %s are refused',
    async (token) => {
      const header = Buffer.from(token).toString('latin1');
      for (const headers of [{ 'X-Auth-Token': header }, { Authorization: `Bearer ${header}` }]) {
        expect((await nobody.call('GET', '/users', undefined, headers)).status).toBe(401);
      }
      const looked = await admin.call('GET', '/auth/tokens', undefined, { 'X-Subject-Token': header });
      expect(looked.status).toBe(404);
    },
  );

  it('without a token are refused everywhere', async () => {
    for (const [method, path] of [
      ['GET', '/auth/tokens'],
      ['DELETE', '/auth/tokens'],
      ['GET', '/auth/projects'],
      ['GET', '/auth/domains'],
      ['GET', '/auth/catalog'],
      ['GET', '/role_assignments'],
      ...creations.flatMap((resource) => [
        ['GET', `/${resource}`],
        ['POST', `/${resource}`],
        ['GET', `/${resource}/x`],
        ['PATCH', `/${resource}/x`],
        ['DELETE', `/${resource}/x`],
      ]),
      ['POST', '/users/x/password'],
      ['GET', '/users/x/groups'],
      ['GET', '/users/x/projects'],
      ['GET', '/groups/x/users'],
      ...['GET', 'PUT', 'DELETE'].flatMap((verb) => [
        [verb, '/groups/x/users/y'],
        [verb, '/projects/x/users/y/roles/z'],
        [verb, '/domains/x/groups/y/roles/z'],
        [verb, '/OS-INHERIT/projects/x/users/y/roles/z/inherited_to_projects'],
      ]),
      ['GET', '/projects/x/users/y/roles'],
      ['GET', '/OS-INHERIT/domains/x/groups/y/roles/inherited_to_projects'],
    ] as [string, string][]) {
      expect([method, path, await nobody.fail(method, path)]).toEqual([method, path, 401]);
    }
  });
});

it('before the first run nobody gets in', async () => {
  await using empty = await startControlPlane({ users: false });
  const client = new IdentityClient(empty.identity);
  expect(await client.fail('POST', '/auth/tokens', passwordAuth('admin'))).toBe(401);
  expect(await client.fail('GET', '/users')).toBe(401);
});
