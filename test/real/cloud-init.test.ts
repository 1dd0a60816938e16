/**
 * An ordinary Debian set up by cloud-init, seen from inside by its guest agent: one guest made through the Nano API with
 * two data disks, one by the cell's hypervisor with a static address. Emulated, each boot takes minutes: only in full.
 */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { define } from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { runInGuest } from '../support/guest-command.ts';
import { onlyFull } from '../support/only.ts';
import { poll } from '../support/poll.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const MiB = 2 ** 20;
const bootMs = 400_000;
const secret = `a'b"$(id)\\ #: ü${'x'.repeat(49)}`;
const root = resolve(import.meta.dirname, '../..');
const debian = join(root, '.cache/debian-image/out/debian.qcow2');

onlyFull.describe('Debian with cloud-init', () => {
  beforeAll(async () => {
    await promisify(execFile)(join(root, 'scripts/build-debian-image'), [join(debian, '..')]);
  }, 900_000);

  describe('made through the Nano API', () => {
    let real: RealCluster;
    let libvirt: LibvirtClient;
    let image: string;
    let id: string;
    let before: string;

    const nano = <T>(method: string, path: string, body?: unknown) => real.client.nano<T>(method, path, body);
    const inGuest = (command: string) => runInGuest(libvirt, id, command);
    const isCreated = () =>
      poll(
        'it is there',
        async () => (await nano<{ created: boolean }>('GET', `/guests/${id}`)).created,
        60_000,
      );
    const isStopped = () =>
      poll(
        'it is off',
        async () => !(await nano<{ running: boolean }>('GET', `/guests/${id}`)).running,
        120_000,
      );
    /** A boot takes longer than a session lives. */
    const isBootedAndSetUp = async () => {
      await isSetUp(inGuest);
      await real.client.login(real.cluster.user, real.cluster.password);
    };
    /** Without passing by root, who needs no password. */
    const mayLogIn = (user: string, password: string) => {
      const encoded = Buffer.from(`${password}\n`).toString('base64');
      return inGuest(`echo ${encoded} | base64 -d | runuser -u nobody -- su ${user} -c id`).then(
        () => true,
        () => false,
      );
    };

    beforeAll(async () => {
      real = await startRealCluster();
      libvirt = new LibvirtClient({ socketPath: real.daemon.socket });
      const about = { name: 'debian', owner: 'admin', group: 'admin', description: '', tags: [] };
      image = (await nano<{ id: string }>('POST', '/disk_images/', about)).id;
      const form = new FormData();
      form.append('image', await openAsBlob(debian), 'debian.qcow2');
      await real.client.upload(`/disk_images/${image}/file/`, form);
    });
    afterAll(async () => {
      await libvirt?.[Symbol.asyncDispose]();
      await real?.[Symbol.asyncDispose]();
    });

    test('has its name, administrator, and data disks', { timeout: bootMs }, async () => {
      const templates = await nano<{ id: string; name: string }[]>('GET', '/templates/');
      const request = {
        ...{ name: 'no', owner: 'admin', group: 'admin', pool: 'default', from_image: image, cores: 1 },
        template: templates.find(({ name }) => name === 'CentOS 7')?.id,
        ...{ memory: 768 * MiB, disks: [3072 * MiB, 128 * MiB, 192 * MiB], auto_start: false },
        modules: ['qemu', 'cloud-init'],
        cloud_init: { root_enabled: false, admin_name: 'anna', admin_secret: secret, data_path: '/srv/data' },
      };
      id = (await nano<{ id: string }>('POST', '/guests/', request)).id;
      await isCreated();
      await nano('POST', `/instances/${id}`, {});
      await isBootedAndSetUp();
      expect(await inGuest('hostname')).toBe('no');
      expect(await nano('GET', `/guests/${id}/auth`)).toEqual({ user: 'anna', password: secret });
      expect(await mayLogIn('anna', secret)).toBe(true);
      expect(await mayLogIn('anna', `${secret}x`)).toBe(false);
      const encoded = Buffer.from(`${secret}\n`).toString('base64');
      expect(await inGuest(`echo ${encoded} | base64 -d | runuser -u anna -- sudo -S -k id -u`)).toBe('0');
      expect(await inGuest('passwd -S root | cut -d" " -f2')).toBe('L');
      expect(await inGuest('sshd -T | grep -E "^(permitroot|passwordauth)" | sort')).toBe(
        'passwordauthentication yes\npermitrootlogin no',
      );
      expect(await inGuest('findmnt -nro FSTYPE,LABEL,SOURCE /srv/data')).toBe(
        'ext4 cellar-data /dev/mapper/cellar-data',
      );
      const sizeOf = async (path: string) =>
        Number(await inGuest(`df --output=size -BM ${path} | tr -dc 0-9`));
      expect(await sizeOf('/srv/data')).toBeGreaterThan(256);
      expect(await sizeOf('/')).toBeGreaterThan(2500);
      expect(await inGuest(`grep -rlsF "$(echo ${encoded} | base64 -d)" /etc /var/lib/cloud; true`)).toBe('');
      await inGuest('echo kept >/srv/data/file; sync');
      before = await inGuest('cat /etc/machine-id /etc/ssh/ssh_host_ed25519_key.pub');
    });

    test('is left alone at the second start, but for a new name', { timeout: bootMs }, async () => {
      await nano('PUT', `/guests/${id}/auth`, { password: 'Another-1' });
      await nano('DELETE', `/instances/${id}`, {});
      await isStopped();
      await nano('PUT', `/guests/${id}/name`, { name: 'yes' });
      await nano('POST', `/instances/${id}`, {});
      await isBootedAndSetUp();
      expect(await inGuest('cat /etc/machine-id /etc/ssh/ssh_host_ed25519_key.pub')).toBe(before);
      expect(await mayLogIn('anna', 'Another-1')).toBe(true);
      expect(await mayLogIn('anna', secret)).toBe(false);
      expect(await inGuest('hostname')).toBe('yes');
      expect(await inGuest('cat /srv/data/file; grep -c cellar-data /etc/fstab')).toBe('kept\n1');
    });

    test('is set up again after a reset, with its data', { timeout: bootMs }, async () => {
      await nano('DELETE', `/instances/${id}`, {});
      await isStopped();
      await nano('PUT', `/guests/${id}/system/`, { from_image: image });
      await isCreated();
      await nano('POST', `/instances/${id}`, {});
      await isBootedAndSetUp();
      expect(await inGuest('cat /etc/machine-id /etc/ssh/ssh_host_ed25519_key.pub')).not.toBe(before);
      expect(await inGuest('hostname; cat /srv/data/file')).toBe('yes\nkept');
      expect(await mayLogIn('anna', secret)).toBe(true);
      expect(await nano('GET', `/guests/${id}/auth`)).toEqual({ user: 'anna', password: secret });
    });
  });

  describe('made by a cell', () => {
    let real: RealHypervisor;
    let libvirt: LibvirtClient;

    beforeAll(async () => {
      real = await startRealHypervisor('66666666-cloud-init');
      libvirt = new LibvirtClient({ socketPath: real.daemon.socket });
    });
    afterAll(async () => {
      await libvirt?.[Symbol.asyncDispose]();
      await real?.[Symbol.asyncDispose]();
    });

    test('has a static address, root as administrator and one data disk', { timeout: bootMs }, async () => {
      const sha256 = createHash('sha256')
        .update(await readFile(debian))
        .digest('hex');
      const path = join(real.imagesPath, `${sha256}.qcow2`);
      await mkdir(real.imagesPath, { recursive: true });
      await copyFile(debian, path);
      const card = internalInterface();
      const spec = smallGuestSpec({
        hostName: 'static',
        memoryBytes: 768 * MiB,
        disks: [
          { sizeBytes: 2560 * MiB, imageSha256: sha256, clone: 'linked' },
          { sizeBytes: 64 * MiB, imageSha256: '', clone: 'linked' },
        ],
        interfaces: [
          {
            ...card,
            address: '10.77.0.5/24',
            gateway: '10.77.0.1',
            dns: ['10.77.0.2'],
            assignment: 'static',
          },
        ],
        hardware: { ...smallGuestSpec().hardware, disk: 'virtio', network: 'virtio' },
        cloudInit: {
          rootEnabled: true,
          adminName: 'root',
          adminSecret: secret,
          dataPath: '/opt/data',
          userData: '',
        },
      });
      await define(real, spec, { path, sha256, clone: 'linked' });
      await real.hypervisor.startGuest(spec.id, { type: 'disk' });
      const inGuest = (command: string) => runInGuest(libvirt, spec.id, command);
      await isSetUp(inGuest);
      expect(await inGuest('hostname')).toBe('static');
      expect(await inGuest('ip -4 -o address show dev eth0')).toContain('inet 10.77.0.5/24 ');
      expect(await inGuest('cat /sys/class/net/eth0/address')).toBe(card.ethernetAddress.toLowerCase());
      expect(await inGuest('ip route show default')).toContain('via 10.77.0.1 dev eth0');
      expect(await inGuest('resolvectl dns eth0')).toContain('10.77.0.2');
      expect(await inGuest('findmnt -nro FSTYPE,LABEL,SOURCE /opt/data')).toMatch(
        /^ext4 cellar-data \/dev\/vd[ab]$/,
      );
      expect(await inGuest('sshd -T | grep ^permitrootlogin')).toBe('permitrootlogin yes');
      const encoded = Buffer.from(`${secret}\n`).toString('base64');
      expect(await inGuest(`echo ${encoded} | base64 -d | runuser -u nobody -- su root -c "id -u"`)).toBe(
        '0',
      );
    });
  });
});

/** Cloud-init has ended, without an error. */
async function isSetUp(inGuest: (command: string) => Promise<string>): Promise<void> {
  const status = async () => {
    const text = await inGuest('cat /run/cloud-init/result.json').catch(() => '');
    return text === '' ? null : (JSON.parse(text) as { v1: { datasource: string; errors: unknown[] } }).v1;
  };
  await poll('cloud-init is through', async () => (await status()) !== null, bootMs, 2_000);
  expect(await status()).toEqual({ datasource: expect.stringContaining('NoCloud'), errors: [] });
}
