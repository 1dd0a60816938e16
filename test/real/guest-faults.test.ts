/** What befalls guests and libvirt from outside, as the hypervisor port tells it. */
import { readdir, rm, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { domainRef } from '../../cell-agent/src/hypervisor/libvirt/guest-records.ts';
import { qemuDomainAgentCommand } from '../../cell-agent/src/hypervisor/libvirt/rpc/procedures.ts';
import type { HypervisorEvent } from '../../cell-agent/src/hypervisor/port.ts';
import { createLogger } from '../../cell-agent/src/observe/logger.ts';
import { resumeWaitingGuests } from '../../cell-agent/src/use-cases/guests/resume-waiting-guests.ts';
import { KeyedLock } from '../../cell-agent/src/use-cases/keyed-lock.ts';
import {
  define,
  defineAndStart,
  type HypervisorContext,
  removeAfterTest,
  waitForGuest,
} from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { runInGuest } from '../support/guest-command.ts';
import { type GuestImage, guestImage } from '../support/guest-image.ts';
import { poll } from '../support/poll.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const mebibyte = 2 ** 20;
const log = createLogger('silent');
let real: RealHypervisor;
let image: GuestImage;
let context: HypervisorContext;

beforeAll(async () => {
  real = await startRealHypervisor('88888888-faults', { storageBytes: 32 * mebibyte });
  image = await guestImage(real.imagesPath);
  context = {
    hypervisor: real.hypervisor,
    newSpec: smallGuestSpec,
    baseImage: async () => ({ ...image.disk, clone: 'linked' }),
    dispose: async () => {},
  };
});
afterAll(async () => await real[Symbol.asyncDispose]());

function events(): HypervisorEvent[] {
  const heard: HypervisorEvent[] = [];
  onTestFinished(real.hypervisor.watch((event) => void heard.push(event)));
  return heard;
}

/** Starts a command in the guest by its agent. */
async function run(guestId: string, command: string): Promise<void> {
  await using client = new LibvirtClient({ socketPath: real.daemon.socket });
  const execute = { execute: 'guest-exec', arguments: { path: '/bin/sh', arg: ['-c', command] } };
  const call = { domain: domainRef(guestId), command: JSON.stringify(execute), timeoutSeconds: 20, flags: 0 };
  await client.call(qemuDomainAgentCommand, call);
}

async function bootWithSpareDisk(spareBytes: number) {
  const disks = [
    { sizeBytes: 128 * mebibyte, imageSha256: image.disk.sha256, clone: 'linked' as const },
    { sizeBytes: spareBytes, imageSha256: '', clone: 'linked' as const },
  ];
  const spec = smallGuestSpec({ memoryBytes: 192 * mebibyte, disks, interfaces: [internalInterface()] });
  await define(context, spec, await context.baseImage());
  await real.hypervisor.startGuest(spec.id, { type: 'disk' });
  await waitForGuest(real.hypervisor, spec.id, 'has its agent', (guest) => guest.guestAgentConnected);
  return spec;
}

describe('a restart of libvirt', () => {
  test('is told twice, and guests go on', async () => {
    const { id } = await defineAndStart(context);
    const before = await real.hypervisor.getGuest(id);
    const heard = events();
    await real.daemon.stop();
    await poll('the loss is told', () => heard.some(({ type }) => type === 'disconnected'));
    await real.daemon.start();
    await poll('the return is told', () => heard.some(({ type }) => type === 'connected'));

    expect(await real.hypervisor.getGuest(id)).toEqual(before);
    expect((await real.hypervisor.guestStatistics()).map(({ guestId }) => guestId)).toContain(id);
    heard.length = 0;
    await real.hypervisor.destroyGuest(id);
    await poll('the stop is told', () =>
      heard.some((event) => event.type === 'guest_changed' && event.guestId === id),
    );
    expect(await real.hypervisor.getGuest(id)).toMatchObject({ state: 'stopped' });
  });

  test('a guest that was removed behind its back is not told of any more', async () => {
    const { id } = await define(context, smallGuestSpec());
    const heard = events();
    await real.daemon.exec('virsh', 'undefine', id);
    await poll('the removal is told', () => heard.some((event) => event.type === 'guest_removed'));
    expect((await real.hypervisor.listGuests()).map((guest) => guest.spec.id)).not.toContain(id);
  });
});

test('a guest whose QEMU is killed is off, with the reason', async () => {
  const { id } = await defineAndStart(context);
  const heard = events();
  await real.daemon.exec('sh', '-c', `kill -9 $(cat /run/libvirt/qemu/${id}.pid)`);
  const off = await waitForGuest(real.hypervisor, id, 'is off', ({ state }) => state === 'stopped');
  expect(off.stateReason).toBe('crashed');
  await poll('it is told', () =>
    heard.some((event) => event.type === 'guest_changed' && event.guestId === id),
  );
});

test('a guest that meets a full storage pauses, is told of, and goes on when there is room', async () => {
  const { hypervisor } = real;
  const heard = events();
  const { id } = await bootWithSpareDisk(64 * mebibyte);
  await run(id, 'dd if=/dev/urandom of=/dev/vdb bs=1M count=60');
  const paused = await waitForGuest(hypervisor, id, 'pauses', ({ state }) => state === 'paused');
  expect(paused.stateReason).toBe('disk_full');
  await poll('the warning is told', () =>
    heard.some((event) => event.type === 'warning' && event.guestId === id),
  );
  expect(heard.find((event) => event.type === 'warning')).toMatchObject({ code: 'disk_full', guestId: id });

  const disk = { guestId: smallGuestSpec().id, index: 0, sizeBytes: 128 * mebibyte };
  await expect(
    hypervisor.createDisk({ ...disk, base: { ...image.disk, clone: 'full' } }),
  ).rejects.toMatchObject({ code: 'no_capacity', reason: 'disk_full' });
  expect((await readdir(real.storagePath)).filter((file) => file.startsWith(disk.guestId))).toEqual([]);

  const filler = `${real.storagePath}/filler`;
  await real.daemon.exec('sh', '-c', `cat /dev/zero >${filler} || true`);
  const cloudInit = { rootEnabled: true, adminName: '', adminSecret: 'x', dataPath: '', userData: '' };
  const unseeded = smallGuestSpec({ cloudInit });
  removeAfterTest(hypervisor, unseeded.id);
  await expect(hypervisor.defineGuest('operation', unseeded)).rejects.toMatchObject({
    code: 'no_capacity',
    reason: 'disk_full',
  });

  // Known from the guest itself, also to an agent that was not there when it paused.
  const cell = { hypervisor: await real.connect('88888888-faults'), guestLocks: new KeyedLock() };
  const ended = new AbortController().signal;
  expect(await cell.hypervisor.guestsWaitingForRoom()).toEqual([id]);
  await resumeWaitingGuests(cell, ended, log);
  expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'paused' });

  await rm(filler);
  await real.daemon.exec('mount', '-o', `remount,size=${128 * mebibyte}`, real.storagePath);
  await resumeWaitingGuests(cell, ended, log);
  expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running', stateReason: '' });
  await hypervisor.resumeGuest(id);
  expect(await hypervisor.guestsWaitingForRoom()).toEqual([]);
  await using client = new LibvirtClient({ socketPath: real.daemon.socket });
  await poll('what it could not write is written', async () => {
    return (await runInGuest(client, id, 'pidof dd || echo done')) === 'done';
  });
  await hypervisor.destroyGuest(id);
  await expect(hypervisor.resumeGuest(id)).rejects.toMatchObject({
    code: 'conflict',
    reason: 'guest_stopped',
  });
});

test('a guest tells how much of its memory and of its disks is free', async () => {
  const { id, memoryBytes } = await bootWithSpareDisk(mebibyte);
  await using client = new LibvirtClient({ socketPath: real.daemon.socket });
  await runInGuest(
    client,
    id,
    'mkdir -p /mnt /twice && modprobe vfat; mount -t vfat /dev/vda1 /mnt || { ls -l /dev/vd* >&2; exit 1; }',
  );
  await runInGuest(client, id, 'mount -o bind /mnt /twice');
  // Asks at once, as it has not asked before.
  const another = await real.connect('88888888-faults');
  const told = async () => (await another.guestStatistics()).find(({ guestId }) => guestId === id);
  await poll('the guest tells', async () => {
    const now = await told();
    const memory = now?.memoryAvailableBytes ?? 0;
    // Until its balloon has settled, all of the guest's memory is free.
    return (now?.diskAvailableBytes ?? 0) > 0 && memory > 0 && memory < memoryBytes;
  });
  const kibibytes = await runInGuest(client, id, "df -k /mnt | awk 'END { print $(NF - 2) }'");
  const now = await told();
  // `df` rounds.
  expect(Math.ceil((now?.diskAvailableBytes ?? 0) / 1024)).toBe(Number(kibibytes));
  expect(now?.memoryAvailableBytes).toBeLessThan(memoryBytes);
  expect(now?.cpuUsage).toBeGreaterThanOrEqual(0);
  expect(now?.cpuUsage).toBeLessThanOrEqual(100);
});

test('a guest whose agent hangs is described, counted and switched off as any other', async () => {
  const { hypervisor } = real;
  const { id } = await bootWithSpareDisk(mebibyte);
  await run(id, 'kill -STOP $(pidof qemu-ga)');
  // Remembers nothing that the agent said before.
  const another = await real.connect('88888888-faults');
  const known = await waitForGuest(another, id, 'has an address', ({ addresses }) => addresses.length > 0);
  expect(known.addresses).toMatchObject([{ source: 'lease' }]);
  const done = await Promise.all([
    hypervisor.listGuests(),
    hypervisor.getGuest(id),
    hypervisor.guestStatistics(),
    hypervisor.rebootGuest(id),
  ]);
  expect(done[1]).toMatchObject({ state: 'running' });
  expect((await another.guestStatistics()).find(({ guestId }) => guestId === id)).toMatchObject({
    diskAvailableBytes: 0,
  });
  await hypervisor.destroyGuest(id);
  expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'stopped' });
});

test('secrets are open to root only', async () => {
  const cloudInit = {
    rootEnabled: true,
    adminName: 'root',
    adminSecret: 'h1dden',
    dataPath: '',
    userData: '',
  };
  const spec = await define(context, smallGuestSpec({ cloudInit, monitorSecret: 'm0nitor' }));
  const { stdout } = await real.daemon.exec('virsh', 'dumpxml', spec.id);
  expect(stdout).toContain('cellar:spec');
  expect(stdout).not.toMatch(/h1dden|m0nitor/);
  for (const name of await readdir(real.storagePath)) {
    if (!name.startsWith(spec.id)) continue;
    expect((await stat(`${real.storagePath}/${name}`)).mode & 0o007, name).toBe(0);
  }
  expect((await stat(`${real.storagePath}/sockets`)).mode & 0o777).toBe(0o700);
});

test('libvirt is to start no guest with the host: it would have no filter yet', async () => {
  const marked = await define(context, smallGuestSpec({ autoStart: true }));
  const { stdout } = await real.daemon.exec('virsh', 'list', '--all', '--autostart', '--name');
  expect(stdout.trim()).toBe('');
  expect((await real.hypervisor.getGuest(marked.id)).spec.autoStart).toBe(true);
});

test('an image that would let its guest read files of the host is refused', async () => {
  const path = `${real.imagesPath}/trap.qcow2`;
  await real.daemon.exec('qemu-img', 'create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', '/etc/passwd', path);
  for (const clone of ['linked', 'full'] as const) {
    const base = { path, sha256: '', clone };
    const disk = { guestId: smallGuestSpec().id, index: 0, sizeBytes: mebibyte, base };
    await expect(real.hypervisor.createDisk(disk)).rejects.toMatchObject({
      code: 'invalid',
      reason: 'image_has_backing_file',
    });
  }
});

test('the most devices that a guest may have fit into each kind of hardware', async () => {
  for (const disk of ['virtio', 'scsi', 'sata'] as const) {
    const disks = Array.from({ length: 26 }, () => ({
      sizeBytes: mebibyte,
      imageSha256: '',
      clone: 'full' as const,
    }));
    const interfaces = Array.from({ length: 16 }, internalInterface);
    const hardware = { ...smallGuestSpec().hardware, disk };
    const spec = await define(context, smallGuestSpec({ disks, interfaces, hardware }));
    await real.hypervisor.startGuest(spec.id, { type: 'disk' });
    await real.hypervisor.destroyGuest(spec.id);
  }
});
