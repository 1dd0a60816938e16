import { afterAll, beforeAll, expect, it } from 'vitest';
import { AdjutantClient } from '../../support/adjutant-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
beforeAll(async () => {
  const quota_sizes = [{ name: 'one', instances: 1, cores: 3 }];
  cloud = await startControlPlane({ cells: 1, settings: { adjutant: { port: 0, quota_sizes } } });
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

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
  await createdGuest(alice, guestRequest(templates[0].id, { name: 'first' }));
  const second = await alice.call('POST', '/guests/', guestRequest(templates[0].id, { name: 'second' }));
  expect(second.message).toContain('instances 1, in use 1, wanted 1 more');
  const usage = (await client.call('GET', '/v1/openstack/quotas')).body.regions[0].current_usage;
  expect(usage).toMatchObject({ nova: { instances: 1, cores: 2, ram: 256 } });
});
