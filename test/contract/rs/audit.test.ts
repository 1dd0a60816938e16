/** Every changing route on servers, sessions, volumes and floating IPs leaves an audit row of its request. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, type RsClient, rsAdmin, rsParts } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let nano: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  admin = await rsAdmin(cloud);
  nano = await cloud.login('admin');
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

async function audited(method: string, path: string, body?: unknown): Promise<Json> {
  const answer = await admin.call(method, path, body);
  expect([method, path, answer.status < 300]).toEqual([method, path, true]);
  const requestId = answer.headers.get('X-Request-Id');
  const found = await nano.raw('GET', `/cellar/v1/audit?request_id=${requestId}`);
  const { audit } = (await found.json()) as Json;
  expect([method, path, audit.length > 0]).toEqual([method, path, true]);
  return answer.body;
}

test('servers, assignments and sessions', async () => {
  const body = { name: 'audited', ...(await rsParts(cloud)), on_release: 'keep' };
  const { project } = await admin.succeed('POST', '/projects/', { project: body });
  const me = await addMember(cloud, 'admin', project.id);
  const server = { name: 'audited', project_id: project.id };
  const { servers } = await audited('POST', '/servers/', { server });
  const { id } = servers[0];
  const status = async () => (await admin.succeed('GET', `/servers/${id}?with_os_object=1`)).server.os_server;
  await poll('it runs', async () => {
    const { status: now, ...seen } = await status();
    return now === 'ACTIVE' && seen['OS-EXT-STS:task_state'] === null;
  });
  const { groups } = await (
    await fetch(`${cloud.identity}/v3/groups`, { headers: { 'X-Auth-Token': admin.token } })
  ).json();
  const group = groups[0].id;
  await audited('POST', `/servers/${id}/users/`, { users: [me] });
  await audited('POST', `/servers/${id}/groups/`, { groups: [group] });
  await audited('POST', `/users/${me}/servers/`, { servers: [id] });
  await audited('POST', `/groups/${group}/servers/`, { servers: [id] });
  const first = await audited('POST', '/sessions/', { session: { instance_id: id } });
  const close = { session: { closed_at: first.session.created_at } };
  await audited('PUT', `/sessions/${first.session.session_id}`, close);
  const second = await audited('POST', '/sessions/', { session: { instance_id: id } });
  await audited('DELETE', `/sessions/${second.session.session_id}`);
  await audited('PUT', `/servers/${id}`, { server: { users: [me] } });
  await audited('DELETE', `/servers/${id}/users/${me}`);
  await audited('POST', `/servers/${id}/groups/`, { groups: [group] });
  await audited('DELETE', `/servers/${id}/groups/${group}`);
  const { task_id } = await audited('POST', `/servers/${id}/actions/stop?force=1`);
  await poll('it is off', async () => (await admin.succeed('GET', `/tasks/${task_id}`)).status === 'SUCCESS');
  await audited('DELETE', `/servers/${id}`);
});

test('volumes', async () => {
  const body = { name: 'with-volumes', ...(await rsParts(cloud)), on_release: 'keep' };
  const { project } = await admin.succeed('POST', '/projects/', { project: body });
  const me = await addMember(cloud, 'admin', project.id);
  const server = { name: 'with-volumes', project_id: project.id };
  const [{ id }] = (await admin.succeed('POST', '/servers/', { server })).servers;
  const ended = async (task: string) =>
    await poll('it is done', async () => (await admin.succeed('GET', `/tasks/${task}`)).status === 'SUCCESS');
  await poll('it runs', async () => {
    const seen = (await admin.succeed('GET', `/servers/${id}?with_os_object=1`)).server.os_server;
    return seen.status === 'ACTIVE' && seen['OS-EXT-STS:task_state'] === null;
  });
  const { volume } = await audited('POST', '/volumes/', { volume: { size: 1, project_id: project.id } });
  await audited('PUT', `/volumes/${volume.id}`, { volume: { name: 'named' } });
  await ended((await audited('POST', `/servers/${id}/volumes`, { volume_id: volume.id })).task_id);
  await ended((await audited('DELETE', `/servers/${id}/volumes/${volume.id}`)).task_id);
  const assignment = { user_id: me, project_id: project.id, volume_id: volume.id };
  const made = await audited('POST', '/volume-assignments/', assignment);
  await audited('DELETE', `/volume-assignments/${made['volume-assignment'].id}`);
  await ended((await audited('DELETE', `/volumes/${volume.id}`)).task_id);
});

test('floating IPs', async () => {
  const pool = { gateway: '203.0.113.1', dns: ['203.0.113.1'], provider: 'dhcp', mode: 'external' };
  await nano.succeed('POST', '/address_pools/outside', pool);
  const range = { end: '203.0.113.12', netmask: '255.255.255.0' };
  await nano.succeed('POST', '/address_pools/outside/external/ranges/203.0.113.10', range);
  const { networks } = await admin.succeed('GET', '/networks/');
  const floating_ip = { floating_network_id: networks[0].id };
  const made = await audited('POST', '/floating-ips/', { floating_ip });
  const { users } = await (
    await fetch(`${cloud.identity}/v3/users?name=alice`, { headers: { 'X-Auth-Token': admin.token } })
  ).json();
  const path = `/users/${users[0].id}/floating-ip`;
  const body = { floating_ip_id: made.floating_ip.id };
  await audited('POST', path, body);
  await audited('PUT', path, body);
  await audited('DELETE', path);
  await audited('DELETE', `/floating-ips/${made.floating_ip.id}`);
});
