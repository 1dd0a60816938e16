import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
let alice: NanoClient;
let bob: NanoClient;
let guest: string;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  [alice, bob] = await Promise.all([cloud.login('alice'), cloud.login('bob')]);
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
  guest = await createdGuest(alice, guestRequest(template, { name: 'hers' }));
});
afterAll(() => cloud[Symbol.asyncDispose]());

describe("another user's guest", () => {
  test.each([
    ['GET', '/guests/ID', undefined],
    ['DELETE', '/guests/ID', { force: true }],
    ['PUT', '/guests/ID/name/', { name: 'mine' }],
    ['PUT', '/guests/ID/cores', { cores: 2 }],
    ['PUT', '/guests/ID/memory', { memory: 2 ** 30 }],
    ['PUT', '/guests/ID/auto_start', { enable: true }],
    ['PUT', '/guests/ID/disks/resize/0', { size: 2 ** 32 }],
    ['PUT', '/guests/ID/disks/shrink/0', { immediate: false }],
    ['GET', '/guests/ID/auth', undefined],
    ['PUT', '/guests/ID/auth', { password: 'Abcdefg1' }],
    ['PUT', '/guests/ID/monitor/secret', undefined],
    ['PUT', '/guests/ID/qos/cpu', { priority: 'low' }],
    ['PUT', '/guests/ID/qos/disk', { read_iops: 1 }],
    ['PUT', '/guests/ID/qos/network', { send_speed: 1 }],
    ['PUT', '/guests/ID/system/', { from_image: 'any' }],
    ['GET', '/instances/ID', undefined],
    ['POST', '/instances/ID', {}],
    ['DELETE', '/instances/ID', { reboot: false, force: true }],
    ['POST', '/instances/ID/media', { source: 'any' }],
    ['DELETE', '/instances/ID/media', undefined],
    ['GET', '/instances/ID/snapshots/', undefined],
    ['POST', '/instances/ID/snapshots/', { name: 's' }],
    ['PUT', '/instances/ID/snapshots/', { target: 's' }],
    ['GET', '/instances/ID/snapshots/s', undefined],
    ['DELETE', '/instances/ID/snapshots/s', undefined],
    ['POST', '/monitor_channels/', { guest: 'ID' }],
    ['POST', '/disk_images/', { name: 'copy', guest: 'ID' }],
  ])('%s %s answers as if it did not exist', async (method, path, body) => {
    const named = body && JSON.parse(JSON.stringify(body).replace('ID', guest));
    expect(await bob.fail(method, path.replace('ID', guest), named)).toBe(`invalid instance '${guest}'`);
  });

  test('is unchanged after all that', async () => {
    expect(await alice.get(`/guests/${guest}`)).toMatchObject({
      name: 'hers',
      running: false,
      created: true,
    });
  });
});

describe('texts that no cell takes', () => {
  test.each([
    ['POST', '/guests/', () => guestRequest(template, { name: 'a', cloud_init: { admin_secret: 'a\nb' } })],
    ['POST', '/instances/ID/snapshots/', () => ({ name: 's', description: '\ud800' })],
    ['POST', '/instances/ID/snapshots/', () => ({ name: 's', description: 'a\0b' })],
    ['POST', '/media_images/', () => ({ name: 'a\u001b[2J' })],
    ['POST', '/logs/', () => ({ content: 'a\rb' })],
  ])('%s %s refuses them', async (method, path, body) => {
    expect(await alice.fail(method, path.replace('ID', guest), body())).toContain('control characters');
  });

  test('a description may have several lines', async () => {
    const description = 'first\nsecond\t🙂';
    await alice.succeed('POST', `/instances/${guest}/snapshots/`, { name: 'lines', description });
    expect(await alice.get(`/instances/${guest}/snapshots/lines`)).toMatchObject({ description });
  });
});
