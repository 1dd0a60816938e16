/** What snapshots bring back, looked at inside a guest and in its files. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { domainRef } from '../../cell-agent/src/hypervisor/libvirt/guest-records.ts';
import {
  domainDefineXmlFlags,
  domainGetBlockInfo,
  domainGetXmlDesc,
} from '../../cell-agent/src/hypervisor/libvirt/rpc/procedures.ts';
import { define, defineAndStart, type HypervisorContext, waitForGuest } from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { runInGuest } from '../support/guest-command.ts';
import { type GuestImage, guestImage } from '../support/guest-image.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const mebibyte = 2 ** 20;
let real: RealHypervisor;
let image: GuestImage;
let context: HypervisorContext;
let client: LibvirtClient;

beforeAll(async () => {
  real = await startRealHypervisor('99999999-snapshots');
  image = await guestImage(real.imagesPath);
  client = new LibvirtClient({ socketPath: real.daemon.socket });
  context = {
    hypervisor: real.hypervisor,
    newSpec: smallGuestSpec,
    baseImage: async () => ({ ...image.disk, clone: 'linked' }),
    dispose: async () => {},
  };
});
afterAll(async () => {
  await client?.close();
  await real?.[Symbol.asyncDispose]();
});

const create = (guestId: string, name: string) =>
  real.hypervisor.createSnapshot(guestId, { name, description: '', operationId: randomUUID() });
const restore = (guestId: string, name: string) =>
  real.hypervisor.restoreSnapshot(guestId, name, randomUUID());
const diskPath = (guestId: string, index = 0) => join(real.storagePath, `${guestId}.${index}.qcow2`);

/** Fills the first 64 KiB of a stopped guest's disk. */
async function fill(guestId: string, pattern: number, index = 0): Promise<void> {
  const write = `write -P ${pattern} 0 64k`;
  await real.daemon.exec('qemu-io', '-f', 'qcow2', '-c', write, diskPath(guestId, index));
}

async function isFilledWith(guestId: string, pattern: number): Promise<boolean> {
  const read = `read -P ${pattern} 0 64k`;
  return await real.daemon.exec('qemu-io', '-f', 'qcow2', '-c', read, diskPath(guestId)).then(
    () => true,
    () => false,
  );
}

async function capacityOf(guestId: string): Promise<number> {
  const request = { domain: domainRef(guestId), path: diskPath(guestId), flags: 0 };
  return (await client.call(domainGetBlockInfo, request)).capacityBytes;
}

/** The definition with its secrets. */
const definitionOf = (guestId: string) =>
  client.call(domainGetXmlDesc, { domain: domainRef(guestId), flags: 3 });

const memory = /(<(?:memory|currentMemory) unit='KiB'>)\d+</g;
const largerKiB = 320 * 1024;

/** Changes the definition of a stopped guest as later versions of it would be: more memory, a larger disk. */
async function enlarge(guestId: string): Promise<string> {
  await real.daemon.exec('qemu-img', 'resize', '-q', '-f', 'qcow2', diskPath(guestId), String(32 * mebibyte));
  const xml = (await definitionOf(guestId))
    .replaceAll(memory, `$1${largerKiB}<`)
    .replace(`"sizeBytes":${16 * mebibyte}`, `"sizeBytes":${32 * mebibyte}`);
  await client.call(domainDefineXmlFlags, { xml, flags: 0 });
  return await definitionOf(guestId);
}

async function boot(): Promise<string> {
  const disks = [
    { sizeBytes: 128 * mebibyte, imageSha256: image.disk.sha256, clone: 'linked' as const },
    { sizeBytes: 16 * mebibyte, imageSha256: '', clone: 'linked' as const },
  ];
  const spec = smallGuestSpec({ memoryBytes: 192 * mebibyte, disks, interfaces: [internalInterface()] });
  await define(context, spec, await context.baseImage());
  await start(spec.id);
  return spec.id;
}

async function start(guestId: string): Promise<void> {
  await real.hypervisor.startGuest(guestId, { type: 'disk' });
  await answers(guestId);
}

async function answers(guestId: string): Promise<void> {
  await waitForGuest(real.hypervisor, guestId, 'has its agent', (guest) => guest.guestAgentConnected);
}

const run = (guestId: string, command: string) => runInGuest(client, guestId, command);

/** Fresh content on the data disk and in memory; returns their hashes. */
async function write(guestId: string): Promise<string> {
  await run(guestId, 'dd if=/dev/urandom of=/dev/vdb bs=64k count=32 2>&1; sync');
  await run(guestId, 'dd if=/dev/urandom of=/tmp/mark bs=1k count=64 2>&1');
  return await read(guestId);
}

async function read(guestId: string): Promise<string> {
  return await run(
    guestId,
    'echo 3 > /proc/sys/vm/drop_caches; sha256sum /dev/vdb /tmp/mark; cat /proc/sys/kernel/random/boot_id',
  );
}

test('disks and memory of a running guest come back, on every branch; disks of a stopped one, too', async () => {
  const id = await boot();
  const first = await write(id);
  await create(id, 'first');
  const second = await write(id);
  await create(id, 'second');
  const third = await write(id);
  expect(new Set([first, second, third]).size).toBe(3);

  await restore(id, 'first');
  await answers(id);
  expect(await read(id)).toBe(first);
  const branch = await write(id);
  await create(id, 'branch');
  await restore(id, 'second');
  await answers(id);
  expect(await read(id)).toBe(second);

  await real.hypervisor.destroyGuest(id);
  await restore(id, 'branch');
  await answers(id);
  expect(await read(id)).toBe(branch);
  const tree = await real.hypervisor.listSnapshots(id);
  expect(tree.map(({ name, parent, current }) => [name, parent, current])).toEqual([
    ['branch', 'first', true],
    ['first', '', false],
    ['second', 'first', false],
  ]);

  await real.hypervisor.destroyGuest(id);
  await create(id, 'off');
  await fill(id, 7, 1);
  await restore(id, 'off');
  await start(id);
  expect(await run(id, 'sha256sum /dev/vdb')).toBe(branch.split('\n')[0]);
});

test('a number as a name is a name', async () => {
  const { id } = await define(context, smallGuestSpec());
  for (const [pattern, name] of [
    [1, '2'],
    [2, '1'],
  ] as const) {
    await fill(id, pattern);
    await create(id, name);
  }
  await fill(id, 3);
  await restore(id, '1');
  expect(await isFilledWith(id, 2)).toBe(true);
  await restore(id, '2');
  expect(await isFilledWith(id, 1)).toBe(true);
  expect(await isFilledWith(id, 2)).toBe(false);
});

test('the definition stays as it is now, and a disk as large', async () => {
  const { id } = await define(context, smallGuestSpec());
  await fill(id, 1);
  await create(id, 'small');
  const enlarged = await enlarge(id);
  await fill(id, 2);
  await restore(id, 'small');
  expect(await definitionOf(id)).toBe(enlarged);
  expect(await capacityOf(id)).toBe(32 * mebibyte);
  expect(await isFilledWith(id, 1)).toBe(true);
});

test('a run with restored memory has the hardware of then, and of now name, password, limits and size of disk', async () => {
  const { id } = await defineAndStart(context);
  await create(id, 'live');
  await real.hypervisor.destroyGuest(id);
  await real.hypervisor.renameGuest(id, 'renamed');
  await real.hypervisor.setMonitorSecret(id, 'newer');
  await real.hypervisor.setCpuPriority(id, 'low');
  const unlimited = { writeBytesPerSecond: 0, readIops: 0, writeIops: 0 };
  await real.hypervisor.setDiskQos(id, { ...unlimited, readBytesPerSecond: mebibyte });
  const enlarged = await enlarge(id);
  const { spec } = await real.hypervisor.getGuest(id);
  await restore(id, 'live');
  expect(spec).toMatchObject({ name: 'renamed', monitorSecret: 'newer' });
  expect(await real.hypervisor.getGuest(id)).toMatchObject({ state: 'running', spec });
  const running = await client.call(domainGetXmlDesc, { domain: domainRef(id), flags: 0 });
  expect(running).not.toContain(String(largerKiB));
  expect(running).toContain(`<read_bytes_sec>${mebibyte}</read_bytes_sec>`);
  const { stdout: shares } = await real.daemon.exec('virsh', 'schedinfo', id, '--live');
  expect(enlarged).toContain(`<shares>${/cpu_shares\s*: (\d+)/.exec(shares)?.[1]}</shares>`);
  expect(await definitionOf(id)).toBe(enlarged);
  expect(enlarged).toContain(String(largerKiB));
  expect(await capacityOf(id)).toBe(32 * mebibyte);
});

test('a restore that was cut short is finished by another call of its operation', async () => {
  const { id } = await define(context, smallGuestSpec());
  await create(id, 'small');
  const enlarged = await enlarge(id);
  const operationId = randomUUID();
  await rm(diskPath(id));
  await expect(real.hypervisor.restoreSnapshot(id, 'small', operationId)).rejects.toThrow();
  await real.hypervisor.createDisk({ guestId: id, index: 0, sizeBytes: 16 * mebibyte, base: null });
  await real.daemon.exec('qemu-img', 'snapshot', '-c', 'small', diskPath(id));
  const smaller = enlarged.replaceAll(memory, `$1${largerKiB / 4}<`);
  await client.call(domainDefineXmlFlags, { xml: smaller, flags: 0 });
  await real.hypervisor.restoreSnapshot(id, 'small', operationId);
  expect(await definitionOf(id)).toBe(enlarged);
});

test('media that left the cell since are told of, and nothing changes', async () => {
  const { id } = await define(context, smallGuestSpec());
  const media = { imageId: randomUUID(), imageSha256: image.iso.sha256 };
  await real.hypervisor.startGuest(id, { type: 'media', media });
  await create(id, 'with-media');
  await real.hypervisor.destroyGuest(id);
  await rm(image.iso.path);
  await expect(restore(id, 'with-media')).rejects.toMatchObject({ code: 'conflict', reason: 'disk_missing' });
  expect(await real.hypervisor.getGuest(id)).toMatchObject({ state: 'stopped' });
});

test('a stopped guest with UEFI has snapshots as any other, and goes with them', async () => {
  const hardware = { ...smallGuestSpec().hardware, firmware: 'efi' } as const;
  const { id } = await define(context, smallGuestSpec({ hardware }));
  await fill(id, 1);
  await create(id, 'one');
  await fill(id, 2);
  await restore(id, 'one');
  expect(await isFilledWith(id, 1)).toBe(true);
  await real.hypervisor.startGuest(id, { type: 'disk' });
  expect(await real.hypervisor.getGuest(id)).toMatchObject({ state: 'running' });
});
