/** What all endpoints have in common, and what strangers may throw at them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { type RsClient, rsAdmin } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await rsAdmin(cloud);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const lists = [
  'projects',
  'flavors',
  'networks',
  'images',
  'availability-zones',
  'volume-types',
  'users',
  'tasks',
];

test.each(lists)('%s answers with and without a slash at its end, without a redirect', async (name) => {
  const bare = await admin.call('GET', `/${name}`);
  const slashed = await admin.call('GET', `/${name}/`);
  expect([bare.status, slashed.status, slashed.body]).toEqual([200, 200, bare.body]);
});

test('a body reaches its endpoint with a slash or without', async () => {
  for (const path of ['/flavors', '/flavors/']) {
    const flavor = { name: `of ${path}`, vcpus: 1, ram: 64 };
    expect((await admin.call('POST', path, { flavor })).status).toBe(201);
  }
});

describe('a body', () => {
  test.each([
    '',
    '{',
    '[]',
    '"text"',
    '{"flavor":[]}',
    '{"flavor":null}',
    '{"flavor":{"name":"x","vcpus":1,"ram":64,}}',
    '{"Flavor":{"name":"x","vcpus":1,"ram":64}}',
    '{"flavor":{"name":"x\\u0000","vcpus":1,"ram":64}}',
    '{"flavor":{"name":"\\ud800","vcpus":1,"ram":64}}',
    '{"flavor":{"name":{"$ne":1},"vcpus":1,"ram":64}}',
    `{"flavor":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    `{"flavor":{"name":"${'x'.repeat(2 ** 21)}"}}`,
  ])('%.40s… is refused with the fields', async (body) => {
    const answer = await admin.call('POST', '/flavors/', body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 9]);
    expect(Object.values(answer.body.error.data.errors)).toEqual([[expect.any(String)]]);
  });

  test('need not say that it is JSON', async () => {
    const answer = await fetch(`${cloud.rs}/v1/flavors/`, {
      method: 'POST',
      headers: { 'X-Auth-Token': admin.token, 'Content-Type': 'text/plain; charset=utf-8' },
      body: '{"flavor":{"name":"Größe","vcpus":"1","ram":"64"},"more":true}',
    });
    expect(answer.status).toBe(201);
    expect((await answer.json()).flavor.name).toBe('Größe');
  });
});

describe('a path', () => {
  test.each(['/none', '/projects/a/b/c', '/projects//statistics', '/servers/x/y/z', '/../v3/users'])(
    '%s is unknown',
    async (path) => {
      expect(await admin.fail('GET', path)).toBe('404 1');
    },
  );

  test.each([
    ['DELETE', '/projects/', 'GET, HEAD, POST'],
    ['POST', '/networks/', 'GET, HEAD'],
    ['PATCH', '/flavors/x', 'DELETE, GET, HEAD, PUT'],
    ['POST', '/tasks/x', 'GET, HEAD'],
  ])('%s %s is not allowed', async (method, path, allow) => {
    const { status, headers, body } = await admin.call(method, path);
    expect([status, headers.get('Allow'), body.error.code]).toEqual([405, allow, 1]);
  });

  test.each([
    '%00',
    '%ff',
    '%',
    '%2e%2e%2f',
    "'%20or%201=1--",
    'x'.repeat(5_000),
    '%F0%9F%92%A9',
    '__proto__',
    'actions',
    '-1',
    'constructor',
  ])('with the id %.20s is no crash', async (id) => {
    for (const name of [
      'projects',
      'flavors',
      'networks',
      'images',
      'availability-zones',
      'volume-types',
      'users',
      'tasks',
    ]) {
      expect(await admin.fail('GET', `/${name}/${id}`)).toMatch(/^40[04] /);
    }
    expect(await admin.fail('GET', `/projects/${id}/statistics`)).toMatch(/^40[04] /);
    expect(await admin.fail('DELETE', `/projects/${id}`)).toMatch(/^40[0-5] /);
    expect(await admin.fail('PUT', `/flavors/${id}`, { flavor: {} })).toMatch(/^40[04] /);
  });

  test('with an unusual query is no crash', async () => {
    for (const query of [
      'name=%00',
      'name=a&name=b',
      'enabled=',
      'domain=%F0',
      '=',
      '&&',
      'user=__proto__',
      'operation_mode=1e0',
    ])
      expect((await admin.call('GET', `/projects/?${query}`)).status).toBeLessThan(500);
  });
});

test('literal paths are not taken for ids', async () => {
  expect(Object.keys(await admin.succeed('GET', '/projects/actions/get-settings/'))).toEqual([
    'project_settings',
  ]);
});

test('the catalogue and the endpoints name the listener', async () => {
  const nano = await cloud.login('admin');
  const answer = await nano.raw('GET', '/cellar/v1/endpoints');
  expect(await answer.json()).toMatchObject({ endpoints: { rs: cloud.rs } });
});
