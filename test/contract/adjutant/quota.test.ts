import { afterAll, beforeAll, expect, it } from 'vitest';
import { AdjutantClient } from '../../support/adjutant-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, mib } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';
import { rsAdmin, rsParts } from '../../support/rs-client.ts';

let cloud: ControlPlane;
beforeAll(async () => {
  const quota_sizes = [
    { name: 'nothing', instances: 0, cores: 0 },
    { name: 'one', instances: 1, cores: 3 },
  ];
  cloud = await startControlPlane({
    cells: 2,
    settings: { adjutant: { port: 0, quota_sizes, default_address_pool: 'projects' } },
  });
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const numbers = {
  instances: 3,
  cores: 9,
  memory_bytes: 3 * 300 * mib,
  disk_bytes: 3 * 700 * mib,
  snapshots: 2,
  addresses: null,
};

/** A project with this quota, to which the group `staff` belongs. */
async function quotaOf(name: string, quota: Json): Promise<string> {
  const identity = await identityAdmin(cloud);
  const admin = await cloud.login('admin');
  const project = (await identity.succeed('POST', '/projects', { project: { name } })).project.id;
  const path = `/cellar/v1/projects/${project}/quota`;
  expect((await admin.raw('PUT', path, quota)).status).toBe(200);
  await admin.raw('PUT', '/cellar/v1/groups/staff/project', { project });
  return project;
}

it('guests of a project that has reached its quota are refused with the numbers', async () => {
  const identity = await identityAdmin(cloud);
  const admin = await cloud.login('admin');
  const project = (await identity.succeed('POST', '/projects', { project: { name: 'web' } })).project.id;
  await admin.raw('PUT', '/cellar/v1/groups/staff/project', { project });
  const aliceId = (await identity.succeed('GET', '/users?name=alice')).users[0].id;
  const roles = (await identity.succeed('GET', '/roles')).roles;
  const roleId = roles.find(({ name }: { name: string }) => name === 'project_admin').id;
  await identity.succeed('PUT', `/projects/${project}/users/${aliceId}/roles/${roleId}`);
  const own = await identity.login('alice', { project: { id: project } });
  const client = new AdjutantClient(cloud.adjutant, own.token);
  await client.call('POST', '/v1/openstack/quotas', { size: 'one' });
  const administrator = new AdjutantClient(cloud.adjutant, identity.token);
  const [task] = (await administrator.call('GET', '/v1/tasks')).body.tasks;
  expect((await administrator.call('POST', `/v1/tasks/${task.uuid}`, { approved: true })).status).toBe(200);
  const alice = await cloud.login('alice');
  const templates = await alice.get('/templates/');
  const id = await createdGuest(alice, guestRequest(templates[0].id, { name: 'only' }));
  const second = await alice.call('POST', '/guests/', guestRequest(templates[0].id, { name: 'second' }));
  expect(second.message).toContain('instances 1, in use 1, wanted 1 more');
  const usage = (await client.call('GET', '/v1/openstack/quotas')).body.regions[0].current_usage;
  expect(usage).toMatchObject({ nova: { instances: 1, cores: 2, ram: 256 } });
  expect(await client.tell('POST', '/v1/openstack/quotas', { size: 'none' })).toEqual([
    400,
    { errors: { size: ['Quota size: none is not valid'] } },
  ]);
  await administrator.call('POST', '/v1/openstack/quotas', {});
  expect(await client.tell('POST', '/v1/openstack/quotas', { size: 'nothing' })).toEqual([
    400,
    { errors: ['Unable to update the quotas for the given regions'] },
  ]);
  await alice.call('DELETE', `/guests/${id}`);
  await poll('it is deleted', async () => (await alice.call('GET', `/guests/${id}`)).error_code !== 0);
});

it('creations at once never exceed it, and what is gone makes room', async () => {
  await quotaOf('parallel', { quota: numbers });
  const alice = await cloud.login('alice');
  const template = (await alice.get('/templates/'))[0].id;
  const asked = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      alice.call('POST', '/guests/', guestRequest(template, { name: `guest-${n}` })),
    ),
  );
  const made = asked.filter(({ error_code }) => error_code === 0);
  expect(made).toHaveLength(3);
  const refused = asked.filter(({ error_code }) => error_code !== 0).map(({ message }) => message);
  expect(new Set(refused)).toEqual(
    new Set(['the quota of the project is exceeded: instances 3, in use 3, wanted 1 more']),
  );
  const [first, second, third] = made.map(({ data }) => data.id);
  for (const id of [first, second, third])
    await poll('it is created', async () => (await alice.call('GET', `/guests/${id}`)).status === 200);

  const change = (id: string, what: string, body: Json) => alice.call('PUT', `/guests/${id}/${what}`, body);
  const beyond = async (answer: Promise<Json>) => expect((await answer).message).toContain('quota');
  const grown = await Promise.all([first, second, third].map((id) => change(id, 'cores', { cores: 4 })));
  expect(grown.filter(({ error_code }) => error_code === 0)).toHaveLength(1);
  await beyond(change(first, 'memory', { memory: 512 * mib }));
  await beyond(change(first, 'disks/resize/1', { size: 512 * mib }));
  const snapshots = await Promise.all(
    [first, second, third].map((id) => alice.call('POST', `/instances/${id}/snapshots/`, { name: 'one' })),
  );
  expect(snapshots.filter(({ error_code }) => error_code === 0)).toHaveLength(2);
  const taken = [first, second, third].filter((_, index) => snapshots[index]?.error_code === 0);
  await alice.call('DELETE', `/instances/${taken[0]}/snapshots/one`);
  await poll('there is room for a snapshot', async () => {
    const answer = await alice.call('POST', `/instances/${taken[0]}/snapshots/`, { name: 'two' });
    return answer.error_code === 0;
  });
  await alice.call('DELETE', `/guests/${third}`);
  await poll('there is room for a guest', async () => {
    const answer = await alice.call('POST', '/guests/', guestRequest(template, { name: 'next', cores: 1 }));
    return answer.error_code === 0;
  });
});

it('the RS API refuses with its own number', async () => {
  const admin = await rsAdmin(cloud);
  const body = { name: 'limited', ...(await rsParts(cloud)) };
  const { id } = (await admin.succeed('POST', '/projects/', { project: body })).project;
  const nano = await cloud.login('admin');
  expect((await nano.raw('PUT', `/cellar/v1/projects/${id}/quota`, { quota: { instances: 0 } })).status).toBe(
    200,
  );
  const server = { name: 'one', project_id: id };
  expect(await admin.fail('POST', '/servers/', { server })).toBe('403 12');
  const room = { quota: { disk_bytes: 3 * 1024 * mib } };
  await nano.raw('PUT', `/cellar/v1/projects/${id}/quota`, room);
  const volume = { name: 'data', size: 2, project_id: id };
  await admin.succeed('POST', '/volumes/', { volume });
  expect(await admin.fail('POST', '/volumes/', { volume: { ...volume, name: 'more' } })).toBe('403 12');
});

it('quotas are shown and set by administrators, as sizes or numbers', async () => {
  const [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  const project = await quotaOf('numbers', { quota: numbers });
  const path = `/cellar/v1/projects/${project}/quota`;
  const put = async (body: Json) => {
    const answer = await admin.raw('PUT', path, body);
    return [answer.status, await answer.json()] as [number, Json];
  };
  const shown = (await (await admin.raw('GET', path)).json()) as Json;
  expect(shown.quota).toMatchObject({ project, size: 'custom', quota: numbers });
  expect((await put({ size: 'one' }))[1].quota).toMatchObject({ size: 'one', quota: { cores: 3 } });
  expect((await put({ quota: null }))[1].quota).toMatchObject({ size: 'custom', quota: null });
  for (const body of [{}, { size: 'none' }, { quota: { cores: -1 } }, { quota: { other: 1 } }])
    expect([body, (await put(body))[0]]).toEqual([body, 400]);
  expect((await alice.raw('GET', path)).status).toBe(403);
  expect((await admin.raw('GET', '/cellar/v1/projects/none/quota')).status).toBe(404);
});

it('guests of a project that signed up with a network have its addresses and its policy', async () => {
  const [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  await admin.succeed('POST', '/address_pools/projects', { gateway: '10.9.0.1' });
  const range = { end: '10.9.0.20', netmask: '255.255.255.0' };
  await admin.succeed('POST', '/address_pools/projects/internal/ranges/10.9.0.10', range);
  const nobody = new AdjutantClient(cloud.adjutant);
  const wish = { project_name: 'wired', email: 'wired@example.com', setup_network: true };
  await nobody.call('POST', '/v1/openstack/sign-up', wish);
  const identity = await identityAdmin(cloud);
  const administrator = new AdjutantClient(cloud.adjutant, identity.token);
  const [task] = (await administrator.call('GET', '/v1/tasks')).body.tasks;
  expect((await administrator.call('POST', `/v1/tasks/${task.uuid}`, { approved: true })).status).toBe(200);
  const [project] = (await identity.succeed('GET', '/projects?name=wired')).projects;
  await admin.raw('PUT', '/cellar/v1/groups/staff/project', { project: project.id });
  const template = (await alice.get('/templates/'))[0].id;
  const id = await createdGuest(alice, guestRequest(template, { name: 'wired' }));
  const { allocated } = await admin.get('/address_pools/projects');
  expect(allocated).toMatchObject([{ address: '10.9.0.10', instance: id }]);
  expect(await alice.get(`/guests/${id}/security_policy/`)).toMatchObject({ default_action: 'reject' });
});
