/** Media, images from guests and new systems, from the Nano API down to what the guests themselves see. */
import { openAsBlob } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { domainRef } from '../../cell-agent/src/hypervisor/libvirt/guest-records.ts';
import { domainGetXmlDesc } from '../../cell-agent/src/hypervisor/libvirt/rpc/procedures.ts';
import { devPrograms, reviveDevPrograms } from '../support/dev-programs.ts';
import { runInGuest } from '../support/guest-command.ts';
import { findDisk } from '../support/guest-disks.ts';
import { guestImage } from '../support/guest-image.ts';
import { poll } from '../support/poll.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';

const MiB = 2 ** 20;
const bootMs = 150_000;
const systemBytes = 256 * MiB;
const dataBytes = 16 * MiB;
/** Where a test writes on the system disk: behind the image, on the disk that the guest sees. */
const markAt = 200;

let real: RealCluster;
let libvirt: LibvirtClient;
let iso: string;
let template: string;

beforeAll(async () => {
  real = await startRealCluster();
  libvirt = new LibvirtClient({ socketPath: real.daemon.socket });
  iso = await uploadIso();
  const templates = await real.client.nano<{ id: string; name: string }[]>('GET', '/templates/');
  template = templates.find(({ name }) => name === 'CentOS 7')?.id ?? '';
});
afterAll(async () => {
  await libvirt?.[Symbol.asyncDispose]();
  await real?.[Symbol.asyncDispose]();
});

const owned = { owner: 'admin', group: 'admin', description: '', tags: [] };

async function uploadIso(): Promise<string> {
  const { path } = (await guestImage(join(real.cluster.data, 'iso'))).iso;
  const { id } = await real.client.nano<{ id: string }>('POST', '/media_images/', { name: 'tiny', ...owned });
  const form = new FormData();
  form.append('image', await openAsBlob(path), 'tiny.iso');
  await real.client.upload(`/media_images/${id}/file/`, form);
  return id;
}

interface Seen {
  readonly created: boolean;
  readonly running: boolean;
  readonly ethernet_address: string;
  readonly media_attached: boolean;
  readonly media_source: string;
  readonly internal: { readonly network_address: string };
}

const nano = <T>(method: string, path: string, body?: unknown) => real.client.nano<T>(method, path, body);
const seen = (id: string) => nano<Seen>('GET', `/instances/${id}`);
const inGuest = (id: string, command: string) => runInGuest(libvirt, id, command);
const xmlOf = (id: string) => libvirt.call(domainGetXmlDesc, { domain: domainRef(id), flags: 0 });
const start = (id: string, body: object = {}) => nano('POST', `/instances/${id}`, body);
const powerOff = (id: string) => nano('DELETE', `/instances/${id}`, { force: true });

async function created(name: string, image: string, change: object = {}): Promise<string> {
  const { id } = await nano<{ id: string }>('POST', '/guests/', {
    name,
    ...{ owner: 'admin', group: 'admin', pool: 'default', template, cores: 1, memory: 192 * MiB },
    ...{ disks: [systemBytes], auto_start: false, from_image: image, modules: ['qemu'] },
    ...change,
  });
  await isReady(id);
  return id;
}

async function isReady(id: string): Promise<void> {
  await poll('the guest is there', async () => (await nano<Seen>('GET', `/guests/${id}`)).created, 60_000);
}

/** Waits until the guest says the word on its first serial port in its present run; returns what comes after it. */
async function said(id: string, word: string): Promise<string> {
  let line: string | undefined;
  await poll(
    `the guest says ${word}`,
    async () => {
      const text = await readFile(join(real.disks, `${id}.serial.log`), 'utf8').catch(() => '');
      line = new RegExp(`CELLAR_GUEST_${word} (.*)`).exec(text)?.[1];
      return line !== undefined;
    },
    bootMs,
    200,
  );
  return line ?? '';
}

async function hasAgent(id: string): Promise<void> {
  const answers = () =>
    inGuest(id, 'true').then(
      () => true,
      () => false,
    );
  await poll('the guest answers', answers, bootMs, 500);
}

async function leftovers(): Promise<string[]> {
  const files = await readdir(real.cluster.data, { recursive: true });
  return files.filter((name) => /\.(part|new)$|export\.qcow2$/.test(name));
}

const source = { id: '' };

test('media comes into a running guest and out of a locked tray', { timeout: bootMs }, async () => {
  const change = { disks: [systemBytes, dataBytes], modules: ['qemu', 'cloud-init'] };
  source.id = await created('source', real.imageId, change);
  await start(source.id);
  await said(source.id, 'READY');
  await hasAgent(source.id);
  const { id } = source;
  await nano('POST', `/instances/${id}/media`, { source: iso, type: 0 });
  expect(await seen(id)).toMatchObject({ media_attached: true, media_source: iso });
  const mount = 'mkdir -p /media && mount -t iso9660 -o ro /dev/sr0 /media';
  await poll('the guest reads from it', async () => {
    const text = await inGuest(id, `${mount} && cat /media/isolinux/isolinux.cfg`).catch(() => '');
    return text.includes('cellar.boot=iso');
  });
  await expect(nano('POST', `/instances/${id}/media`, { source: iso })).rejects.toThrow('already has media');
  await nano('DELETE', `/instances/${id}/media`);
  expect(await seen(id)).toMatchObject({ media_attached: false, media_source: '', running: true });
  expect(await xmlOf(id)).not.toMatch(/images.[0-9a-f]+.iso/);
  await expect(nano('DELETE', `/instances/${id}/media`)).rejects.toThrow('has no media attached');
  await inGuest(id, 'umount -l /media; true');
});

test('an image from a guest has its changes, a new system has none of them', {
  timeout: bootMs,
}, async () => {
  const { id } = source;
  const before = await nano<Seen>('GET', `/guests/${id}`);
  const write = (diskBytes: number, at: number, text: string) =>
    inGuest(id, `${findDisk(diskBytes)} && printf ${text} | dd of=$disk bs=1M seek=${at} conv=notrunc,fsync`);
  expect(await said(id, 'SEED')).toContain(`instance=${id}`);
  await write(systemBytes, markAt, 'changed');
  await write(dataBytes, 8, 'kept');
  await powerOff(id);

  const request = { name: 'built', guest: id, ...owned };
  const built = (await nano<{ id: string }>('POST', '/disk_images/', request)).id;
  const image = () =>
    nano<{ created: boolean; progress: number; size: number }>('GET', `/disk_images/${built}`);
  await poll('the image is built', async () => (await image()).created, 60_000);
  expect((await image()).size).toBeGreaterThan(10 * MiB);

  await nano('PUT', `/guests/${id}/system/`, { from_image: real.imageId });
  const copy = await created('copy', built);
  await isReady(id);
  expect(await leftovers()).toEqual([]);
  await Promise.all([start(copy), start(id)]);
  const read = (guest: string, diskBytes: number, at: number) => {
    const bytes = `dd if=$disk bs=1M skip=${at} count=1 2>/dev/null | tr -d '\\0' | head -c 20`;
    return inGuest(guest, `${findDisk(diskBytes)} && ${bytes}`);
  };

  await said(copy, 'READY');
  await hasAgent(copy);
  expect(await read(copy, systemBytes, markAt)).toBe('changed');
  await powerOff(copy);

  await said(id, 'READY');
  expect(await said(id, 'SEED')).toMatch(/^instance=[0-9a-f-]{36} hostname=source$/);
  expect(await said(id, 'SEED')).not.toContain(id);
  await hasAgent(id);
  expect(await read(id, systemBytes, markAt)).toBe('');
  expect(await read(id, dataBytes, 8)).toBe('kept');
  const after = await nano<Seen>('GET', `/guests/${id}`);
  expect(after.ethernet_address).toBe(before.ethernet_address);
  expect(await xmlOf(id)).toContain(before.ethernet_address);
  await powerOff(id);
});

test('a guest starts from an ISO, another one from the network', { timeout: bootMs }, async () => {
  const { id } = source;
  const blank = await created('blank', '');
  await Promise.all([start(id, { from_media: true, source: iso }), start(blank, { from_network: true })]);
  const order = [...(await xmlOf(blank)).matchAll(/<boot dev='(\w+)'\/>/g)].map(([, device]) => device);
  expect(order).toEqual(['network', 'hd', 'cdrom']);
  // Nothing but the firmware can have asked for it.
  const asked = async () => (await seen(blank)).internal.network_address !== '';
  await poll('the firmware has asked for an address', asked, bootMs, 500);
  await powerOff(blank);

  expect(await said(id, 'READY')).toContain('boot=iso');
  expect(await seen(id)).toMatchObject({ media_attached: true, media_source: iso });
  await powerOff(id);
  expect(await seen(id)).toMatchObject({ running: false, media_attached: false, media_source: '' });
});

test('an agent killed while it copies a disk leaves no file; the image is built in the end', async () => {
  const guest = await created('copied', real.imageId);
  const request = { name: 'killed', guest, ...owned };
  const { id } = await nano<{ id: string }>('POST', '/disk_images/', request);
  const copies = async () => (await readdir(real.disks)).filter((name) => name.endsWith('.export.qcow2'));
  await poll('the copy has begun', async () => (await copies()).length > 0, 60_000, 2);
  process.kill(real.cluster.cells[0]?.pid ?? 0, 'SIGKILL');
  await poll('the agent is gone', () => !devPrograms(real.cluster.data).has('cell1'));
  await reviveDevPrograms(real.cluster, ['cell1']);
  const image = () => nano<{ created: boolean }>('GET', `/disk_images/${id}`);
  await poll('the image is built', async () => (await image()).created, 60_000);
  expect(await leftovers()).toEqual([]);
  await start(guest);
  await powerOff(guest);
});
