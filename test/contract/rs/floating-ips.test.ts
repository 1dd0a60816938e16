import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import { type RsClient, rsAdmin, rsUser } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
const network = { inside: '', outside: '' };
const nobody = '11111111-2222-4333-8444-555555555555';
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await rsAdmin(cloud);
  const nano = await cloud.login('admin');
  for (const [name, mode] of [
    ['inside', 'internal'],
    ['outside', 'external'],
  ] as const) {
    const pool = { gateway: '203.0.113.1', dns: ['203.0.113.1'], provider: 'dhcp', mode };
    await nano.succeed('POST', `/address_pools/${name}`, pool);
    const range = { end: '203.0.113.12', netmask: '255.255.255.0' };
    await nano.succeed('POST', `/address_pools/${name}/${mode}/ranges/203.0.113.10`, range);
  }
  const { networks } = await admin.succeed('GET', '/networks/');
  for (const { id, name } of networks)
    if (name === 'inside' || name === 'outside') network[name as 'inside'] = id;
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const make = async (more: object = {}): Promise<string> => {
  const floating_ip = { floating_network_id: network.outside, ...more };
  return (await admin.succeed('POST', '/floating-ips/', { floating_ip })).floating_ip.id;
};

async function userId(name: string): Promise<string> {
  return (await (await identityAdmin(cloud)).succeed('GET', `/users?name=${name}`)).users[0].id;
}

test('an address of an external network is taken and given back', async () => {
  const id = await make({ floating_ip_address: '203.0.113.11', description: 'for one' });
  const { floating_ip } = await admin.succeed('GET', `/floating-ips/${id}`);
  expect(floating_ip).toMatchObject({
    id,
    floating_network_id: network.outside,
    floating_ip_address: '203.0.113.11',
    description: 'for one',
    user_id: null,
  });
  const send = (more: object) =>
    admin.fail('POST', '/floating-ips/', { floating_ip: { floating_network_id: network.outside, ...more } });
  expect(await send({ floating_ip_address: '203.0.113.11' })).toBe('409 1');
  expect(await send({ floating_ip_address: '10.0.0.1' })).toBe('400 9');
  expect(await send({ floating_network_id: network.inside })).toBe('400 9');
  expect(await send({ floating_network_id: nobody })).toBe('400 9');
  await make();
  await make();
  expect(await send({})).toBe('503 1');
  for (const { id: one } of (await admin.succeed('GET', '/floating-ips/')).floating_ips)
    expect((await admin.call('DELETE', `/floating-ips/${one}`)).status).toBe(204);
  expect(await admin.fail('DELETE', `/floating-ips/${id}`)).toBe('404 1');
});

test('a user has one at most, and nobody else has it', async () => {
  const [first, second] = [await make(), await make()];
  const [alice, bob] = [await userId('alice'), await userId('bob')];
  const path = `/users/${alice}/floating-ip`;
  expect(await admin.fail('DELETE', path)).toBe('404 1');
  expect((await admin.call('PUT', path, { floating_ip_id: first })).status).toBe(204);
  expect(await admin.fail('POST', path, { floating_ip_id: second })).toBe('409 1');
  expect(await admin.fail('POST', `/users/${bob}/floating-ip`, { floating_ip_id: first })).toBe('409 1');
  expect(await admin.fail('PUT', `/users/${bob}/floating-ip`, { floating_ip_id: first })).toBe('409 1');
  expect(await admin.fail('POST', path, { floating_ip_id: nobody })).toBe('404 1');
  expect(await admin.fail('POST', `/users/${nobody}/floating-ip`, { floating_ip_id: second })).toBe('404 1');
  expect(await admin.fail('POST', path, {})).toBe('400 9');
  expect((await admin.call('PUT', path, { floating_ip_id: second })).status).toBe(204);
  expect(await admin.succeed('GET', `/users/${alice}`)).toEqual({
    user: [{ id: alice, floating_ip_id: second }],
  });
  expect(await admin.succeed('GET', '/users/')).toEqual({ users: [{ id: alice, floating_ip_id: second }] });
  expect(await admin.fail('DELETE', `/floating-ips/${second}`)).toBe('409 1');
  expect((await admin.call('DELETE', path)).status).toBe(204);
  expect(await admin.succeed('GET', `/users/${alice}`)).toEqual({ user: [{ id: alice }] });
});

test('others may not', async () => {
  const bob = await rsUser(cloud, 'bob');
  const body = { floating_ip: { floating_network_id: network.outside } };
  expect(await bob.fail('POST', '/floating-ips/', body)).toBe('403 1');
  expect(await bob.fail('GET', '/floating-ips/')).toBe('403 1');
  expect(await bob.fail('PUT', `/users/${nobody}/floating-ip`, { floating_ip_id: nobody })).toBe('403 1');
});
