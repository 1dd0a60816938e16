/** `kill -9` of each program in the middle of a live migration between real hosts: one run is left, and nothing else. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { controlPlanePid, startControlPlane } from '../../scripts/lab-hosts/control-plane.ts';
import type { DevUser } from '../support/dev-user.ts';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

const MiB = 2 ** 20;
const deadlineMs = 120_000;
const isFull = process.env.CELLAR_TEST_FULL === '1';
const hosts = ['host1', 'host2'] as const;
/** What of a migration has passed when something is killed, in percent and milliseconds. */
const moments = isFull
  ? [
      [0, 0],
      [0, 400],
      [25, 0],
      [25, 300],
      [25, 1_500],
    ]
  : [[25, 100]];
let lab: LabCluster;
let user: DevUser;
let id: string;

beforeAll(async () => {
  lab = await startLab({ hosts: 2 });
  user = await lab.login();
  id = await user.create('mover', { memory: 128 * MiB, disks: [64 * MiB] });
  await user.start(id);
}, 240_000);
afterAll(() => lab?.stop());

const guest = (): Promise<Json> => user.nano.get(`/guests/${id}`);

async function isFinished(migration: string): Promise<boolean> {
  const answer = await user.nano.call('GET', `/migrations/${migration}`).catch(() => undefined);
  return answer?.data.finished === true;
}

/** What a host has of the guest. */
async function tracesOn(name: string): Promise<string[]> {
  const folder = join(lab.host(name).agentData, 'disks');
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const [domains, rules] = await Promise.all([
    lab.host(name).run('virsh', '-q', 'list', '--all', '--name'),
    lab.host(name).run('nft', 'list', 'ruleset'),
  ]);
  return [
    ...files.filter((file) => file.includes(id)),
    ...domains.split('\n').filter((one) => one === id),
    ...(rules.includes(id.replaceAll('-', '').slice(0, 11)) ? ['its filter'] : []),
  ];
}

async function runsOn(): Promise<string[]> {
  const processes = await Promise.all(hosts.map((name) => lab.host(name).guestProcesses()));
  return hosts.filter((_, index) => processes[index]?.has(id));
}

async function killControlPlane(): Promise<void> {
  process.kill((await controlPlanePid(lab.plan)) ?? 0, 'SIGKILL');
  await poll('it is gone', async () => (await controlPlanePid(lab.plan)) === null);
  await startControlPlane(lab.plan);
  user = await lab.login();
}

async function killOn(name: string, program: 'agent' | 'libvirtd'): Promise<void> {
  await lab.host(name).kill(program);
  await lab.host(name).start(program);
}

const victims = [
  ['the agent of the source', (from: string) => killOn(from, 'agent')],
  ['the agent of the target', (_: string, to: string) => killOn(to, 'agent')],
  ['the control plane', killControlPlane],
  ...(isFull
    ? ([
        ['libvirt of the source', (from: string) => killOn(from, 'libvirtd')],
        ['libvirt of the target', (_: string, to: string) => killOn(to, 'libvirtd')],
      ] as const)
    : []),
] as const;

describe.each(victims)('%s is killed', (_what, kill) => {
  test.each(moments)(
    'at %i percent, %i ms later',
    async (percent, ms) => {
      await user.settled(deadlineMs);
      const from: string = (await guest()).cell;
      const to = from === 'host1' ? 'host2' : 'host1';
      // So that there is a middle.
      await lab.host(from).run('virsh', 'migrate-setspeed', id, '4');
      const asked = { source_pool: 'default', source_cell: from, instances: [id] };
      const { id: migration } = await user.nano.succeed('POST', '/migrations/', asked);
      const hasBegun = async () => {
        const { body } = await user.cellar('GET', '/operations?kind=migrate-guest');
        return body.operations[0].progress >= percent || (await isFinished(migration));
      };
      await poll('it has begun', hasBegun, deadlineMs);
      await delay(ms);
      await kill(from, to);
      await poll('it has ended', () => isFinished(migration), deadlineMs);
      await user.settled(deadlineMs);
      await poll('one of them runs it', async () => (await runsOn()).length === 1, deadlineMs);
      const [home = ''] = await runsOn();
      await poll('that is known', async () => {
        const { cell, running } = await guest();
        return cell === home && running;
      });
      const other = home === 'host1' ? 'host2' : 'host1';
      await poll(
        'nothing is left on the other',
        async () => (await tracesOn(other)).length === 0,
        deadlineMs,
      ).catch(async () => expect(await tracesOn(other)).toEqual([]));
      const { data } = await user.nano.call('POST', '/monitor_channels/', { guest: id });
      expect(data).toMatchObject({ protocol: 'vnc' });
    },
    300_000,
  );
});
