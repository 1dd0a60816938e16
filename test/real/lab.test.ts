/** The lab itself: its hosts share a network and a folder as machines do, and nothing of it stays. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect } from 'vitest';
import { cgroupNames } from '../../scripts/lab-hosts/cgroups.ts';
import { interfaces } from '../../scripts/lab-hosts/network.ts';
import { labId } from '../../scripts/lab-hosts/plan.ts';
import type { DevUser } from '../support/dev-user.ts';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import { onlyFull } from '../support/only.ts';
import { poll } from '../support/poll.ts';

/** Every other test on a lab uses it; what is only its own is looked at in the long variant. */
const { test: labTest } = onlyFull;

const MiB = 2 ** 20;
const execute = promisify(execFile);
const script = resolve(import.meta.dirname, '../../scripts/lab');
let lab: LabCluster;
let user: DevUser;

beforeAll(async () => {
  lab = await startLab({ hosts: 2, shared: true, nfsStandIn: true });
  user = await lab.login();
});
afterAll(() => lab?.stop());

function domain(name: string, disk: string): string {
  return `<domain type='qemu'><name>${name}</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>
<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='${disk}'/><target dev='vda' bus='virtio'/></disk>
</devices></domain>`;
}

async function define(host: string, name: string, disk: string): Promise<void> {
  const file = join(lab.sharedFolder, `${host}-${name}.xml`);
  await writeFile(file, domain(name, disk));
  await lab.host(host).run('virsh', '-q', 'define', file);
}

labTest('a guest on one host gets an address and is reached from the other', async () => {
  const image = await lab.uploadGuestImage();
  const id = await user.create('booted', { from_image: image, memory: 192 * MiB, disks: [256 * MiB] });
  const seen = async () => user.nano.get(`/guests/${id}`);
  expect(await user.start(id)).toMatchObject({ error_code: 0 });
  const address = async (): Promise<string> => (await seen()).internal.network_address;
  await poll('it has an address', async () => (await address()) !== '', 120_000, 200);
  expect(await address()).toMatch(new RegExp(`^${lab.plan.record.prefix}\\.(1\\d\\d|2[0-4]\\d|250)$`));
  const other = (await seen()).cell === 'host1' ? 'host2' : 'host1';
  expect(await lab.host(other).run('ping', '-c', '1', '-W', '10', await address())).toContain('1 received');
  expect(await user.stop(id)).toMatchObject({ error_code: 0 });
});

labTest(
  'the shared folder is one file system: a disk in use is locked everywhere, and migration needs no force',
  async () => {
    const disk = join(lab.sharedFolder, 'disk.qcow2');
    await execute('qemu-img', ['create', '-q', '-f', 'qcow2', disk, '64M']);
    await define('host1', 'mover', disk);
    await define('host2', 'thief', disk);
    await lab.host('host1').run('virsh', '-q', 'start', 'mover');
    await expect(lab.host('host2').run('virsh', '-q', 'start', 'thief')).rejects.toThrow(/lock/);
    const migrate = ['migrate', '--live', '--p2p', '--persistent', '--undefinesource', 'mover'];
    await lab.host('host1').run('virsh', '-q', ...migrate, 'qemu+tcp://host2/system');
    expect(await lab.host('host2').run('virsh', '-q', 'domstate', 'mover')).toContain('running');
    expect(await lab.host('host1').run('virsh', '-q', 'list', '--all', '--name')).not.toContain('mover');
    await lab.host('host2').run('virsh', '-q', 'destroy', 'mover');
  },
);

labTest("a pool of libvirt's type netfs is mounted by the stand-in for NFS", async () => {
  const folder = join(lab.plan.record.data, 'export');
  await mkdir(folder);
  const name = ['exported', 'netfs', '--source-host', 'nfs.test', '--source-path', folder];
  const target = '/run/exported';
  for (const host of ['host1', 'host2'].map((one) => lab.host(one))) {
    await host.run('mkdir', target);
    await host.run('virsh', '-q', 'pool-create-as', ...name, '--target', target);
    expect(await host.run('grep', target, '/proc/mounts')).toMatch(/^nfs\.test:\S+ \S+ fuse\.nfs /);
  }
  await lab
    .host('host1')
    .run('virsh', '-q', 'vol-create-as', 'exported', 'seen.qcow2', '1M', '--format', 'qcow2');
  await lab.host('host2').run('virsh', '-q', 'pool-refresh', 'exported');
  expect(await lab.host('host2').run('virsh', '-q', 'vol-list', 'exported')).toContain('seen.qcow2');
  for (const host of ['host1', 'host2']) await lab.host(host).run('virsh', '-q', 'pool-destroy', 'exported');
  expect(await lab.host('host1').run('cat', '/proc/mounts')).not.toContain('fuse.nfs');
});

labTest('a host that is isolated reaches other hosts, but not the control plane', async () => {
  const host = lab.host('host1');
  const ping = (address: string) => host.run('ping', '-c', '1', '-W', '5', address);
  await host.isolate();
  await ping('host2');
  await expect(ping('control-plane')).rejects.toThrow();
  await host.rejoin();
  await ping('control-plane');
});

labTest('a host whose power fails loses its guests and boots again as the same cell', async () => {
  const id = await user.create('short-lived', { memory: 128 * MiB });
  const { cell } = await user.nano.get(`/guests/${id}`);
  expect(await user.start(id)).toMatchObject({ error_code: 0 });
  const host = lab.host(cell);
  const [pid] = (await host.guestProcesses()).values();
  await host.powerOff();
  expect(existsSync(`/proc/${pid}`)).toBe(false);
  await host.powerOn();
  const running = async () => (await user.nano.get(`/guests/${id}`)).running;
  await poll('its guest is seen as off', async () => !(await running()), 60_000);
  expect(await user.start(id)).toMatchObject({ error_code: 0 });
});

labTest(
  'a second lab stands beside the first; an unfinished one is taken away whole, and foreign folders are not',
  async () => {
    const data = await mkdtemp('/tmp/cellar-lab-');
    await chmod(data, 0o755);
    const places = ['--data', data];
    try {
      const { stdout } = await execute(script, ['up', '1', ...places, '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ ready: true, data, hosts: [{ name: 'host1' }] });
      const exec = await execute(script, ['exec', ...places, 'host1', '--', 'hostname']);
      expect(exec.stdout.trim()).toBe('host1');
      expect((await execute(script, ['status', ...places])).stdout).toMatch(/host1 .*cell alive/);
      expect((await execute(script, ['cut', 'host1', ...places])).stdout).toBe('');
      expect((await execute(script, ['status', ...places])).stdout).toMatch(/host1 .*cable cut/);
      await execute(script, ['pause', 'host1', ...places]);
      const id = labId(data);
      expect(await lab.host('host1').run('hostname')).toContain('host1');
      await execute(script, ['down', ...places]);
      expect(existsSync(data)).toBe(false);
      expect(cgroupNames(`cellar-lab-${id}-`)).toEqual([]);
      expect((await interfaces()).filter(({ ifname }) => ifname.includes(id))).toEqual([]);
      expect((await execute('ip', ['netns', 'list'])).stdout).not.toContain(id);
      expect(await readFile('/proc/self/mounts', 'utf8')).not.toContain(data);

      await mkdir(data);
      await writeFile(join(data, 'precious'), '');
      await expect(execute(script, ['up', '1', ...places])).rejects.toMatchObject({
        stderr: expect.stringContaining('not empty'),
      });
      await execute(script, ['down', ...places]);
      expect(existsSync(join(data, 'precious'))).toBe(true);
    } finally {
      await execute(script, ['down', ...places]);
      await rm(data, { recursive: true, force: true });
    }
  },
);
