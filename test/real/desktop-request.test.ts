/** A user asks for a desktop, gets a real guest that his project's init script has set up, and gives it back. */
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebSocketStream, WebSocket } from 'ws';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { BrokerClient } from '../support/broker-client.ts';
import { testPassword } from '../support/control-plane.ts';
import { runInGuest } from '../support/guest-command.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';
import { connectRfb } from '../support/rfb-client.ts';
import { RsClient } from '../support/rs-client.ts';
import { TokenClient } from '../support/token-client.ts';

const run = promisify(execFile);
const GiB = 2 ** 30;
const patienceMs = 120_000;
const clientAddress = '192.0.2.7';
const script = '#!/bin/sh\necho "set up on $(hostname)" >/run/by-init-script\n';

let real: RealCluster;
let libvirt: LibvirtClient;
let rs: RsClient;
let user: BrokerClient;
let project: Json;
let desktop: Json;

beforeAll(async () => {
  real = await startRealCluster();
  libvirt = new LibvirtClient({ socketPath: real.daemon.socket });
  const { cluster, client } = real;
  rs = new RsClient(cluster.rs, client.session);
  const identity = new TokenClient('/v3', cluster.identity, client.session);
  const { flavor } = await rs.succeed('POST', '/flavors/', {
    flavor: { name: 'tiny', vcpus: 1, ram: 192, disk: 0 },
  });
  const settings = { instance_init_script: Buffer.from(script).toString('base64'), on_release: 'rebuild' };
  const volumes = { user_volume_enabled: true, volume_size: 1 };
  const parts = { flavor_id: flavor.id, image_id: real.imageId, ...settings, ...volumes };
  ({ project } = await rs.succeed('POST', '/projects/', { project: { name: 'office', ...parts } }));
  const { user: alice } = await identity.succeed('POST', '/users', {
    user: { name: 'alice', password: testPassword, domain_id: 'default' },
  });
  const { roles } = await identity.succeed('GET', '/roles?name=member');
  await identity.succeed('PUT', `/projects/${project.id}/users/${alice.id}/roles/${roles[0].id}`);
  user = new BrokerClient(cluster.broker, 'alice');
});
afterAll(async () => {
  await libvirt?.[Symbol.asyncDispose]();
  await real?.[Symbol.asyncDispose]();
});

const inDesktop = (command: string) => runInGuest(libvirt, desktop.id, command);

async function ask(body: object): Promise<Json> {
  const request = await user.request(body);
  let answer = await user.look(request);
  await poll(
    'the request is completed',
    async () => {
      answer = await user.look(request);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return answer.body.status === 'completed';
    },
    patienceMs,
    200,
  );
  expect(answer.body.warnings).toBeUndefined();
  return answer.body.server;
}

async function rules(): Promise<Json[]> {
  const { rules: found } = await real.client.nano<Json>('GET', `/guests/${desktop.id}/security_policy/`);
  return found.map(({ protocol, to_port, from_address }: Json) => [protocol, from_address, to_port]);
}

async function virsh(...args: string[]): Promise<string> {
  const uri = `qemu+unix:///system?socket=${real.daemon.socket}`;
  return (await run('virsh', ['-q', '-c', uri, ...args])).stdout;
}

/** The desktop's description on its cell, the rules of its filter among it. */
const description = () => virsh('dumpxml', desktop.id);

async function volume(): Promise<Json> {
  const assigned = await rs.succeed('GET', `/volume-assignments/?project_id=${project.id}`);
  const [one] = assigned['volume-assignments'];
  return (await rs.succeed('GET', `/volumes/${one.volume_id}`)).volume;
}

/** The inodes of its files. */
async function systemDisk(): Promise<number[]> {
  const names = await readdir(real.disks, { recursive: true });
  const own = names.filter((name) => name.includes(desktop.id) && name.endsWith('.qcow2')).sort();
  const files = await Promise.allSettled(own.map((name) => stat(join(real.disks, name))));
  return files.flatMap((file) => (file.status === 'fulfilled' ? file.value.ino : []));
}

test('a request by password gives a desktop that has the address which it tells, and its screen', {
  timeout: 200_000,
}, async () => {
  desktop = await ask({ conn_type: 'web' });
  const { gateway_url, protocols, ip } = desktop;
  const viewer = await connectRfb(createWebSocketStream(new WebSocket(gateway_url)), protocols[0].password);
  await poll('something is on the screen', async () => {
    viewer.requestUpdate(false);
    await viewer.nextUpdate();
    return viewer.litPixels() > 1_000;
  });
  viewer.close();
  expect(desktop).toMatchObject({ status: 'ACTIVE', protocol: 'vnc', name: 'trs-01' });
  const inside = await inDesktop("ip -4 -o addr show dev eth0 | awk '{print $4}'");
  expect(inside.split('/')[0]).toBe(ip);
});

test('the init script of the project is in the seed of the desktop, and has run in it', async () => {
  expect(`${await inDesktop('cat /run/seed/user-data')}\n`).toBe(script);
  await poll('it has run', async () => (await inDesktop('cat /run/by-init-script || true')) !== '');
  expect(await inDesktop('cat /run/by-init-script')).toBe(`set up on ${await inDesktop('hostname')}`);
});

test('the volume of the user is in the desktop, and his address is let in', async () => {
  const { id } = await ask({ conn_type: 'ssh', ip_address: clientAddress });
  expect(id).toBe(desktop.id);
  const own = await volume();
  expect(own).toMatchObject({ status: 'in-use', attachments: [{ server_id: desktop.id }] });
  expect(await virsh('domblklist', desktop.id)).toContain(`${own.id}.volume.qcow2`);
  await poll('the desktop sees a disk of its size', async () => {
    const sectors = (await inDesktop('cat /sys/block/*/size')).split('\n');
    return sectors.includes(String((own.size * GiB) / 512));
  });
  expect(await rules()).toEqual([['tcp', clientAddress, 22]]);
  expect(await description()).toContain(clientAddress);
});

test('given back, it has neither volume nor rule nor session nor its old disk, and is free again', {
  timeout: 200_000,
}, async () => {
  const own = await volume();
  const [before, ...others] = await systemDisk();
  expect(before).toBeDefined();
  expect(others).toEqual([]);
  const { status } = await user.ask('/server-remove-user/', { instance_id: desktop.id });
  expect(status).toBe(200);
  const { sessions } = await rs.succeed('GET', `/sessions/?instance_id=${desktop.id}`);
  expect(sessions.length).toBeGreaterThan(0);
  expect(sessions.filter(({ closed_at }: Json) => closed_at === null)).toEqual([]);
  await poll('the volume is free', async () => (await volume()).status === 'available', patienceMs);
  await poll('the rule is gone', async () => (await rules()).length === 0, patienceMs);
  await poll('its cell has forgotten it', async () => !(await description()).includes(clientAddress));
  await poll(
    'the desktop has another disk, and is free',
    async () => {
      const disks = await systemDisk();
      if (disks.length !== 1 || disks[0] === before) return false;
      const { server } = await rs.succeed('GET', `/servers/${desktop.id}?with_os_object=1`);
      const { status: state, 'OS-EXT-STS:task_state': task } = server.os_server;
      return !server.assigned && state === 'ACTIVE' && !task;
    },
    patienceMs,
  );
  expect(await virsh('domblklist', desktop.id)).not.toContain(own.id);
});
