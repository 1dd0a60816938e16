/** Media in running guests, images from guests, guests with a new system. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyQcow2 } from '../../../cell-agent/src/hypervisor/fake/qcow2-file.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import { imageForm, tinyIso } from '../../support/image-server.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, mib, unknownId } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let alice: NanoClient;
let bob: NanoClient;
let template: string;
let iso: string;
let disk: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  [alice, bob] = await Promise.all([cloud.login('alice'), cloud.login('bob')]);
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
  iso = await uploaded('media', 'install', tinyIso());
  disk = await uploaded('disk', 'system', emptyQcow2(256 * mib, 'system'));
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function uploaded(kind: 'disk' | 'media', name: string, bytes: Buffer): Promise<string> {
  const { id } = await alice.succeed('POST', `/${kind}_images/`, { name, owner: 'alice', group: 'staff' });
  const answer = await fetch(`${cloud.origin}/api/v1/${kind}_images/${id}/file/`, {
    method: 'POST',
    headers: { 'Nano-Session': alice.session },
    body: imageForm(bytes),
  });
  expect(await answer.json()).toMatchObject({ error_code: 0 });
  return id;
}

const created = (name: string, change: Json = {}) =>
  createdGuest(alice, guestRequest(template, { name, ...change }));

async function running(name: string): Promise<string> {
  const id = await created(name);
  await alice.succeed('POST', `/instances/${id}`, {});
  return id;
}

describe('media', () => {
  test(`${covers('POST /instances/{id}/media')} and ${covers('DELETE /instances/{id}/media')}`, async () => {
    const id = await running('with-media');
    const media = `/instances/${id}/media`;
    const attached = async () => {
      const { media_attached, media_source } = await alice.get(`/instances/${id}`);
      return { media_attached, media_source };
    };
    expect(await attached()).toEqual({ media_attached: false, media_source: '' });
    expect(await alice.fail('DELETE', media)).toBe("guest 'with-media' has no media attached");
    expect(await alice.call('POST', media, { source: iso, type: 0 })).toMatchObject({
      status: 200,
      error_code: 0,
    });
    expect(await attached()).toEqual({ media_attached: true, media_source: iso });
    expect(await alice.get(`/guests/${id}`)).toMatchObject({ media_attached: true });
    expect(await alice.fail('POST', media, { source: iso })).toBe(
      "guest 'with-media' already has media attached",
    );
    expect(await alice.call('DELETE', media)).toMatchObject({ status: 200, error_code: 0 });
    expect(await attached()).toEqual({ media_attached: false, media_source: '' });
  });

  test('is gone when the guest is off', async () => {
    const id = await running('off-media');
    await alice.succeed('POST', `/instances/${id}/media`, { source: iso, type: 7 });
    await alice.succeed('DELETE', `/instances/${id}`, { force: true });
    expect(await alice.get(`/guests/${id}`)).toMatchObject({ running: false, media_attached: false });
    await alice.succeed('POST', `/instances/${id}`, {});
    expect(await alice.get(`/instances/${id}`)).toMatchObject({ running: true, media_attached: false });
  });

  test('what it was started from can be ejected', async () => {
    const id = await created('from-media');
    await alice.succeed('POST', `/instances/${id}`, { from_media: true, source: iso });
    expect(await alice.get(`/instances/${id}`)).toMatchObject({ media_attached: true, media_source: iso });
    await alice.succeed('DELETE', `/instances/${id}/media`);
    expect(await alice.get(`/instances/${id}`)).toMatchObject({ running: true, media_attached: false });
  });

  test('refusals name the guest, the image or the field', async () => {
    const id = await created('no-media');
    const media = `/instances/${id}/media`;
    expect(await alice.fail('POST', media, { source: iso })).toContain("guest 'no-media' is stopped");
    expect(await alice.fail('DELETE', media)).toContain("guest 'no-media' is stopped");
    await alice.succeed('POST', `/instances/${id}`, {});
    expect(await alice.fail('POST', media, {})).toContain('source');
    expect(await alice.fail('POST', media, { source: unknownId })).toContain(unknownId);
    expect(await alice.fail('POST', media, { source: disk })).toContain('invalid media image');
    expect(await bob.fail('POST', media, { source: iso })).toBe(`invalid instance '${id}'`);
    expect(await bob.fail('DELETE', media)).toBe(`invalid instance '${id}'`);
    expect(await alice.fail('DELETE', `/instances/${unknownId}/media`)).toContain(unknownId);
  });
});

async function built(id: string): Promise<Json> {
  await poll('the image is built', async () => {
    const { status, data } = await alice.call('GET', `/disk_images/${id}`);
    if (status === 200) return true;
    expect({ status, data }).toMatchObject({
      status: 202,
      data: { created: false, progress: expect.any(Number), size: expect.any(Number) },
    });
    return false;
  });
  return alice.get(`/disk_images/${id}`);
}

describe('images from guests', () => {
  test(`${covers('POST /disk_images/')} with a guest builds one that new guests start from`, async () => {
    const guest = await created('source');
    const answer = await alice.call('POST', '/disk_images/', {
      name: 'built',
      guest,
      owner: 'alice',
      group: 'staff',
      description: 'of a guest',
      tags: ['one'],
    });
    expect(answer).toMatchObject({ status: 202, error_code: 0, data: { id: expect.any(String) } });
    const { id } = answer.data;
    const image = await built(id);
    expect(image).toMatchObject({ name: 'built', created: true, progress: 100, description: 'of a guest' });
    const file = await alice.raw('GET', `/api/v1/disk_images/${id}/file/`);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes).toHaveLength(image.size);
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('QFI\xfb');
    expect(file.headers.get('signature')).toBe(createHash('sha1').update(bytes).digest('hex'));
    const clone = await created('clone', { from_image: id });
    await alice.succeed('POST', `/instances/${clone}`, {});
    expect(await alice.fail('POST', '/disk_images/', { name: 'built', guest })).toContain('built');
    expect(await alice.fail('DELETE', `/disk_images/${id}`)).toContain('guests have disks based on it');
  });

  test('refusals leave no image', async () => {
    const id = await running('busy-source');
    const images = async () => (await alice.get('/disk_image_search/')).map(({ name }: Json) => name);
    const before = await images();
    const request = (guest: string) => ({ name: 'never', guest, owner: 'alice', group: 'staff' });
    expect(await alice.fail('POST', '/disk_images/', request(id))).toContain("'busy-source' is running");
    expect(await alice.fail('POST', '/disk_images/', request(unknownId))).toContain(unknownId);
    const foreign = { name: 'never', guest: id, owner: 'bob', group: 'staff' };
    expect(await bob.fail('POST', '/disk_images/', foreign)).toBe(`invalid instance '${id}'`);
    await alice.succeed('DELETE', `/instances/${id}`, { force: true });
    await alice.succeed('POST', `/instances/${id}/snapshots/`, { name: 'first', description: '' });
    expect(await alice.fail('POST', '/disk_images/', request(id))).toContain('has snapshots');
    expect(await images()).toEqual(before);
  });
});

describe('a new system', () => {
  test(`${covers('PUT /guests/{id}/system/')} keeps all but the system disk`, async () => {
    const id = await created('renewed');
    const before = await alice.get(`/guests/${id}`);
    expect(await alice.call('PUT', `/guests/${id}/system/`, { from_image: disk })).toMatchObject({
      status: 200,
      error_code: 0,
    });
    await poll('the system is there', async () => {
      const { status, data, error_code } = await alice.call('GET', `/guests/${id}`);
      if (status === 200) return true;
      expect({ status, error_code, data }).toEqual({
        status: 201,
        error_code: 0,
        data: { name: 'renewed', created: false, progress: expect.any(Number) },
      });
      return false;
    });
    expect(await alice.get(`/guests/${id}`)).toEqual(before);
    expect(await alice.fail('DELETE', `/disk_images/${disk}`)).toContain('guests have disks based on it');
    await alice.succeed('POST', `/instances/${id}`, {});
    expect(await alice.get(`/guests/${id}`)).toMatchObject({ running: true });
  });

  test('refusals leave the old one', async () => {
    const id = await running('kept');
    const path = `/guests/${id}/system/`;
    expect(await alice.fail('PUT', path, { from_image: disk })).toContain("guest 'kept' is running");
    await alice.succeed('DELETE', `/instances/${id}`, { force: true });
    expect(await alice.fail('PUT', path, {})).toContain('from_image');
    expect(await alice.fail('PUT', path, { from_image: unknownId })).toContain(unknownId);
    expect(await alice.fail('PUT', path, { from_image: iso })).toContain('invalid disk image');
    const { id: empty } = await alice.succeed('POST', '/disk_images/', { name: 'empty' });
    expect(await alice.fail('PUT', path, { from_image: empty })).toContain("'empty' is not ready");
    const large = await uploaded('disk', 'large', emptyQcow2(1024 * mib, 'large'));
    expect(await alice.fail('PUT', path, { from_image: large })).toContain('larger than system disk');
    expect(await bob.fail('PUT', path, { from_image: disk })).toBe(`invalid instance '${id}'`);
    await alice.succeed('POST', `/instances/${id}/snapshots/`, { name: 'first', description: '' });
    expect(await alice.fail('PUT', path, { from_image: disk })).toContain('has snapshots');
    expect(await alice.get(`/guests/${id}`)).toMatchObject({ created: true, running: false });
  });
});
