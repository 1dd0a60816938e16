/** Guests that move between two real hosts: live and cold with their disks, aborted, all of a host at once. */
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import type { DevUser } from '../support/dev-user.ts';
import { runInGuest } from '../support/guest-command.ts';
import { findDisk } from '../support/guest-disks.ts';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

const MiB = 2 ** 20;
/** A guest that starts on a busy machine takes its time. */
const deadlineMs = 150_000;
const names = ['host1', 'host2'] as const;
let lab: LabCluster;
let user: DevUser;
const clients = new Map<string, LibvirtClient>();

beforeAll(async () => {
  lab = await startLab({ hosts: 2 });
  for (const name of names)
    clients.set(name, new LibvirtClient({ socketPath: lab.host(name).libvirtSocket }));
});
beforeEach(async () => {
  user = await lab.login();
});
afterAll(async () => {
  for (const client of clients.values()) await client.close();
  await lab?.stop();
});

const guest = (id: string): Promise<Json> => user.nano.get(`/guests/${id}`);
const other = (name: string) => (name === 'host1' ? 'host2' : 'host1');

async function inGuest(id: string, command: string): Promise<string> {
  const client = clients.get((await guest(id)).cell);
  if (client === undefined) throw new Error('no such host');
  return await runInGuest(client, id, command);
}

/** Files of a guest, and whether libvirt knows it, on a host. */
async function tracesOn(name: string, id: string): Promise<string[]> {
  const folder = join(lab.host(name).agentData, 'disks');
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const domains = await lab.host(name).run('virsh', '-q', 'list', '--all', '--name');
  return [...files.filter((file) => file.includes(id)), ...domains.split('\n').filter((one) => one === id)];
}

async function migrate(body: Json): Promise<Json> {
  const { id } = await user.nano.succeed('POST', '/migrations/', { source_pool: 'default', ...body });
  return await ended(id);
}

async function ended(id: string): Promise<Json> {
  let last: Json = {};
  await poll(
    'the migration has ended',
    async () => {
      last = await user.nano.get(`/migrations/${id}`);
      return last.finished;
    },
    deadlineMs,
  );
  return last;
}

/** Pings until the returned function is called, which tells how many were sent and how many answered. */
function ping(address: string): () => Promise<{ sent: number; answered: number }> {
  const stop = new AbortController();
  let [sent, answered] = [0, 0];
  const loop = (async () => {
    while (!stop.signal.aborted) {
      sent += 1;
      const [from] = names;
      const reply = await lab
        .host(from)
        .run('busybox', 'ping', '-c', '1', '-W', '1', address)
        .catch(() => '');
      if (reply.includes(' 0% packet loss')) answered += 1;
    }
  })();
  return async () => {
    stop.abort();
    await loop;
    return { sent, answered };
  };
}

describe('a running guest', () => {
  let id: string;
  let bootId: string;
  let hash: string;
  const bootOf = () => inGuest(id, 'cat /proc/sys/kernel/random/boot_id');
  const dataBytes = 16 * MiB;
  const findData = findDisk(dataBytes);
  async function hashOf(): Promise<string> {
    const isThere = () =>
      inGuest(id, findData).then(
        () => true,
        () => false,
      );
    await poll('the disk is there', isThere, deadlineMs);
    return await inGuest(id, `${findData} && sha256sum "$disk" | cut -d' ' -f1`);
  }

  /** A connection that the guest began and in which only the other side speaks, which its policy would not let in. */
  async function startDownload() {
    await user.nano.succeed('PUT', `/guests/${id}/security_policy/default_action`, { action: 'reject' });
    await user.nano.succeed('POST', `/guests/${id}/security_policy/rules/`, {
      action: 'accept',
      protocol: 'icmp',
    });
    const lines = new Set<NodeJS.Timeout>();
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      lines.add(setInterval(() => socket.write('line\n'), 100));
    });
    server.listen(0, lab.plan.address);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await inGuest(id, `(sleep 10000 | nc ${lab.plan.address} ${port} > /tmp/got) > /dev/null 2>&1 &`);
    const got = async () => Number(await inGuest(id, 'wc -l < /tmp/got'));
    const goesOn = async () => {
      const before = await got();
      await poll('more comes', async () => (await got()) > before + 20, deadlineMs);
    };
    await goesOn();
    return {
      goesOn,
      async [Symbol.asyncDispose]() {
        for (const line of lines) clearInterval(line);
        server.close();
        await inGuest(id, 'killall nc');
      },
    };
  }

  test('moves with its disks while it runs: the same boot, data, address, connections', async () => {
    const from_image = await lab.uploadGuestImage();
    id = await user.create('mover', { from_image, disks: [128 * MiB, dataBytes] });
    await user.start(id);
    await poll(
      'it has an address',
      async () => (await guest(id)).internal.network_address !== '',
      deadlineMs,
    );
    await poll('its agent answers', () => bootOf().then(Boolean, () => false), deadlineMs);
    bootId = await bootOf();
    await inGuest(id, `${findData} && dd if=/dev/urandom of="$disk" bs=1M count=16 2>/dev/null; sync`);
    hash = await hashOf();
    await using download = await startDownload();
    const before = await guest(id);
    const pinged = ping(before.internal.network_address);
    const last = await migrate({
      source_cell: before.cell,
      target_cell: other(before.cell),
      instances: [id],
    });
    const { sent, answered } = await pinged();
    expect(last).toEqual({ finished: true });
    const after = await guest(id);
    expect(after).toMatchObject({ cell: other(before.cell), running: true });
    expect(await bootOf()).toBe(bootId);
    await download.goesOn();
    expect(await hashOf()).toBe(hash);
    expect(answered).toBeGreaterThan(0);
    expect(sent - answered).toBeLessThanOrEqual(5);
    await poll('its address is known', async () => {
      const { internal } = await guest(id);
      return internal.network_address === before.internal.network_address;
    });
    expect(await tracesOn(before.cell, id)).toEqual([]);
    const { data } = await user.nano.call('POST', '/monitor_channels/', { guest: id });
    expect(data).toMatchObject({ protocol: 'vnc', password: before.monitor_secret });
  });

  test('an abort leaves it where it is, without a trace elsewhere', async () => {
    const { cell } = await guest(id);
    const { id: migration } = await user.nano.succeed('POST', '/migrations/', {
      source_pool: 'default',
      source_cell: cell,
      instances: [id],
    });
    let operation: Json | undefined;
    const underWay = async () => {
      const { body } = await user.cellar('GET', '/operations?state=unfinished');
      operation = body.operations.find((one: Json) => one.kind === 'migrate-guest');
      // The images are there: memory and disks are on their way.
      return (operation?.progress ?? 0) >= 25;
    };
    await poll('it is on its way', underWay, deadlineMs);
    const { status } = await user.cellar('POST', `/operations/${operation?.id}/cancel`);
    expect(status).toBeLessThan(300);
    const last = await ended(migration);
    expect(last).toMatchObject({ finished: true, error: expect.stringContaining('cancelled') });
    expect(await guest(id)).toMatchObject({ cell, running: true });
    expect(await bootOf()).toBe(bootId);
    expect(await tracesOn(other(cell), id)).toEqual([]);
  });

  test('stopped, it moves with what it has on its disks', async () => {
    await user.stop(id);
    await poll('it is off', async () => !(await guest(id)).running, deadlineMs);
    await user.nano.succeed('POST', `/instances/${id}/snapshots/`, { name: 'kept' });
    const { cell } = await guest(id);
    expect(await migrate({ source_cell: cell, instances: [id] })).toEqual({ finished: true });
    expect(await tracesOn(cell, id)).toEqual([]);
    expect(await user.nano.get(`/instances/${id}/snapshots/`)).toMatchObject({ kept: { is_current: true } });
    await user.nano.succeed('DELETE', `/instances/${id}/snapshots/kept`);
    await user.start(id);
    await poll('its agent answers', () => bootOf().then(Boolean, () => false), deadlineMs);
    expect(await hashOf()).toBe(hash);
  });

  test('a host is drained and brought back', async () => {
    const { cell } = await guest(id);
    const still = await user.create('still', { disks: [16 * MiB] });
    const where = (await guest(still)).cell;
    if (where !== cell) await migrate({ source_cell: where, target_cell: cell, instances: [still] });
    const drain = await user.nano.raw('POST', `/cellar/v1/cells/${cell}/drain`, {});
    const { migration, guests } = (await drain.json()) as Json;
    expect(guests).toBe(2);
    expect(await ended(migration)).toEqual({ finished: true });
    for (const one of [id, still]) {
      expect((await guest(one)).cell).toBe(other(cell));
      expect(await tracesOn(cell, one)).toEqual([]);
    }
    const restore = await user.nano.raw('POST', `/cellar/v1/cells/${cell}/restore`, { bring_back: true });
    expect(await ended(((await restore.json()) as Json).migration)).toEqual({ finished: true });
    expect(await guest(id)).toMatchObject({ cell, running: true });
    expect(await hashOf()).toBe(hash);
  });
});
