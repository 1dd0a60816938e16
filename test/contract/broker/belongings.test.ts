/** What is a user's own comes with him: his volume and his floating IP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerClient } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, type RsClient, type RsParts, rsAdmin, rsParts } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let parts: RsParts;
let outside = '';
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  admin = await rsAdmin(cloud);
  parts = await rsParts(cloud);
  const nano = await cloud.login('admin');
  const pool = { gateway: '203.0.113.1', dns: ['203.0.113.1'], provider: 'dhcp', mode: 'external' };
  await nano.succeed('POST', '/address_pools/outside', pool);
  const range = { end: '203.0.113.30', netmask: '255.255.255.0' };
  await nano.succeed('POST', '/address_pools/outside/external/ranges/203.0.113.10', range);
  const { networks } = await admin.succeed('GET', '/networks/');
  outside = networks.find(({ name }: Json) => name === 'outside').id;
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

let projects = 0;
async function project(members: readonly string[], change: object = {}) {
  projects += 1;
  const name = `belongings-${projects}`;
  const body = { name, ...parts, network_id: null, on_release: 'keep', user_volume_enabled: true, ...change };
  const { id } = (await admin.succeed('POST', '/projects/', { project: body })).project;
  const users: string[] = [];
  for (const member of members) users.push(await addMember(cloud, member, id));
  return { id, name, users };
}

/** The id of the desktop that the user gets, and what he is told besides. */
async function handedTo(user: string, auth_tenant: string): Promise<Json> {
  const client = new BrokerClient(cloud.broker, user);
  const { body } = await client.ended(await client.request({ auth_tenant, conn_type: 'ssh' }));
  expect(body).toMatchObject({ status: 'completed' });
  return body;
}

async function volumeOf(user: string, projectId: string): Promise<Json> {
  const query = `?user_id=${user}&project_id=${projectId}`;
  const found = (await admin.succeed('GET', `/volume-assignments/${query}`))['volume-assignments'];
  expect(found).toHaveLength(1);
  return (await admin.succeed('GET', `/volumes/${found[0].volume_id}`)).volume;
}

const unassign = (server: string, user: string) => admin.call('DELETE', `/servers/${server}/users/${user}`);
const addressesOf = async (server: string): Promise<string[]> => {
  const { os_server } = (await admin.succeed('GET', `/servers/${server}?with_os_object=1`)).server;
  return Object.values(os_server.addresses as Json)
    .flat()
    .map((one) => (one as Json)['OS-EXT-IPS:type'] === 'floating' && (one as Json).addr)
    .filter(Boolean);
};

async function floatingIpFor(user: string): Promise<Json> {
  const floating_ip = { floating_network_id: outside };
  const made = (await admin.succeed('POST', '/floating-ips/', { floating_ip })).floating_ip;
  const path = `/users/${user}/floating-ip`;
  expect((await admin.call('POST', path, { floating_ip_id: made.id })).status).toBe(204);
  return made;
}

test('a volume is made for the user, and goes with him to another desktop', async () => {
  const { id, name, users } = await project(['alice'], { volume_size: 2 });
  const [alice = ''] = users;
  const { server: first, warnings } = await handedTo('alice', name);
  expect(warnings).toBeUndefined();
  const volume = await volumeOf(alice, id);
  expect(volume).toMatchObject({ size: 2, status: 'in-use', attachments: [{ server_id: first.id }] });

  expect((await unassign(first.id, alice)).status).toBe(204);
  await poll('it is free', async () => (await volumeOf(alice, id)).status === 'available');
  // Somebody else has it now.
  const bob = await addMember(cloud, 'bob', id);
  await admin.succeed('PUT', `/servers/${first.id}`, { server: { users: [bob] } });
  const { server: second } = await handedTo('alice', name);
  expect(second.id).not.toBe(first.id);
  expect(await volumeOf(alice, id)).toMatchObject({
    id: volume.id,
    attachments: [{ server_id: second.id }],
  });
  expect((await handedTo('bob', name)).server.id).toBe(first.id);
  expect((await volumeOf(bob, id)).id).not.toBe(volume.id);
});

test('a released desktop that is rebuilt keeps nothing of it, and it keeps what it has', async () => {
  const { id, name, users } = await project(['carol'], { on_release: 'rebuild' });
  const [carol = ''] = users;
  const { server } = await handedTo('carol', name);
  const volume = await volumeOf(carol, id);
  expect((await unassign(server.id, carol)).status).toBe(204);
  await poll('it is free', async () => (await volumeOf(carol, id)).status === 'available');
  await poll('the desktop is ready again', async () => {
    const seen = (await admin.succeed('GET', `/servers/${server.id}?with_os_object=1`)).server.os_server;
    return seen.status === 'ACTIVE' && seen['os-extended-volumes:volumes_attached'].length === 0;
  });
  await handedTo('carol', name);
  expect(await volumeOf(carol, id)).toMatchObject({ id: volume.id, status: 'in-use' });
});

test('a volume that its user works with elsewhere stays there, and he is told', async () => {
  const { id, name, users } = await project(['dave']);
  const [dave = ''] = users;
  const { server: first } = await handedTo('dave', name);
  // By a group he keeps it, and his session there goes on.
  const identity = await identityAdmin(cloud);
  const { group } = await identity.succeed('POST', '/groups', { group: { name: 'of dave' } });
  await identity.succeed('PUT', `/groups/${group.id}/users/${dave}`);
  const servers = { servers: [first.id] };
  expect((await admin.call('POST', `/groups/${group.id}/servers/`, servers)).status).toBe(204);
  expect((await unassign(first.id, dave)).status).toBe(204);
  const body = { name: 'second', project_id: id, users: [dave] };
  const [{ id: second }] = (await admin.succeed('POST', '/servers/', { server: body })).servers;
  const told = await handedTo('dave', name);
  expect(told).toMatchObject({
    server: { id: second },
    warnings: [{ code: 1, data: { volume: 'volume_in_session' } }],
    message: expect.stringContaining('Your volume is not attached'),
  });
  expect((await volumeOf(dave, id)).attachments).toMatchObject([{ server_id: first.id }]);
  // When he has ended that session, it comes.
  const { sessions } = await admin.succeed('GET', `/sessions/?instance_id=${first.id}`);
  for (const { session_id } of sessions) await admin.call('DELETE', `/sessions/${session_id}`);
  expect((await handedTo('dave', name)).warnings).toBeUndefined();
  expect((await volumeOf(dave, id)).attachments).toMatchObject([{ server_id: second }]);
});

test('several users’ volumes are on one shared desktop, and each leaves with its user', async () => {
  const { id, name, users } = await project(['erin', 'frank'], { operation_mode: 2 });
  const [erin = '', frank = ''] = users;
  const { server } = await handedTo('erin', name);
  expect((await handedTo('frank', name)).server.id).toBe(server.id);
  for (const user of users)
    expect((await volumeOf(user, id)).attachments).toMatchObject([{ server_id: server.id }]);
  expect((await unassign(server.id, erin)).status).toBe(204);
  await poll('hers is free', async () => (await volumeOf(erin, id)).status === 'available');
  expect((await volumeOf(frank, id)).attachments).toMatchObject([{ server_id: server.id }]);
});

test('a floating IP leads to the desktop that its user holds, and nowhere when he gives it back', async () => {
  const { name, users } = await project(['erin'], { user_volume_enabled: false });
  const [owner = ''] = users;
  const made = await floatingIpFor(owner);
  const seen = async () => (await admin.succeed('GET', `/floating-ips/${made.id}`)).floating_ip;
  expect(await seen()).toMatchObject({ status: 'DOWN', port_id: null });
  const { server } = await handedTo('erin', name);
  expect(await seen()).toMatchObject({ status: 'ACTIVE', port_id: server.id, user_id: owner });
  expect(await addressesOf(server.id)).toEqual([made.floating_ip_address]);

  expect((await unassign(server.id, owner)).status).toBe(204);
  await poll('it leads nowhere', async () => (await seen()).status === 'DOWN');
  expect(await addressesOf(server.id)).toEqual([]);

  const { server: again } = await handedTo('erin', name);
  expect((await seen()).status).toBe('ACTIVE');
  expect((await admin.call('DELETE', `/users/${owner}/floating-ip`)).status).toBe(204);
  await poll('it leads nowhere', async () => (await addressesOf(again.id)).length === 0);
  const given = await floatingIpFor(owner);
  await poll('one that is given while he works leads there', async () => {
    const addresses = await addressesOf(again.id);
    return addresses.length === 1 && addresses[0] === given.floating_ip_address;
  });
  const task = await admin.call('DELETE', `/servers/${again.id}`);
  expect(task.status).toBe(202);
  await poll('the desktop is gone, and it leads nowhere', async () => {
    const { floating_ip } = await admin.succeed('GET', `/floating-ips/${given.id}`);
    return floating_ip.status === 'DOWN';
  });
});
