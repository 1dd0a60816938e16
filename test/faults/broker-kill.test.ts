/** `kill -9` of the control plane while users get their desktops: each request comes to its end, and nobody shares a desktop. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerClient } from '../support/broker-client.ts';
import { testPassword } from '../support/control-plane.ts';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import { adminProject, IdentityClient } from '../support/identity-client.ts';
import { poll } from '../support/poll.ts';
import { RsClient } from '../support/rs-client.ts';
import { contradictions } from './consistency.ts';

const MiB = 2 ** 20;
const people = Array.from({ length: 8 }, (_, n) => `person${n}`);
let cluster: RunningDevCluster;
let user: DevUser;
let identity: IdentityClient;
let rs: RsClient;
const parts = { image_id: '', flavor_id: '' };

beforeAll(async () => {
  cluster = await startDevCluster({ cells: 2, hypervisor: 'fake' });
  user = await DevUser.login(cluster);
  identity = await new IdentityClient(cluster.identity).login(cluster.user, adminProject, cluster.password);
  rs = new RsClient(cluster.rs, identity.token);
  parts.image_id = await user.uploadImage('desktop', 2 * MiB);
  const flavor = { name: 'small', vcpus: 1, ram: 64, disk: 1 };
  parts.flavor_id = (await rs.succeed('POST', '/flavors/', { flavor })).flavor.id;
  for (const name of people)
    await identity.succeed('POST', '/users', {
      user: { name, password: testPassword, domain_id: 'default' },
    });
});
afterAll(() => cluster?.stop());

async function projectOfAll(name: string): Promise<string> {
  const project = { name, ...parts, on_release: 'keep', min_reserve_vm: 3 };
  const { id } = (await rs.succeed('POST', '/projects/', { project })).project;
  const { roles } = await identity.succeed('GET', '/roles?name=member');
  for (const person of people) {
    const { users } = await identity.succeed('GET', `/users?name=${person}`);
    await identity.succeed('PUT', `/projects/${id}/users/${users[0].id}/roles/${roles[0].id}`);
  }
  return id;
}

/** From before the first allocation until after the first answers. */
test.each([0, 150, 600])('requests go on that were interrupted after %i ms', async (afterMs) => {
  const name = `killed-${afterMs}`;
  await projectOfAll(name);
  const clients = people.map((person) => new BrokerClient(cluster.broker, person));
  const about = { auth_tenant: name, ip_address: '192.0.2.7' };
  const requests = await Promise.all(clients.map((client) => client.request(about)));
  await delay(afterMs);
  await killDevProgram(cluster.data, 'control-plane');
  await reviveDevPrograms(cluster, ['control-plane', 'cell1', 'cell2']);
  await poll('the broker answers', async () =>
    fetch(`${cluster.broker}/v1/`).then(
      () => true,
      () => false,
    ),
  );
  const desktops: string[] = [];
  for (const [index, request] of requests.entries()) {
    const { status, body } = (await clients[index]?.ended(request)) ?? { status: 0, body: null };
    expect([status, body?.status]).toEqual([200, 'completed']);
    desktops.push(body.server.id);
  }
  expect(new Set(desktops).size).toBe(people.length);
  for (const id of desktops) {
    const { sessions } = await rs.succeed('GET', `/sessions/?instance_id=${id}`);
    expect(sessions).toMatchObject([{ client_ip: '192.0.2.7', closed_at: null }]);
  }
  await user.settled();
  expect(await contradictions(cluster.data, user)).toEqual([]);
});
