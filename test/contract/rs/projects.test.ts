import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import { type RsClient, type RsParts, rsAdmin, rsParts } from '../../support/rs-client.ts';

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

test('a project says only its id and has the defaults', async () => {
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
    },
  });
});

test('with its OpenStack object', async () => {
  const id = await create('object', { description: 'about', tags: 'blue', operation_mode: 2 });
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
  const seen = await (await identityAdmin(cloud)).succeed('GET', `/projects/${id}`);
  expect(seen.project).toMatchObject({ name: 'object', tags: ['blue', 'trs'] });
});
