/** A desktop project on a libvirtd of its own: its reserve fills, a desktop is handed out, replaced, given back and rebuilt. */
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';
import { RsClient } from '../support/rs-client.ts';

const run = promisify(execFile);
const patienceMs = 120_000;
let real: RealCluster;
beforeAll(async () => {
  real = await startRealCluster();
});
afterAll(() => real?.[Symbol.asyncDispose]());

test('a reserve of one', { timeout: 400_000 }, async () => {
  const { cluster, client, daemon, disks } = real;
  const rs = new RsClient(cluster.rs, client.session);
  const uri = `qemu+unix:///system?socket=${daemon.socket}`;
  const running = async () => {
    const { stdout } = await run('virsh', ['-q', '-c', uri, 'list', '--uuid', '--state-running']);
    return stdout.trim().split('\n').filter(Boolean).sort();
  };
  const diskOf = async (id: string) => {
    const names = (await readdir(disks, { recursive: true })).filter(
      (name) => name.includes(id) && name.endsWith('.qcow2'),
    );
    return Promise.all(names.sort().map(async (name) => [name, (await stat(join(disks, name))).ino]));
  };
  const { flavor } = await rs.succeed('POST', '/flavors/', {
    flavor: { name: 'tiny', vcpus: 1, ram: 128, disk: 0 },
  });
  const { project } = await rs.succeed('POST', '/projects/', {
    project: { name: 'seats', flavor_id: flavor.id, image_id: real.imageId, min_reserve_vm: 1 },
  });
  const servers = async (): Promise<Json[]> =>
    (await rs.succeed('GET', `/servers/?project_id=${project.id}&with_os_object=1`)).servers;
  const isFilled = (count: number, free: number) =>
    poll(
      `${count} desktops run, ${free} of them free`,
      async () => {
        const all = await servers();
        const isUp = all.every(
          ({ os_server: seen }) => seen.status === 'ACTIVE' && !seen['OS-EXT-STS:task_state'],
        );
        return isUp && all.length === count && all.filter(({ assigned }) => !assigned).length === free;
      },
      patienceMs,
    );

  await isFilled(1, 1);
  const [first] = await servers();
  const id: string = first?.id;
  expect(await running()).toEqual([id]);
  expect(first?.os_server.name).toBe('trs-01');

  const { users } = await (
    await fetch(`${cluster.identity}/v3/users`, { headers: { 'X-Auth-Token': client.session } })
  ).json();
  await rs.succeed('POST', `/servers/${id}/users/`, { users: [users[0].id] });
  await isFilled(2, 1);
  expect(await running()).toEqual((await servers()).map((one) => one.id).sort());

  const before = await diskOf(id);
  expect(before.length).toBeGreaterThan(0);
  await rs.succeed('DELETE', `/servers/${id}/users/${users[0].id}`);
  await isFilled(2, 2);
  expect(await diskOf(id)).not.toEqual(before);
  expect((await running()).length).toBe(2);
  await rs.succeed('DELETE', `/projects/${project.id}?force=1`);
  expect(await running()).toEqual([]);
});
