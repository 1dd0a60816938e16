/** What the caller sees of work that failed on the cell, and of a guest that does not listen to its power button. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFaultPlan, withFaults } from '../../../cell-agent/src/hypervisor/fake/faults.ts';
import { createFakeHypervisor } from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { emptyQcow2 } from '../../../cell-agent/src/hypervisor/fake/qcow2-file.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { imageForm } from '../../support/image-server.ts';
import type { Json, NanoAnswer, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, mib } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

const plan = createFaultPlan();
const diskFull = new DomainError('no_capacity', 'the storage of the cell is full', { reason: 'disk_full' });
let cloud: ControlPlane;
let alice: NanoClient;
let template: string;

beforeAll(async () => {
  cloud = await startControlPlane({
    cells: 1,
    hypervisor: (cellId) =>
      withFaults(createFakeHypervisor({ cellId, ignoresAcpi: ({ name }) => name.endsWith('deaf') }), plan),
  });
  alice = await cloud.login('alice');
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const created = (name: string) => createdGuest(alice, guestRequest(template, { name }));

/** The first answer that is no "still at it" (201 and 202). */
async function ended(path: string): Promise<NanoAnswer> {
  let answer = await alice.call('GET', path);
  await poll(`${path} has ended`, async () => {
    answer = await alice.call('GET', path);
    return answer.status === 200;
  });
  return answer;
}

async function expectUsable(id: string): Promise<void> {
  await alice.succeed('POST', `/instances/${id}`, {});
  expect(await alice.get(`/guests/${id}`)).toMatchObject({ running: true });
  await alice.succeed('DELETE', `/instances/${id}`, { force: true });
}

test('an image whose building fails is told with the reason and gone; the guest can be used', async () => {
  const guest = await created('source');
  plan.fail('exportDisk', diskFull);
  const request = { name: 'failing', guest, owner: 'alice', group: 'staff' };
  const { id } = await alice.succeed('POST', '/disk_images/', request);
  expect(await ended(`/disk_images/${id}`)).toMatchObject({
    error_code: 500,
    message: expect.stringContaining('the storage of the cell is full'),
  });
  const images: Json[] = await alice.get('/disk_image_search/');
  expect(images.map(({ name }) => name)).not.toContain('failing');
  expect(await alice.fail('DELETE', `/disk_images/${id}`)).toContain('invalid disk image');
  await expectUsable(guest);
  const again = await alice.succeed('POST', '/disk_images/', request);
  expect(await ended(`/disk_images/${again.id}`)).toMatchObject({ error_code: 0, data: { created: true } });
});

test('a reset of the system that fails is told once with the reason; the guest is as it was', async () => {
  const guest = await created('renewed');
  const before = await alice.get(`/guests/${guest}`);
  const { id: image } = await alice.succeed('POST', '/disk_images/', { name: 'system' });
  const file = imageForm(emptyQcow2(256 * mib, 'system'));
  const headers = { 'Nano-Session': alice.session };
  const path = `${cloud.origin}/api/v1/disk_images/${image}/file/`;
  expect(await (await fetch(path, { method: 'POST', headers, body: file })).json()).toMatchObject({
    error_code: 0,
  });
  plan.fail('replaceSystemDisk', diskFull);
  await alice.succeed('PUT', `/guests/${guest}/system/`, { from_image: image });
  expect(await ended(`/guests/${guest}`)).toMatchObject({
    error_code: 500,
    message: expect.stringContaining('the storage of the cell is full'),
  });
  expect(await alice.get(`/guests/${guest}`)).toEqual(before);
  await expectUsable(guest);
  await alice.succeed('PUT', `/guests/${guest}/system/`, { from_image: image });
  expect(await ended(`/guests/${guest}`)).toMatchObject({ error_code: 0, data: { created: true } });
});

test('a guest that ignores its power button runs on; force ends it', async () => {
  const [deaf, listening] = await Promise.all([created('deaf'), created('listening')]);
  for (const id of [deaf, listening]) await alice.succeed('POST', `/instances/${id}`, {});
  const press = (id: string) => alice.call('DELETE', `/instances/${id}`, { reboot: false, force: false });
  const isRunning = async (id: string) => (await alice.get(`/instances/${id}`)).running;
  // The answer tells that the button was pressed, not what the guest makes of it.
  for (const id of [deaf, listening])
    expect(await press(id)).toEqual({ status: 200, error_code: 0, message: '', data: '' });
  await poll('the other one is off', async () => !(await isRunning(listening)));
  expect(await isRunning(deaf)).toBe(true);
  expect(await press(deaf)).toMatchObject({ error_code: 0 });
  expect(await isRunning(deaf)).toBe(true);
  await alice.succeed('DELETE', `/instances/${deaf}`, { reboot: false, force: true });
  expect(await isRunning(deaf)).toBe(false);
  expect(await alice.fail('DELETE', `/instances/${deaf}`, { force: true })).toBe(
    "guest 'deaf' already stopped",
  );
});
