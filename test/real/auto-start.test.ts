/** After a restart of the host the guests with auto start run, by libvirt itself, and the agent tells so; the others do not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import { poll } from '../support/poll.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';

const MiB = 2 ** 20;
const small = { memory: 64 * MiB, disks: [16 * MiB] };
let real: RealCluster;
let user: DevUser;

beforeAll(async () => {
  real = await startRealCluster();
  user = await DevUser.login(real.cluster);
});
afterAll(() => real?.[Symbol.asyncDispose]());

const seen = (id: string) => user.nano.get(`/guests/${id}`);
const setAutoStart = (id: string, enable: boolean) =>
  user.nano.succeed('PUT', `/guests/${id}/auto_start`, { enable });

async function runningDomains(): Promise<string[]> {
  const { stdout } = await real.daemon.exec('virsh', '-q', 'list', '--name');
  return stdout.split('\n').filter((name) => name !== '');
}

async function restartHost(): Promise<void> {
  await killDevProgram(real.cluster.data, 'cell1');
  await real.daemon.restartHost();
}

async function restartAgent(): Promise<void> {
  await reviveDevPrograms(real.cluster, ['cell1']);
  await user.settled();
}

test('with auto start a guest runs after the restart of its host, without it not', async () => {
  const [starting, staying, running] = [
    await user.create('starting', { ...small, auto_start: true }),
    await user.create('staying', { ...small, auto_start: false }),
    await user.create('running', { ...small, auto_start: false }),
  ];
  await user.start(running);
  // Its creation has started it: what is seen below is not that.
  await poll('it runs at once', async () => (await seen(starting)).running);
  await user.stop(starting);
  expect(await runningDomains()).toEqual([running]);

  await restartHost();
  await poll('libvirt has started it', async () => (await runningDomains()).length > 0, 60_000);
  expect(await runningDomains()).toEqual([starting]);
  await restartAgent();
  const tells = (id: string, isRunning: boolean) =>
    poll(`${id} is told as ${isRunning}`, async () => (await seen(id)).running === isRunning, 60_000);
  await tells(starting, true);
  await tells(staying, false);
  await tells(running, false);
  expect(await seen(starting)).toMatchObject({ auto_start: true });

  await setAutoStart(starting, false);
  await setAutoStart(staying, true);
  await restartHost();
  await poll('libvirt has started the other', async () => (await runningDomains()).length > 0, 60_000);
  expect(await runningDomains()).toEqual([staying]);
  await restartAgent();
  await tells(staying, true);
  await tells(starting, false);
  await user.stop(staying);
  await tells(staying, false);
});
