/** After a restart of the host the guests with auto start run, filtered, by their agent; the others do not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../cell-agent/src/doctor/run-command.ts';
import { tapName } from '../../cell-agent/src/hypervisor/libvirt/filter/tap-name.ts';
import { devProgram, killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import { poll } from '../support/poll.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';

const MiB = 2 ** 20;
const small = { memory: 64 * MiB, disks: [16 * MiB] };
let real: RealCluster;
let user: DevUser;
let table: string;

beforeAll(async () => {
  real = await startRealCluster();
  user = await DevUser.login(real.cluster);
  const { body } = await user.cellar('GET', '/cells');
  table = `cellar_filter_${body.cells[0].id.slice(0, 8)}`;
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
  // The agent is in the network of this process, where a restart of the kernel would leave no rules.
  for (const family of ['bridge', 'inet']) await runCommand('nft', ['delete', 'table', family, table]);
  await real.daemon.restartHost();
}

const filters = async () => (await runCommand('nft', ['list', 'table', 'bridge', table])).output;

test('with auto start a guest runs after the restart of its host, without it not, and no control plane is needed', async () => {
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
  const tells = (id: string, isRunning: boolean) =>
    poll(`${id} is told as ${isRunning}`, async () => (await seen(id)).running === isRunning, 60_000);

  await restartHost();
  const { stdout: byLibvirt } = await real.daemon.exec(
    'virsh',
    '-q',
    'list',
    '--all',
    '--autostart',
    '--name',
  );
  expect(byLibvirt.trim(), 'libvirt would start it unfiltered').toBe('');
  expect(await filters()).not.toContain('tap');
  const controlPlane = devProgram(real.cluster.data, 'control-plane');
  process.kill(controlPlane, 'SIGSTOP');
  await reviveDevPrograms(real.cluster, ['cell1']);
  await poll('the agent has started it', async () => (await runningDomains()).length > 0, 60_000);
  expect(await runningDomains()).toEqual([starting]);
  expect(await filters()).toContain(`jump to-${tapName(starting, 0)}`);
  process.kill(controlPlane, 'SIGCONT');
  await tells(starting, true);
  await tells(staying, false);
  await tells(running, false);
  expect(await seen(starting)).toMatchObject({ auto_start: true });

  await setAutoStart(starting, false);
  await setAutoStart(staying, true);
  await restartHost();
  await reviveDevPrograms(real.cluster, ['cell1']);
  await poll('the agent has started the other', async () => (await runningDomains()).length > 0, 60_000);
  expect(await runningDomains()).toEqual([staying]);
  await tells(staying, true);
  await tells(starting, false);
  await user.stop(staying);
  await tells(staying, false);

  await killDevProgram(real.cluster.data, 'cell1');
  await real.daemon.exec('virsh', 'start', running);
  expect(await filters(), 'filters outlast the agent').toContain(`jump to-${tapName(running, 0)}`);
  await real.daemon.exec('virsh', 'destroy', running);
  await reviveDevPrograms(real.cluster, ['cell1']);
  await user.settled();
  expect(await runningDomains(), 'only its agent has started again').toEqual([]);
});
