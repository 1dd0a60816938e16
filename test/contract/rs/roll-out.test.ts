/** A new image for the desktops that a project has. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFakeHypervisor } from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import { type DesktopWorld, startDesktopWorld } from '../../support/desktop-world.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, rsParts, rsUser } from '../../support/rs-client.ts';

let world: DesktopWorld;
let newImage: string;
let isBroken = false;
beforeAll(async () => {
  world = await startDesktopWorld({
    settings: { rs: { port: 0, sessions: { review_s: 0.1 } } },
    hypervisor: (cellId) => {
      const fake = createFakeHypervisor({ cellId });
      const replaceSystemDisk: typeof fake.replaceSystemDisk = (...args) =>
        isBroken
          ? Promise.reject(new DomainError('invalid', 'the image is broken', { reason: 'bad_image' }))
          : fake.replaceSystemDisk(...args);
      return { ...fake, replaceSystemDisk };
    },
  });
  newImage = (await rsParts(world.cloud)).image_id;
});
afterAll(() => world?.[Symbol.asyncDispose]());

const publish = (id: string, change: object = {}) =>
  world.admin.call('POST', `/projects/${id}/actions/publish-image`, { image_id: newImage, ...change });
const rollOut = async (id: string) => (await world.admin.succeed('GET', `/projects/${id}/roll-out`)).roll_out;
const images = async (id: string): Promise<string[]> => {
  const path = `/servers/?project_id=${id}&with_os_object=1`;
  return (await world.admin.succeed('GET', path)).servers.map((one: Json) => one.os_server.image.id);
};
const reach = (id: string, wanted: object) =>
  poll(`the roll-out is ${JSON.stringify(wanted)}`, async () => {
    const now = await rollOut(id);
    return Object.entries(wanted).every(([key, value]) => now[key] === value);
  });

test('free desktops get it at once, a few at a time; a user’s when he gives it back', async () => {
  const id = await world.project({ on_release: 'rebuild' });
  const alice = await addMember(world.cloud, 'alice', id);
  const held = await world.desktop(id, [alice]);
  await Promise.all(Array.from({ length: 5 }, () => world.desktop(id)));
  const { status, body } = await publish(id, { batch: 2 });
  expect([status, body.roll_out]).toEqual([
    202,
    expect.objectContaining({
      image_id: newImage,
      previous_image_id: world.parts.image_id,
      state: 'running',
      batch: 2,
      force_at: null,
      finished_at: null,
    }),
  ]);
  expect((await publish(id)).status).toBe(409);
  await poll('all free ones have it', async () => {
    const { working, done } = await rollOut(id);
    expect(working).toBeLessThanOrEqual(2);
    return done === 5;
  });
  expect(await rollOut(id)).toMatchObject({ state: 'running', total: 6, waiting: 1, errors: 0, failures: 0 });
  expect((await world.server(held)).os_server.image.id).toBe(world.parts.image_id);
  await world.admin.succeed('DELETE', `/servers/${held}/users/${alice}`);
  await reach(id, { state: 'done', done: 6 });
  expect(new Set(await images(id))).toEqual(new Set([newImage]));
  expect((await world.admin.succeed('GET', `/projects/${id}`)).project.image_id).toBe(newImage);
});

test('from the forced date on users keep their desktops, but not their sessions', async () => {
  const id = await world.project();
  const alice = await addMember(world.cloud, 'alice', id);
  const held = await world.desktop(id, [alice]);
  const user = await rsUser(world.cloud, 'alice');
  await user.succeed('POST', '/sessions/', { session: { instance_id: held } });
  await publish(id, { force_at: '2020-01-01T00:00:00' });
  await reach(id, { state: 'done' });
  await world.reach(held, 'ACTIVE');
  expect(await world.server(held)).toMatchObject({ users: [alice], os_server: { image: { id: newImage } } });
  expect((await world.sessions(held))[0]?.closed_at).not.toBe(null);
});

test('it can be aborted, with the old image for what comes', async () => {
  const id = await world.project();
  await world.desktop(id, [await addMember(world.cloud, 'alice', id)]);
  expect(await world.admin.fail('GET', `/projects/${id}/roll-out`)).toBe('404 1');
  expect(await world.admin.fail('POST', `/projects/${id}/actions/abort-roll-out`, {})).toBe('404 1');
  await publish(id);
  const { roll_out } = await world.admin.succeed('POST', `/projects/${id}/actions/abort-roll-out`, {
    restore: true,
  });
  expect(roll_out).toMatchObject({ state: 'aborted', message: 'aborted by admin', waiting: 1 });
  expect((await world.admin.succeed('GET', `/projects/${id}`)).project.image_id).toBe(world.parts.image_id);
  expect(await world.admin.fail('POST', `/projects/${id}/actions/abort-roll-out`, {})).toBe('409 1');
  await publish(id);
  await world.admin.succeed('PUT', `/projects/${id}`, { project: { image_id: world.parts.image_id } });
  await reach(id, { state: 'aborted', message: 'the project has another image by now' });
});

test('an image that fails again and again does not take every desktop', async () => {
  const id = await world.project();
  for (let made = 0; made < 6; made += 1) await world.desktop(id);
  isBroken = true;
  await publish(id, { batch: 1 });
  await reach(id, { state: 'failed' });
  isBroken = false;
  expect(await rollOut(id)).toMatchObject({ failures: 3, errors: 3, waiting: 3 });
});

test('what is none is refused', async () => {
  const id = await world.project();
  const tell = async (body: object) => (await publish(id, body)).status;
  expect(await tell({ image_id: id })).toBe(400);
  expect(await tell({ image_id: null })).toBe(400);
  expect(await tell({ batch: 0 })).toBe(400);
  expect(await tell({ force_at: 'soon' })).toBe(400);
  const alice = await rsUser(world.cloud, 'alice');
  expect(await alice.fail('POST', `/projects/${id}/actions/publish-image`, { image_id: newImage })).toBe(
    '403 1',
  );
  expect(await alice.fail('GET', `/projects/${id}/roll-out`)).toBe('403 1');
  expect(await alice.fail('POST', `/projects/${id}/actions/abort-roll-out`, {})).toBe('403 1');
});
