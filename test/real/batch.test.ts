/** A batch of blank guests on a libvirtd of its own: created and running, cut off, gone with their disks. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startDevCluster } from '../support/dev-cluster.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { startPrivateLibvirtd } from '../support/private-libvirtd.ts';

const run = promisify(execFile);
const mib = 2 ** 20;

test('three guests', async () => {
  await using stack = new AsyncDisposableStack();
  const dir = await mkdtemp('/var/tmp/cellar-batch-');
  stack.defer(() => rm(dir, { recursive: true, force: true }));
  const libvirtd = stack.use(await startPrivateLibvirtd({ dir, ownNetwork: true }));
  const environment = { CELLAR_LIBVIRT_SOCKET: libvirtd.socket, CELLAR_VIRT: 'qemu' };
  const data = join(dir, 'cellar');
  await mkdir(data, { mode: 0o755 });
  const cluster = stack.use(await startDevCluster({ cells: 1, hypervisor: 'libvirt', environment, data }));
  const user = await DevUser.login(cluster);
  const uri = `qemu+unix:///system?socket=${libvirtd.socket}`;
  const domains = async (...which: string[]) => {
    const { stdout } = await run('virsh', ['-q', '-c', uri, 'list', '--uuid', ...which]);
    return stdout.trim().split('\n').filter(Boolean).sort();
  };
  const disks = async () =>
    (await readdir(data, { recursive: true })).filter((name) => name.endsWith('.qcow2'));

  async function batch(kind: string, body: Json): Promise<Json[]> {
    const { id } = await user.nano.succeed('POST', `/batch/${kind}/`, body);
    let items: Json[] = [];
    await poll(`${kind} has ended`, async () => {
      const answer = await user.nano.call('GET', `/batch/${kind}/${id}`);
      items = answer.data;
      return answer.status === 200;
    });
    return items;
  }

  const shape = { cores: 1, memory: 64 * mib, disks: [16 * mib], auto_start: true, pool: 'default' };
  const names = { name_rule: 'MAC', name_prefix: 'blank', count: 3 };
  const created = await batch('create_guest', { ...user.creator, ...shape, ...names });
  expect(created.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
  const guest = created.map(({ id }) => id);
  expect(await domains('--state-running')).toEqual([...guest].sort());
  for (const { id, name } of created) {
    const { stdout } = await run('virsh', ['-q', '-c', uri, 'domiflist', id]);
    expect(name).toBe(`blank_${stdout.trim().split(/\s+/).at(-1)?.replaceAll(':', '-')}`);
  }
  expect((await disks()).length).toBeGreaterThanOrEqual(3);
  const refused = await batch('delete_guest', { guest });
  expect(refused.map(({ status }) => status)).toEqual(['fail', 'fail', 'fail']);
  const stopped = await batch('stop_guest', { guest: guest.slice(1), force: true });
  expect(stopped).toEqual(guest.slice(1).map((id) => ({ id, status: 'stopped' })));
  expect(await domains('--state-running')).toEqual([guest[0]]);
  expect(await batch('delete_guest', { guest, force: true })).toEqual(
    guest.map((id) => ({ id, status: 'deleted' })),
  );
  expect(await domains('--all')).toEqual([]);
  expect(await disks()).toEqual([]);
});
