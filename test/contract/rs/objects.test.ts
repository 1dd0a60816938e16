/** Flavors, networks, images, availability zones, volume types, information. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { type RsClient, type RsParts, rsAdmin, rsParts } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let nano: NanoClient;
let admin: RsClient;
let parts: RsParts;
beforeAll(async () => {
  const settings = { rs: { port: 0, licence: { name: 'Laboratoria', expire_at: 1_545_955_200 } } };
  cloud = await startControlPlane({ settings });
  admin = await rsAdmin(cloud);
  nano = await cloud.login('admin');
  parts = await rsParts(cloud);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const inUse = (change: object) =>
  admin.succeed('POST', '/projects/', { project: { name: `p-${Math.random()}`, ...parts, ...change } });

describe('a flavor', () => {
  test('is made, read, listed, changed and deleted', async () => {
    const flavor = { name: 'c2_r1G', vcpus: 2, ram: 1024, disk: 10, description: 'two cores' };
    const { status, body } = await admin.call('POST', '/flavors/', { flavor });
    expect([status, body.flavor]).toEqual([201, expect.objectContaining(flavor)]);
    const { id } = body.flavor;
    expect(await admin.succeed('GET', `/flavors/${id}`)).toEqual(body);
    expect((await admin.succeed('GET', '/flavors')).flavors).toContainEqual(body.flavor);
    const changed = await admin.succeed('PUT', `/flavors/${id}`, { flavor: { ram: '2048', disk: 0 } });
    expect(changed.flavor).toEqual({ ...body.flavor, ram: 2048, disk: 0 });
    expect((await admin.call('DELETE', `/flavors/${id}`)).status).toBe(204);
    expect(await admin.fail('GET', `/flavors/${id}`)).toBe('404 1');
    expect(await admin.fail('PUT', `/flavors/${id}`, { flavor: {} })).toBe('404 1');
    expect(await admin.fail('DELETE', `/flavors/${id}`)).toBe('404 1');
  });

  test.each([
    [{ name: 'x' }, '400 9'],
    [{ name: '', vcpus: 1, ram: 64 }, '400 9'],
    [{ name: 'x', vcpus: 0, ram: 64 }, '400 9'],
    [{ name: 'x', vcpus: 3, ram: 64 }, '400 9'],
    [{ name: 'x', vcpus: 1, ram: -1 }, '400 9'],
    [{ name: 'x', vcpus: 1, ram: 64, disk: 1e9 }, '400 9'],
    [{ name: 'x', vcpus: '1e3', ram: 64 }, '400 9'],
  ])('of %j is refused', async (flavor, expected) => {
    expect(await admin.fail('POST', '/flavors/', { flavor })).toBe(expected);
  });

  test('has a name of its own', async () => {
    const flavor = { name: 'same', vcpus: 1, ram: 64 };
    await admin.succeed('POST', '/flavors', { flavor });
    expect(await admin.fail('POST', '/flavors', { flavor })).toBe('409 1');
  });

  test('stays while a project uses it', async () => {
    await inUse({});
    expect(await admin.fail('DELETE', `/flavors/${parts.flavor_id}`)).toBe('409 1');
  });
});

test('a network is the address pool of the same name, with an id of its own', async () => {
  const pool = { gateway: '10.5.0.1', dns: ['10.5.0.2'], provider: 'dhcp' };
  await nano.succeed('POST', '/address_pools/desks', pool);
  const range = { start: '10.5.0.10', end: '10.5.0.19', netmask: '255.255.255.0' };
  await nano.succeed('POST', '/address_pools/desks/internal/ranges/10.5.0.10', range);
  const { networks } = await admin.succeed('GET', '/networks/');
  expect(networks).toEqual([
    expect.objectContaining({ name: 'desks', gateway_ip: '10.5.0.1', addresses: 10, allocated: 0 }),
  ]);
  const { id } = networks[0];
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const { network } = await admin.succeed('GET', `/networks/${id.replaceAll('-', '')}/`);
  expect(network).toEqual({
    ...networks[0],
    allocation_pools: [{ start: '10.5.0.10', end: '10.5.0.19', prefix: 24, side: 'internal' }],
  });
  expect(await admin.fail('GET', '/networks/none')).toBe('404 1');
  const { project } = await inUse({ network_id: id });
  expect((await admin.succeed('GET', `/projects/${project.id}`)).project.network_id).toBe(id);
  expect(await nano.fail('DELETE', '/address_pools/desks')).toContain('desktop projects');
});

test('an image is the disk image of the same id', async () => {
  const { images } = await admin.succeed('GET', '/images/');
  expect(images).toEqual([
    expect.objectContaining({ id: parts.image_id, status: 'active', min_disk: 1, disk_format: 'qcow2' }),
  ]);
  expect(await admin.succeed('GET', `/images/${parts.image_id}`)).toEqual({ image: images[0] });
  expect(await admin.fail('GET', '/images/none')).toBe('404 1');
  await inUse({});
  expect(await nano.fail('DELETE', `/disk_images/${parts.image_id}`)).toContain('desktop projects');
});

test('an image that waits for its upload makes no desktops', async () => {
  const about = { group: 'admin', name: 'waiting', description: '', tags: [] };
  const { id } = await nano.succeed('POST', '/disk_images/', about);
  expect((await admin.succeed('GET', `/images/${id}`)).image.status).toBe('queued');
  const project = { name: 'early', ...parts, image_id: id };
  expect(await admin.fail('POST', '/projects/', { project })).toBe('400 9');
});

test('a zone is a compute pool; nova is the usual one', async () => {
  await nano.succeed('POST', '/compute_pools/second', { enabled: true });
  const zone = (name: string) => ({
    name,
    state: 'available',
    zoneName: name,
    zoneState: { available: true },
  });
  expect(await admin.succeed('GET', '/availability-zones/')).toEqual({
    availability_zones: [zone('default'), zone('second')],
  });
  expect(await admin.succeed('GET', '/availability-zones/nova')).toEqual({
    availability_zone: zone('default'),
  });
  expect(await admin.fail('GET', '/availability-zones/none')).toBe('404 1');
  await inUse({ availability_zone: 'second' });
  expect(await nano.fail('DELETE', '/compute_pools/second')).toContain('desktop projects');
});

test('a volume type is a storage pool, or the disks of the cells', async () => {
  await nano.succeed('POST', '/storage_pools/shared', { type: 'nfs', host: 'nas', target: '/srv' });
  const { volume_types: types } = await admin.succeed('GET', '/volume-types/');
  expect(types.map(({ name }: { name: string }) => name)).toEqual(['local', 'shared']);
  for (const type of types)
    expect(await admin.succeed('GET', `/volume-types/${type.id}`)).toEqual({ volume_type: type });
  expect(await admin.fail('GET', '/volume-types/none')).toBe('404 1');
  await inUse({ volume_type_id: types[1].id });
  expect(await nano.fail('DELETE', '/storage_pools/shared')).toContain('desktop projects');
});

test('the information has the licence of the installation', async () => {
  const { info } = await admin.succeed('GET', '/info');
  expect(info).toEqual({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    license: {
      created_at: expect.any(Number),
      expire_at: 1_545_955_200,
      module_package: 'rs_server',
      name: 'Laboratoria',
      product: 'RSserver',
      surrogate_name: 'RSserver',
      unique_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      verified: false,
    },
  });
  expect(await admin.succeed('GET', '/info/')).toEqual({ info });
});
