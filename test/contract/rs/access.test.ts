/** Who may do what: every endpoint for somebody without a credential, a member, and administrators of something else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { adminProject, type IdentityClient, identityAdmin } from '../../support/identity-client.ts';
import { addMember, RsClient, type RsParts, rsAdmin, rsParts, rsUser } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let keystone: IdentityClient;
let admin: RsClient;
let parts: RsParts;
let projectId: string;
let adminId: string;
/** Administrator of the domain `far`; of the project `own`; a member of it. */
let ofDomain: RsClient;
let ofProject: RsClient;
let member: RsClient;
let farId: string;

beforeAll(async () => {
  cloud = await startControlPlane();
  keystone = await identityAdmin(cloud);
  admin = await rsAdmin(cloud);
  parts = await rsParts(cloud);
  projectId = (await admin.succeed('POST', '/projects', { project: { name: 'own', ...parts } })).project.id;
  const scope = { project: { id: projectId } };
  await addMember(cloud, 'alice', projectId);
  await addMember(cloud, 'bob', projectId, 'admin');
  member = await rsUser(cloud, 'alice', scope);
  ofProject = await rsUser(cloud, 'bob', scope);
  adminId = (await keystone.succeed('GET', '/users?name=admin')).users[0].id;
  farId = (await keystone.succeed('POST', '/domains', { domain: { name: 'far' } })).domain.id;
  const user = { name: 'fiona', domain_id: farId, password: testPassword };
  const { user: fiona } = await keystone.succeed('POST', '/users', { user });
  const { roles } = await keystone.succeed('GET', '/roles?name=admin');
  await keystone.succeed('PUT', `/domains/${farId}/users/${fiona.id}/roles/${roles[0].id}`);
  ofDomain = await rsUser(cloud, `fiona@${farId}`, { domain: { id: farId } });
});
afterAll(() => cloud[Symbol.asyncDispose]());

const flavor = { flavor: { name: 'any', vcpus: 1, ram: 64 } };
const endpoints = (): [string, string, unknown?][] => [
  ['POST', '/projects/', { project: { name: 'any', ...parts } }],
  ['GET', '/projects/'],
  ['GET', '/projects/actions/get-settings'],
  ['GET', `/projects/${projectId}`],
  ['PUT', `/projects/${projectId}`, { project: { description: 'taken' } }],
  ['DELETE', `/projects/${projectId}`],
  ['GET', `/projects/${projectId}/statistics`],
  ['POST', '/flavors/', flavor],
  ['GET', '/flavors/'],
  ['GET', `/flavors/${parts.flavor_id}`],
  ['PUT', `/flavors/${parts.flavor_id}`, flavor],
  ['DELETE', `/flavors/${parts.flavor_id}`],
  ['GET', '/networks/'],
  ['GET', '/networks/any'],
  ['GET', '/availability-zones/'],
  ['GET', '/availability-zones/default'],
  ['GET', '/volume-types/'],
  ['GET', '/volume-types/local'],
  ['GET', '/users/'],
  ['GET', `/users/${adminId}`],
];
/** Everybody with a credential has an answer to these, of what is his. */
const open: [string, string][] = [
  ['GET', '/info'],
  ['GET', '/tasks/'],
  ['GET', '/images/'],
];

async function each(client: RsClient): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const [method, path, body] of endpoints()) {
    const shown = `${method} ${path.replace(projectId, 'own').replace(parts.flavor_id, 'id').replace(adminId, 'id')}`;
    answers[shown] = await client.fail(method, path, body);
  }
  return answers;
}

test.each(['', 'nonsense'])('nobody gets in with the credential %j', async (token) => {
  const stranger = new RsClient(cloud.rs, token);
  const answers = Object.values(await each(stranger));
  for (const [method, path] of open) answers.push(await stranger.fail(method, path));
  expect(new Set(answers)).toEqual(new Set(['401 24']));
  const { headers, body } = await stranger.call('GET', '/projects');
  expect([headers.get('WWW-Authenticate'), body.error.data]).toEqual(['X-Auth-Token', {}]);
});

test('a member of a project gets nothing but what is everybody’s', async () => {
  expect(new Set(Object.values(await each(member)))).toEqual(new Set(['403 1']));
  const { body } = await member.call('GET', '/projects');
  expect(body.error).toEqual({
    code: 1,
    message: 'Forbidden',
    data: expect.objectContaining({ reason: 'missing_role' }),
  });
  for (const [method, path] of open) await member.succeed(method, path);
});

test('an administrator of a project has that project only', async () => {
  const { projects } = await ofProject.succeed('GET', '/projects');
  expect(projects.map(({ id }: { id: string }) => id)).toEqual([projectId]);
  await ofProject.succeed('GET', `/projects/${projectId}/statistics`);
  const other = (await admin.succeed('POST', '/projects', { project: { name: 'other', ...parts } })).project
    .id;
  expect(await ofProject.fail('GET', `/projects/${other}`)).toBe('404 1');
  expect(await ofProject.fail('DELETE', `/projects/${projectId}`)).toBe('403 1');
  expect(await ofProject.fail('POST', '/projects', { project: { name: 'more', ...parts } })).toBe('403 1');
  expect(await ofProject.fail('POST', '/flavors', flavor)).toBe('403 1');
  const away = { project: { domain_id: farId } };
  expect(await ofProject.fail('PUT', `/projects/${projectId}`, away)).toBe('403 1');
  expect(await ofProject.fail('GET', `/users/${adminId}`)).toBe('404 1');
});

describe('an administrator of a domain', () => {
  test('does not see what lies in others', async () => {
    expect((await ofDomain.succeed('GET', '/projects')).projects).toEqual([]);
    expect((await ofDomain.succeed('GET', '/projects?domain=default')).projects).toEqual([]);
    for (const [method, path, body] of [
      ['GET', `/projects/${projectId}`],
      ['PUT', `/projects/${projectId}`, { project: {} }],
      ['DELETE', `/projects/${projectId}`],
      ['GET', `/projects/${projectId}/statistics`],
      ['GET', `/users/${adminId}`],
    ] as const)
      expect(await ofDomain.fail(method, path, body)).toBe('404 1');
    expect(await ofDomain.fail('POST', '/flavors', flavor)).toBe('403 1');
  });

  test('does not make desktops of images that he may not see', async () => {
    const project = { name: 'thief', ...parts, domain_id: farId };
    expect(await ofDomain.fail('POST', '/projects', { project })).toBe('400 9');
    expect(await ofDomain.fail('POST', '/projects', { project: { ...project, domain_id: 'default' } })).toBe(
      '403 1',
    );
  });

  test('has the projects of his own', async () => {
    const project = { name: 'far one', ...parts, domain_id: farId };
    const { id } = (await admin.succeed('POST', '/projects', { project })).project;
    expect((await ofDomain.succeed('GET', '/projects')).projects).toHaveLength(1);
    const { project: changed } = await ofDomain.succeed('PUT', `/projects/${id}`, {
      project: { min_reserve_vm: 1 },
    });
    expect(changed.min_reserve_vm).toBe(1);
    expect((await ofDomain.call('DELETE', `/projects/${id}`)).status).toBe(204);
  });
});

test.each(['Nano-Session', 'Authorization', 'X-Auth-Token'])(
  'a credential is taken from %s',
  async (header) => {
    const nano = await cloud.login('admin');
    const answer = await nano.raw('POST', '/cellar/v1/api-tokens', { name: header.toLowerCase() });
    const { api_token: made } = (await answer.json()) as { api_token: { token: string } };
    const value =
      header === 'Nano-Session'
        ? nano.session
        : header === 'Authorization'
          ? `Bearer ${made.token}`
          : made.token;
    const { status } = await fetch(`${cloud.rs}/v1/projects/`, { headers: { [header]: value } });
    expect(status).toBe(200);
  },
);

test('a revoked token is none', async () => {
  const again = await keystone.login('admin', adminProject);
  const client = new RsClient(cloud.rs, again.token);
  await client.succeed('GET', '/info');
  await again.call('DELETE', '/auth/tokens', undefined, { 'X-Subject-Token': again.token });
  expect(await client.fail('GET', '/info')).toBe('401 24');
});
