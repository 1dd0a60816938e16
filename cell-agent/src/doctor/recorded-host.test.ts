/** Hosts as their `/sys`, `/proc` and `/etc` show them, recorded in folders: what no test machine can be made to have. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { settingsSchema } from '../config/schema.ts';
import { checkConfinement } from './confinement.ts';
import { checkKernel } from './kernel.ts';
import { checkNames } from './name-resolution.ts';
import { checkSharedStorage } from './shared-storage.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellar-host-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function record(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

const settings = () => settingsSchema.parse({ data: root });
const context = () => ({ settings: settings(), identity: null, root });
const debian12 = {
  'sys/module/apparmor/parameters/enabled': 'Y\n',
  'sys/kernel/security/apparmor/profiles':
    'virt-aa-helper (enforce)\nlibvirtd (enforce)\nlibvirtd//qemu_bridge_helper (enforce)\n/usr/bin/man (enforce)\n',
  'etc/libvirt/qemu.conf': '#security_driver = "none"\n',
};

describe('confinement of guests', () => {
  test.each([
    ['a Debian 12 with AppArmor', debian12, 'ok', /AppArmor/],
    ['an enforcing SELinux', { 'sys/fs/selinux/enforce': '1' }, 'ok', /SELinux/],
    ['no security module', {}, 'warning', /AppArmor is off/],
    ['an AppArmor that is off', { 'sys/module/apparmor/parameters/enabled': 'N\n' }, 'warning', /is off/],
    [
      'a libvirt that is told not to confine',
      { ...debian12, 'etc/libvirt/qemu.conf': 'security_driver = "none"\n' },
      'warning',
      /security_driver/,
    ],
    [
      'a profile that is not loaded',
      { ...debian12, 'sys/kernel/security/apparmor/profiles': 'virt-aa-helper (enforce)\n' },
      'warning',
      /no profile libvirtd:/,
    ],
    [
      'a profile that complains',
      {
        ...debian12,
        'sys/kernel/security/apparmor/profiles':
          '/usr/sbin/libvirtd (complain)\n/usr/lib/libvirt/virt-aa-helper (enforce)\n',
      },
      'warning',
      /profile libvirtd only complains/,
    ],
  ])('%s', async (_, files, level, message) => {
    await record(files);
    expect(await checkConfinement(context())).toMatchObject([
      { check: 'confinement', level, message: expect.stringMatching(message) },
    ]);
  });
});

describe('the kernel', () => {
  const release = '6.1.0-test-amd64';
  const about = { 'proc/sys/kernel/osrelease': `${release}\n` };
  test.each([
    [
      'modules in use',
      { 'sys/module/tun/a': '', 'sys/module/bridge/a': '', 'sys/module/vhost_net/a': '' },
      [],
    ],
    [
      'modules that are built in or can be loaded',
      {
        [`lib/modules/${release}/modules.builtin`]: 'kernel/net/bridge/bridge.ko\n',
        [`lib/modules/${release}/modules.dep`]:
          'kernel/drivers/net/tun.ko.xz:\nkernel/drivers/vhost/vhost_net.ko: kernel/drivers/vhost/vhost.ko\n',
      },
      [],
    ],
    [
      'a cloud kernel without vhost_net',
      { 'dev/net/tun': '', 'sys/module/bridge/a': '' },
      [
        {
          level: 'warning',
          message: `the kernel ${release} has no vhost_net: the network of guests is slower`,
        },
      ],
    ],
    [
      'a kernel without network devices for guests',
      { 'sys/module/vhost_net/a': '', [`lib/modules/${release}/modules.dep`]: 'kernel/net/tunnel4.ko:\n' },
      [
        { level: 'error', message: expect.stringContaining('no tun') },
        { level: 'error', message: expect.stringContaining('no bridge') },
      ],
    ],
  ])('%s', async (_, files, findings) => {
    await record({ ...about, ...files });
    const found = await checkKernel(context());
    if (findings.length > 0) expect(found).toMatchObject(findings);
    else expect(found).toMatchObject([{ check: 'kernel', level: 'ok' }]);
  });
});

describe('shared storage', () => {
  const storage = { name: 'vault', id: '1', host: '127.0.0.1', target: '/export' };
  const wanted = (...storages: object[]) => ({ 'storages.json': JSON.stringify({ storages }) });

  test('a cell that is to have none has nothing to say', async () => {
    expect(await checkSharedStorage(context())).toEqual([]);
  });

  test('a directory is there or not', async () => {
    await record(
      wanted(
        { ...storage, type: 'directory', target: root },
        { ...storage, type: 'directory', target: '/no/such' },
      ),
    );
    expect(await checkSharedStorage(context())).toMatchObject([
      { level: 'ok' },
      { level: 'error', message: 'storage vault: there is no directory /no/such' },
    ]);
  });

  test('NFS needs a program to mount with, and a server that answers', async () => {
    await record(wanted({ ...storage, type: 'nfs', host: '127.0.0.77' }));
    expect(await checkSharedStorage(context())).toMatchObject([
      { level: 'error', remedy: 'Install nfs-common.' },
    ]);
    await record({ 'sbin/mount.nfs': '' });
    expect(await checkSharedStorage(context())).toMatchObject([
      { level: 'error', message: 'storage vault: no NFS server answers at 127.0.0.77 port 2049' },
    ]);
    const server = createServer().listen(2049, '127.0.0.77');
    try {
      expect(await checkSharedStorage(context())).toMatchObject([{ level: 'ok' }]);
    } finally {
      server.close();
    }
  });
});

test('a name that does not resolve is told, an address needs none', async () => {
  const advertising = (advertise: string) =>
    checkNames({ settings: settingsSchema.parse({ agent: { advertise } }), identity: null });
  expect(await advertising('cell.invalid:5852')).toContainEqual(
    expect.objectContaining({ level: 'warning', message: 'the name cell.invalid does not resolve' }),
  );
  for (const address of ['10.0.0.1:5852', '[::1]:5852'])
    expect((await advertising(address)).map(({ message }) => message).join()).not.toContain(
      address.slice(0, 4),
    );
});
