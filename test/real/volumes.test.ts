/** What a guest's system writes on a volume is there in another guest, and outlives the reset of its own system. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GuestImage, guestImage } from '../support/guest-image.ts';
import { bootMeasuredGuest, type MeasuredGuest } from '../support/measured-guest.ts';
import { poll } from '../support/poll.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const run = promisify(execFile);
const mib = 2 ** 20;
const volume = { id: randomUUID(), storage: '', sizeBytes: 16 * mib, slot: 0 };

let real: RealHypervisor;
let image: GuestImage;
let first: MeasuredGuest;
beforeAll(async () => {
  real = await startRealHypervisor('70153e5-volumes');
  image = await guestImage(real.imagesPath);
  first = await bootMeasuredGuest(real, image);
  await real.hypervisor.createVolume(volume);
});
afterAll(async () => {
  await first?.[Symbol.asyncDispose]();
  await real?.[Symbol.asyncDispose]();
});

const serial = volume.id.replaceAll('-', '').slice(0, 20);
/** The device inside the guest that has the volume's serial number; empty: it has none. */
const deviceIn = (guest: MeasuredGuest) =>
  guest.run(`for d in /sys/block/vd*; do [ "$(cat $d/serial)" = ${serial} ] && basename $d; done; true`);

async function deviceOf(guest: MeasuredGuest): Promise<string> {
  let name = '';
  await poll('the guest sees the volume', async () => {
    name = await deviceIn(guest);
    return name !== '';
  });
  return `/dev/${name}`;
}

const sumOf = async (guest: MeasuredGuest) =>
  guest.run(`dd if=${await deviceOf(guest)} bs=1M count=4 iflag=direct 2> /dev/null | md5sum`);

test('what a guest writes on a volume is there when it comes again, after a reset of its system, and elsewhere', async () => {
  await real.hypervisor.attachVolume(first.id, volume);
  const device = await deviceOf(first);
  await first.run(`dd if=/dev/urandom of=${device} bs=1M count=4 oflag=direct 2> /dev/null`);
  const written = await sumOf(first);
  await real.hypervisor.detachVolume(first.id, volume.id);
  expect(await deviceIn(first)).toBe('');

  const path = join(real.storagePath, `${volume.id}.volume.qcow2`);
  const check = await run('qemu-img', ['check', path]);
  expect(check.stdout).toContain('No errors');

  await real.hypervisor.attachVolume(first.id, volume);
  await real.hypervisor.resizeVolume({ ...volume, sizeBytes: 24 * mib }, first.id);
  const grown = await deviceOf(first);
  await poll('the guest sees it grow', async () => {
    const sectors = await first.run(`cat /sys/block/${grown.slice('/dev/'.length)}/size`);
    return Number(sectors) * 512 === 24 * mib;
  });
  expect(await sumOf(first)).toBe(written);

  // A new system on the same desktop.
  await real.hypervisor.destroyGuest(first.id);
  const { spec } = await real.hypervisor.getGuest(first.id);
  const base = { path: image.disk.path, sha256: image.disk.sha256, clone: 'linked' } as const;
  await real.hypervisor.replaceSystemDisk('reset of the test', spec, base);
  expect((await real.hypervisor.getGuest(first.id)).spec.volumes).toMatchObject([{ id: volume.id }]);

  // Another desktop.
  await real.hypervisor.detachVolume(first.id, volume.id);
  const wanted = { ...volume, sizeBytes: 24 * mib };
  await using second = await bootMeasuredGuest(real, image);
  await real.hypervisor.attachVolume(second.id, wanted);
  expect(await sumOf(second)).toBe(written);
});
