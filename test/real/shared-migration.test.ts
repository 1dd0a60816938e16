/** A running guest moves between two real hosts that share its storage: only its memory goes. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { runInGuest } from '../support/guest-command.ts';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { labHosts, StorageLab } from '../support/storage-lab.ts';

const deadlineMs = 90_000;
let lab: LabCluster;
let pools: StorageLab;
beforeAll(async () => {
  lab = await startLab({ hosts: 2, pool: null, shared: true });
  pools = await StorageLab.of(lab);
});
afterAll(() => lab?.stop());

test('memory moves, the disks stay where they are with their snapshots; there and back', async () => {
  const target = join(lab.sharedFolder, 'pool');
  await mkdir(target);
  await pools.makePool('shared', { type: 'directory', target }, labHosts);
  for (const host of labHosts) await pools.attached('shared', host);
  const { id } = await pools.bootOn('shared');
  const shown = (): Promise<Json> => pools.user.nano.get(`/guests/${id}`);
  const disk = join(target, 'cellar/disks', `${id}.0.qcow2`);
  const { ino } = await stat(disk);
  const bootOf = async () => {
    const { cell } = await shown();
    await using client = new LibvirtClient({ socketPath: lab.host(cell).libvirtSocket });
    return await runInGuest(client, id, 'cat /proc/sys/kernel/random/boot_id');
  };
  await poll('its agent answers', () => bootOf().then(Boolean, () => false), deadlineMs);
  const boot = await bootOf();
  const inGuest = async (command: string) => {
    const { cell } = await shown();
    await using client = new LibvirtClient({ socketPath: lab.host(cell).libvirtSocket });
    return await runInGuest(client, id, command);
  };
  /** Whether the cell's keeper knows its process. */
  const holdsIt = (host: string): boolean => {
    const path = join(lab.host(host).agentData, 'keeper/leases.json');
    const { leases } = JSON.parse(existsSync(path) ? readFileSync(path, 'utf8') : '{"leases":[]}') as Json;
    return leases.some((lease: Json) => lease.guestId === id && lease.process !== null);
  };
  /** What the guest's screen says first, by a channel of the place where it is now. */
  const greeting = async (channel: Json): Promise<string> => {
    const url = `${lab.nano.replace('http', 'ws')}/api/v1/monitor_channels/${channel.id}`;
    const socket = new WebSocket(url);
    try {
      const [data] = await once(socket, 'message');
      return String(data);
    } finally {
      socket.terminate();
    }
  };
  const snapshotsAt = (host: string) => lab.host(host).run('virsh', '-q', 'snapshot-list', '--name', id);
  await pools.user.nano.succeed('POST', `/instances/${id}/snapshots/`, { name: 'with-memory' });
  await inGuest('echo later > /tmp/mark');
  for (const leg of labHosts.keys()) {
    // There without failover, back with it: then the target's keeper holds the guest to a lease.
    if (leg === 1)
      await pools.user.nano.succeed('PUT', '/compute_pools/shared', {
        storage: 'shared',
        network: '',
        failover: true,
      });
    if (leg === 1) await poll('its keeper holds it', async () => holdsIt((await shown()).cell), deadlineMs);
    await pools.user.settled();
    const { cell: source, pool: source_pool } = await shown();
    const body = { source_pool, source_cell: source, instances: [id] };
    const { id: migration } = await pools.user.nano.succeed('POST', '/migrations/', body);
    let last: Json = {};
    const isOver = async () => {
      last = await pools.user.nano.get(`/migrations/${migration}`);
      return last.finished;
    };
    await poll('the migration has ended', isOver, deadlineMs);
    expect(last).toEqual({ finished: true });
    const after = await shown();
    expect(after).toMatchObject({ running: true });
    expect(after.cell).not.toBe(source);
    expect(await bootOf()).toBe(boot);
    expect((await stat(disk)).ino).toBe(ino);
    expect(holdsIt(after.cell)).toBe(leg === 1);
    if (leg === 1) await poll('the other has let it go', () => !holdsIt(source), deadlineMs);
    expect(
      await greeting(await pools.user.nano.succeed('POST', '/monitor_channels/', { guest: id })),
    ).toMatch(/^RFB 003/);
    expect(await snapshotsAt(after.cell)).toContain('with-memory');
    expect(await inGuest('cat /tmp/mark')).toBe('later');
    expect((await readdir(join(target, 'cellar/disks'))).sort()).toEqual([
      `${id}.0.qcow2`,
      `${id}.snapshots.json`,
    ]);
    expect(await lab.host(source).run('virsh', '-q', 'list', '--all', '--name')).not.toContain(id);
  }
  await pools.user.nano.succeed('PUT', `/instances/${id}/snapshots/`, { target: 'with-memory' });
  await poll('its agent answers again', () => bootOf().then(Boolean, () => false), deadlineMs);
  expect(await inGuest('cat /tmp/mark || echo none')).toContain('none');
  expect(await bootOf()).toBe(boot);
});
