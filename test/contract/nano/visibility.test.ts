import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { addPerson, lastAudit } from '../../support/people.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let hugo: NanoClient;
let ina: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await cloud.login('admin');
  hugo = await addPerson(admin, 'hugo', ['media', 'visibility']);
  await admin.succeed('POST', '/users/ina', { password: 'Secret-2024' });
  await admin.succeed('POST', '/user_groups/hugo/members/ina', {});
  ina = await cloud.nobody.login('ina', 'Secret-2024');
});
afterAll(() => cloud[Symbol.asyncDispose]());

const none = { instance_visible: false, media_image_visible: false, disk_image_visible: false };

describe("the visibility of a group's things", () => {
  test(`is none at first: ${covers('GET /resource_visibilities/')}`, async () => {
    expect(await hugo.call('GET', '/resource_visibilities/')).toEqual({
      status: 200,
      error_code: 0,
      message: '',
      data: none,
    });
  });

  test(`is replaced: ${covers('PUT /resource_visibilities/')}`, async () => {
    const all = { instance_visible: true, media_image_visible: true, disk_image_visible: true };
    expect(await hugo.call('PUT', '/resource_visibilities/', all)).toMatchObject({
      error_code: 0,
      data: '',
    });
    expect(await ina.get('/resource_visibilities')).toEqual(all);
    await hugo.succeed('PUT', '/resource_visibilities/', { disk_image_visible: true });
    expect(await hugo.get('/resource_visibilities/')).toEqual({ ...none, disk_image_visible: true });
    expect(await lastAudit(admin, 'set-visibility')).toMatchObject({
      actor: { name: 'hugo' },
      details: { name: 'hugo', instances: false, mediaImages: false, diskImages: true },
    });
    await hugo.succeed('PUT', '/resource_visibilities/');
    expect(await hugo.get('/resource_visibilities/')).toEqual(none);
    expect(await admin.get('/resource_visibilities/')).toEqual(none);
  });

  test('acts at once on what the others see', async () => {
    const { id } = await hugo.succeed('POST', '/media_images/', {
      name: 'tools',
      owner: 'hugo',
      group: 'hugo',
    });
    const seen = async () =>
      (await ina.get('/media_image_search/')).map((image: { id: string }) => image.id) as string[];
    expect(await seen()).toEqual([]);
    await hugo.succeed('PUT', '/resource_visibilities/', { media_image_visible: true });
    expect(await seen()).toEqual([id]);
    await hugo.succeed('PUT', '/resource_visibilities/', {});
    expect(await seen()).toEqual([]);
  });

  test('is refused to others and for other than flags', async () => {
    const alice = await cloud.login('alice');
    const right = /the right visibility.use is missing$/;
    expect(await alice.fail('GET', '/resource_visibilities/')).toMatch(right);
    expect(await alice.fail('PUT', '/resource_visibilities/', {})).toMatch(right);
    expect(await cloud.nobody.fail('GET', '/resource_visibilities/')).toBe('unauthenticated request');
    expect(await cloud.nobody.fail('PUT', '/resource_visibilities/', {})).toBe('unauthenticated request');
    expect(await hugo.fail('PUT', '/resource_visibilities/', { instance_visible: 'yes' })).toBe(
      'instance_visible must be true or false, not "yes"',
    );
  });
});
