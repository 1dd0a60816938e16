import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import { addMember, type RsClient, type RsParts, rsAdmin, rsParts } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let parts: RsParts;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await rsAdmin(cloud);
  parts = await rsParts(cloud);
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function create(name: string, change: object = {}): Promise<string> {
  const { project } = await admin.succeed('POST', '/projects/', { project: { name, ...parts, ...change } });
  return project.id;
}

const refusal = (project: unknown) => admin.fail('POST', '/projects/', { project });
const script = Buffer.from('#!/bin/sh\necho hello\n').toString('base64');

describe('a new project', () => {
  test('says only its id and has the defaults', async () => {
    const { status, body } = await admin.call('POST', '/projects/', { project: { name: 'plain', ...parts } });
    expect([status, Object.keys(body.project)]).toEqual([201, ['id']]);
    const { id } = body.project;
    expect(await admin.succeed('GET', `/projects/${id}`)).toEqual({
      project: {
        id,
        ...parts,
        network_id: null,
        availability_zone: 'default',
        operation_mode: '1',
        instance_init_script: null,
        min_reserve_vm: null,
        instance_name_pattern: null,
        user_volume_enabled: false,
        volume_size: null,
        volume_type_id: null,
        on_release: 'rebuild',
        max_users_per_vm: null,
        reserve_shrink: false,
        volatile: false,
        idle_timeout: null,
        disconnect_timeout: null,
        max_session_length: null,
        timeout_action: 'stop',
        access_calendar: null,
        maintenance: null,
      },
    });
  });

  test('has what it was made with, in whatever form clients write it', async () => {
    const { volume_types: types } = await admin.succeed('GET', '/volume-types/');
    const id = await create('all', {
      enabled: 'False',
      operation_mode: 2,
      availability_zone: 'nova',
      instance_init_script: script,
      min_reserve_vm: 3,
      instance_name_pattern: 'desk-***',
      user_volume_enabled: 'True',
      volume_type_id: types[0].id,
      on_release: 'keep',
    });
    const { project } = await admin.succeed('GET', `/projects/${id}?with_os_object=1`);
    expect(project).toMatchObject({
      operation_mode: '2',
      availability_zone: 'nova',
      instance_init_script: script,
      min_reserve_vm: 3,
      instance_name_pattern: 'desk-***',
      user_volume_enabled: true,
      volume_size: 1,
      volume_type_id: types[0].id,
      on_release: 'keep',
    });
    expect(project.os_project.enabled).toBe(false);
  });

  test('is an identity project with the tag trs, and told as such', async () => {
    const id = await create('object', { description: 'about', tags: 'blue', operation_mode: '2' });
    const { project } = await admin.succeed('GET', `/projects/${id}/?with_os_object=True`);
    expect(project.os_project).toEqual({
      id,
      name: 'object',
      description: 'about',
      domain_id: 'default',
      enabled: true,
      is_domain: false,
      parent_id: 'default',
      tags: ['blue', 'trs'],
      links: { self: `${cloud.identity}/v3/projects/${id}` },
      project_type: 'TRS',
      ...parts,
      network_id: null,
      availability_zone: 'default',
      operation_mode: '2',
    });
    const keystone = await identityAdmin(cloud);
    expect((await keystone.succeed('GET', `/projects/${id}`)).project.tags).toEqual(['blue', 'trs']);
    await keystone.succeed('PATCH', `/projects/${id}`, { project: { tags: ['green'] } });
    const again = await admin.succeed('GET', `/projects/${id}?with_os_object=true`);
    expect(again.project.os_project.tags).toEqual(['green', 'trs']);
  });

  test('lies below its parent, or in the domain that is named as its parent', async () => {
    const parent = await create('parent');
    const below = await create('below', { parent_id: parent.replaceAll('-', '') });
    const beside = await create('beside', { parent_id: 'default', domain_id: 'default' });
    const os = async (id: string) =>
      (await admin.succeed('GET', `/projects/${id}?with_os_object=true`)).project.os_project;
    expect(await os(below)).toMatchObject({ parent_id: parent, domain_id: 'default' });
    expect(await os(beside)).toMatchObject({ parent_id: 'default', domain_id: 'default' });
  });

  test('may act as a domain of the same id', async () => {
    const id = await create('island', { is_domain: true });
    const keystone = await identityAdmin(cloud);
    expect((await keystone.succeed('GET', `/domains/${id}`)).domain.name).toBe('island');
    const { project } = await admin.succeed('GET', `/projects/${id}?with_os_object=true`);
    expect(project.os_project).toMatchObject({ is_domain: true, domain_id: null });
  });

  test.each([
    ['without a flavor', { flavor_id: undefined }, '400 9'],
    ['without an image', { image_id: undefined }, '400 9'],
    ['without a name', { name: undefined }, '400 9'],
    ['with an empty name', { name: ' ' }, '400 9'],
    ['with a name of 65 characters', { name: 'x'.repeat(65) }, '400 9'],
    ['with an unknown flavor', { flavor_id: 'none' }, '400 9'],
    ['with an unknown image', { image_id: 'none' }, '400 9'],
    ['with an unknown network', { network_id: 'none' }, '400 9'],
    ['with an unknown zone', { availability_zone: 'none' }, '400 9'],
    ['with an unknown volume type', { volume_type_id: 'none' }, '400 9'],
    ['with an unknown domain', { domain_id: 'none' }, '404 1'],
    ['with an unknown parent', { parent_id: 'none' }, '404 1'],
    ['in the mode 3', { operation_mode: '3' }, '400 9'],
    ['with a script that is no base64', { instance_init_script: 'a' }, '400 9'],
    ['with a script of more than 64 KiB', { instance_init_script: 'AAAA'.repeat(22_000) }, '400 9'],
    ['with a negative reserve', { min_reserve_vm: -1 }, '400 9'],
    ['with half a volume', { volume_size: 0.5 }, '400 9'],
    ['enabled perhaps', { enabled: 'perhaps' }, '400 9'],
    ['with a comma in a tag', { tags: ['a,b'] }, '400 9'],
    ['with a release that is none', { on_release: 'burn' }, '400 9'],
  ])('%s is refused, and nothing of it stays', async (name, change, expected) => {
    expect(await refusal({ name: name.slice(0, 60), ...parts, ...change })).toBe(expected);
    const { projects } = await admin.succeed(
      'GET',
      `/projects/?name=${encodeURIComponent(name.slice(0, 60))}`,
    );
    expect(projects).toEqual([]);
    const { projects: left } = await (await identityAdmin(cloud)).succeed('GET', `/projects?name=${name}`);
    expect(left).toEqual([]);
  });

  test('needs a name of its own within the domain', async () => {
    await create('once');
    expect(await refusal({ name: 'once', ...parts })).toBe('409 1');
  });

  test('tells which field is wrong', async () => {
    const { body } = await admin.call('POST', '/projects/', {
      project: { name: 'x', ...parts, flavor_id: 'no' },
    });
    expect(body.error.data).toEqual({
      errors: { flavor_id: ["flavor_id 'no' is no flavor"] },
      parameter: 'flavor_id',
    });
  });
});

describe('a change', () => {
  test('leaves what is absent, empties by null and answers with the whole', async () => {
    const id = await create('changing', { min_reserve_vm: 2, instance_name_pattern: 'a-*', volume_size: 4 });
    const answer = await admin.succeed('PUT', `/projects/${id}`, {
      project: { name: 'changed', enabled: 'False', min_reserve_vm: null, operation_mode: '2' },
    });
    expect(answer.project).toMatchObject({
      id,
      ...parts,
      min_reserve_vm: null,
      instance_name_pattern: 'a-*',
      volume_size: 4,
      operation_mode: '1',
    });
    expect(await admin.succeed('GET', `/projects/${id}`)).toEqual(answer);
    const { projects } = await admin.succeed('GET', '/projects/?name=changed&with_os_object=true');
    expect(projects[0].os_project).toMatchObject({ name: 'changed', enabled: false });
  });

  test('of something that does not exist changes nothing', async () => {
    const id = await create('steady');
    const change = { project: { name: 'unsteady', image_id: 'none' } };
    expect(await admin.fail('PUT', `/projects/${id}`, change)).toBe('400 9');
    expect((await admin.succeed('GET', '/projects/?name=unsteady')).projects).toEqual([]);
    expect(await admin.fail('PUT', `/projects/${id}`, { project: { name: 'plain' } })).toBe('409 1');
  });

  test('moves a project that is no part of a tree to another domain', async () => {
    const keystone = await identityAdmin(cloud);
    const { domain } = await keystone.succeed('POST', '/domains', { domain: { name: 'far' } });
    const id = await create('moving');
    await admin.succeed('PUT', `/projects/${id}`, { project: { domain_id: domain.id } });
    expect(
      (await admin.succeed('GET', '/projects/?domain=far')).projects.map(
        ({ id: one }: RsParts & { id: string }) => one,
      ),
    ).toEqual([id]);
    const below = await create('leaf', { parent_id: await create('trunk') });
    const move = { project: { domain_id: domain.id } };
    expect(await admin.fail('PUT', `/projects/${below}`, move)).toBe('409 1');
    expect(await admin.fail('PUT', `/projects/${id}`, { project: { domain_id: 'none' } })).toBe('404 1');
  });
});

describe('the list', () => {
  const idsOf = async (query: string): Promise<string[]> =>
    (await admin.succeed('GET', `/projects/?${query}`)).projects.map(({ id }: { id: string }) => id);

  test('has no script and no pattern, and the OpenStack object when asked', async () => {
    const id = await create('listed', { instance_init_script: script });
    const plain = (await admin.succeed('GET', '/projects')).projects;
    const keys = Object.keys(plain.find((one: { id: string }) => one.id === id));
    expect(keys.sort()).toEqual([
      'availability_zone',
      'flavor_id',
      'id',
      'image_id',
      'network_id',
      'operation_mode',
      'user_volume_enabled',
      'volume_size',
      'volume_type_id',
    ]);
    const whole = (await admin.succeed('GET', '/projects?with_os_object=true')).projects;
    expect(whole.every((one: { os_project?: object }) => one.os_project !== undefined)).toBe(true);
  });

  test('is filtered by name, state, mode, domain name and user id, and by nothing it does not know', async () => {
    const first = await create('filter-1', { operation_mode: '2' });
    const second = await create('filter-2', { enabled: false });
    const alice = await addMember(cloud, 'alice', first);
    expect(await idsOf('name=filter-1')).toEqual([first]);
    expect(await idsOf('name=filter')).toEqual([]);
    expect(await idsOf('name=filter-2&enabled=False')).toEqual([second]);
    expect(await idsOf('name=filter-2&enabled=true')).toEqual([]);
    expect(await idsOf('operation_mode=2&name=filter-1')).toEqual([first]);
    expect(await idsOf('domain=default&name=filter-1')).toEqual([first]);
    expect(await idsOf('domain=Default&name=filter-1&colour=blue')).toEqual([first]);
    expect(await idsOf('domain=none')).toEqual([]);
    expect(await idsOf(`user=${alice.replaceAll('-', '')}`)).toEqual([first]);
    expect(await idsOf('user=nobody')).toEqual([]);
    expect(await admin.fail('GET', '/projects/?operation_mode=3')).toBe('400 9');
  });

  test('holds users who have their role by a group', async () => {
    const keystone = await identityAdmin(cloud);
    const id = await create('grouped');
    const { group } = await keystone.succeed('POST', '/groups', {
      group: { name: 'deskers', domain_id: 'default' },
    });
    const { users } = await keystone.succeed('GET', '/users?name=carol');
    const { roles } = await keystone.succeed('GET', '/roles?name=member');
    await keystone.succeed('PUT', `/groups/${group.id}/users/${users[0].id}`);
    await keystone.succeed('PUT', `/projects/${id}/groups/${group.id}/roles/${roles[0].id}`);
    expect(await idsOf(`user=${users[0].id}`)).toEqual([id]);
  });

  test('knows no ordinary projects', async () => {
    const { project } = await (await identityAdmin(cloud)).succeed('POST', '/projects', {
      project: { name: 'ordinary', tags: ['trs'] },
    });
    expect(await idsOf('name=ordinary')).toEqual([]);
    expect(await admin.fail('GET', `/projects/${project.id}`)).toBe('404 1');
  });
});

test('the settings are those of projects that say nothing', async () => {
  expect(await admin.succeed('GET', '/projects/actions/get-settings')).toEqual({
    project_settings: { instance_name_pattern: 'trs-**', default_availability_zone: 'default' },
  });
});

test('a deleted project is gone from the identity, too', async () => {
  const id = await create('leaving');
  expect((await admin.call('DELETE', `/projects/${id}/`)).status).toBe(204);
  expect(await admin.fail('GET', `/projects/${id}`)).toBe('404 1');
  expect(await admin.fail('DELETE', `/projects/${id}`)).toBe('404 1');
  expect(await (await identityAdmin(cloud)).fail('GET', `/projects/${id}`)).toBe(404);
});

test('the usual network is one that guests are inside of, not where floating IPs come from', async () => {
  const nano = await cloud.login('admin');
  const pool = { gateway: '10.9.0.1', dns: [], provider: 'dhcp' };
  await nano.succeed('POST', '/address_pools/a-outside', { ...pool, mode: 'external' });
  const network = async (name: string) =>
    (await admin.succeed('GET', `/projects/${await create(name)}`)).project.network_id;
  expect(await network('without')).toBeNull();
  await nano.succeed('POST', '/address_pools/b-desks', { ...pool, mode: 'internal' });
  const { networks } = await admin.succeed('GET', '/networks/');
  const desks = networks.find((one: { name: string }) => one.name === 'b-desks');
  expect(await network('within')).toBe(desks.id);
});
