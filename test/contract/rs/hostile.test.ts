/** Whatever is sent is answered in this API's form, and nothing of it stays that was refused. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { type RsClient, type RsParts, rsAdmin, rsParts } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let parts: RsParts;
let projectId: string;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await rsAdmin(cloud);
  parts = await rsParts(cloud);
  projectId = (await admin.succeed('POST', '/projects', { project: { name: 'target', ...parts } })).project
    .id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const keys = [
  'name',
  'enabled',
  'description',
  'parent_id',
  'is_domain',
  'tags',
  'domain_id',
  'flavor_id',
  'image_id',
  'operation_mode',
  'network_id',
  'availability_zone',
  'instance_init_script',
  'min_reserve_vm',
  'instance_name_pattern',
  'user_volume_enabled',
  'volume_size',
  'volume_type_id',
  'on_release',
  'max_users_per_vm',
];
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.double(),
  fc.constantFrom(null, '', '1', 1, 'True', 'default', -1, 2 ** 53, '__proto__', 'nova'),
);
const oddProject = fc.dictionary(fc.constantFrom(...keys), odd, { maxKeys: 6 });

async function isAnswered(method: string, path: string, body: unknown): Promise<void> {
  const { status, body: answer } = await admin.call(method, path, body);
  if (status < 300) return;
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(answer.error).toEqual({
    code: expect.any(Number),
    message: expect.any(String),
    data: expect.any(Object),
  });
}

test('odd projects are made or refused', async () => {
  await fc.assert(
    fc.asyncProperty(oddProject, (project) =>
      isAnswered('POST', '/projects/', { project: { ...parts, ...project } }),
    ),
    { numRuns: 150 },
  );
  await admin.succeed('GET', '/projects/?with_os_object=true');
});

test('odd changes are made or refused', async () => {
  await fc.assert(
    fc.asyncProperty(oddProject, (project) => isAnswered('PUT', `/projects/${projectId}`, { project })),
    { numRuns: 150 },
  );
  await admin.succeed('GET', `/projects/${projectId}?with_os_object=true`);
});

test('odd flavors are made or refused', async () => {
  const flavor = fc.dictionary(fc.constantFrom('name', 'vcpus', 'ram', 'disk', 'description'), odd);
  await fc.assert(
    fc.asyncProperty(flavor, (change) =>
      isAnswered('POST', '/flavors/', { flavor: { name: 'odd', vcpus: 1, ram: 64, ...change } }),
    ),
    { numRuns: 150 },
  );
  await admin.succeed('GET', '/flavors/');
});

test('of many who want one name at once, one has it', async () => {
  const project = { name: 'wanted', ...parts };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => admin.call('POST', '/projects/', { project })),
  );
  const codes = answers.map(({ status }) => status);
  expect(codes.filter((status) => status === 201)).toHaveLength(1);
  expect(codes.filter((status) => status === 409)).toHaveLength(19);
  expect((await admin.succeed('GET', '/projects/?name=wanted')).projects).toHaveLength(1);
});

test('a flavor is deleted before a project takes it, or not at all', async () => {
  for (let round = 0; round < 10; round += 1) {
    const flavor = { name: `brief-${round}`, vcpus: 1, ram: 64 };
    const { id } = (await admin.succeed('POST', '/flavors/', { flavor })).flavor;
    const project = { name: `brief-${round}`, ...parts, flavor_id: id };
    const [made, deleted] = await Promise.all([
      admin.call('POST', '/projects/', { project }),
      admin.call('DELETE', `/flavors/${id}`),
    ]);
    expect(['201 409', '400 204']).toContain(`${made.status} ${deleted.status}`);
  }
});
