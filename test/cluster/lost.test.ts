/** A cell that falls silent or dies: its guests are lost, never stopped, and come back by themselves. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { devProgram, killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

/** Silence of 2 s is a loss; told within 2 s more, on a busy machine a little later. */
const lostWithinMs = 6_000;
const backWithinMs = 10_000;
let cluster: RunningDevCluster;
let user: DevUser;
/** A running and a stopped guest on `cell1`, which falls silent, and a running one on `cell2`. */
let onLost: { running: string; stopped: string };
let elsewhere: string;

beforeAll(async () => {
  const environment = { CELLAR_CELLS_SILENT_AFTER_S: '2' };
  cluster = await startDevCluster({ cells: 2, hypervisor: 'fake', environment });
  user = await DevUser.login(cluster);
  const ids: string[] = [];
  for (const name of ['one', 'two', 'three', 'four']) ids.push(await user.create(name));
  const guests = await user.guests();
  const of = (cell: string): string[] => guests.filter((guest) => guest.cell === cell).map(({ id }) => id);
  const [running = '', stopped = ''] = of('cell1');
  [elsewhere = ''] = of('cell2');
  onLost = { running, stopped };
  await Promise.all([user.start(running), user.start(elsewhere)]);
  await poll('both run', async () => (await guest(running)).running && (await guest(elsewhere)).running);
});
afterAll(() => cluster?.stop());
afterEach(async () => {
  await reviveDevPrograms(cluster, ['control-plane', 'cell1', 'cell2']);
  process.kill(devProgram(cluster.data, 'cell1'), 'SIGCONT');
  await user.settled();
});

const guest = (id: string): Promise<Json> => user.nano.get(`/guests/${id}`);
const isLost = async () => (await guest(onLost.running)).lost === true;
const isBack = async () => (await guest(onLost.running)).lost === undefined;

const silences = [
  {
    how: 'stopped by SIGSTOP',
    begin: async () => process.kill(devProgram(cluster.data, 'cell1'), 'SIGSTOP'),
    end: async () => process.kill(devProgram(cluster.data, 'cell1'), 'SIGCONT'),
  },
  {
    how: 'killed',
    begin: () => killDevProgram(cluster.data, 'cell1'),
    end: () => reviveDevPrograms(cluster, ['cell1']),
  },
];

describe.each(silences)('an agent that is $how', ({ begin, end }) => {
  test('loses its guests for a while, and no other', async () => {
    await begin();
    await poll('its guests are lost', isLost, lostWithinMs);
    await expectLossToBeTold();
    await expectVerbsToRefuse();
    await end();
    await poll('its guests are back', isBack, backWithinMs);
    expect(await guest(onLost.running)).toMatchObject({ running: true });
    expect(await guest(onLost.stopped)).toMatchObject({ running: false });
    const [pool] = await user.nano.get('/compute_pool_status');
    expect(pool).toMatchObject({ cells: [0, 2], instances: [2, 2, 0, 0] });
  });
});

async function expectLossToBeTold(): Promise<void> {
  expect(await guest(onLost.running)).toMatchObject({ lost: true, running: true });
  expect(await guest(onLost.stopped)).toMatchObject({ lost: true, running: false });
  expect(await guest(elsewhere)).not.toHaveProperty('lost');
  const listed = await user.guests();
  expect(listed).toHaveLength(4);
  expect(listed.filter((one) => one.lost).map(({ cell }) => cell)).toEqual(['cell1', 'cell1']);
  expect(await user.nano.get('/instance_status/default')).toHaveLength(4);
  expect(await user.nano.get('/compute_pool_status/default')).toMatchObject({
    cells: [1, 1],
    instances: [1, 1, 2, 0],
  });
  expect(await user.nano.get('/compute_zone_status')).toMatchObject({
    cells: [1, 1],
    instances: [1, 1, 2, 0],
  });
  expect(await user.nano.get('/compute_cell_status/default/cell1')).toMatchObject({
    alive: false,
    instances: [0, 0, 2, 0],
  });
  expect(await user.nano.get(`/instances/${onLost.running}`)).toMatchObject({ lost: true, running: true });
}

async function expectVerbsToRefuse(): Promise<void> {
  const { running, stopped } = onLost;
  const answers = await Promise.all([
    user.start(stopped),
    user.stop(running),
    user.delete(stopped),
    user.nano.call('DELETE', `/instances/${running}`, { reboot: true }),
    user.nano.call('POST', '/monitor_channels/', { guest: running }),
  ]);
  for (const { error_code, message } of answers) {
    expect(error_code).toBe(500);
    expect(message).toMatch(/cell 'cell1' of guest '\w+' is lost/);
  }
  const fresh = await user.create('fresh');
  expect((await guest(fresh)).cell).toBe('cell2');
  expect((await user.delete(fresh)).error_code).toBe(0);
}

test('a control plane that was killed knows its sessions and what was last seen, and links by itself', async () => {
  await poll('states are kept', async () => (await user.guests()).every((one) => !one.lost));
  process.kill(devProgram(cluster.data, 'cell1'), 'SIGSTOP');
  await killDevProgram(cluster.data, 'control-plane');
  await reviveDevPrograms(cluster, ['control-plane']);
  const answers = () => user.guests().catch(() => []);
  await poll('it answers', async () => (await answers()).length === 4);
  expect(await guest(onLost.running)).toMatchObject({ running: true, lost: true });
  expect(await guest(onLost.stopped)).toMatchObject({ running: false, lost: true });
  await poll('the living cell is linked', async () => (await guest(elsewhere)).lost === undefined);
  expect(await guest(elsewhere)).toMatchObject({ running: true });
  process.kill(devProgram(cluster.data, 'cell1'), 'SIGCONT');
  await poll('the other one, too', isBack);
});

describe('operations', () => {
  test('one that waits for its cell is listed, waited for and cancelled', async () => {
    const cell = devProgram(cluster.data, 'cell1');
    await user.nano.succeed('PUT', '/compute_pool_cells/default/cell2', { enable: false });
    process.kill(cell, 'SIGSTOP');
    const { data } = await user.submit('waiting');
    const unfinished = await user.operations(`&state=unfinished&subject_kind=guest&subject_id=${data.id}`);
    expect(unfinished).toMatchObject([
      { kind: 'create-guest', subject: { kind: 'guest', id: data.id }, state: expect.stringMatching('ing$') },
    ]);
    const path = `/operations/${unfinished[0].id}`;
    const early = await user.cellar('GET', `${path}?wait=1`);
    expect(early.body.operation).toMatchObject({ id: unfinished[0].id, finished_at: null });
    const refusal = await user.start(data.id);
    expect(refusal.message).toContain('still being created');

    expect((await user.cellar('POST', `${path}/cancel`)).status).toBe(202);
    const waiting = user.cellar('GET', `${path}?wait=30`);
    process.kill(cell, 'SIGCONT');
    expect((await waiting).body.operation).toMatchObject({ state: 'cancelled', cancel_requested: true });
    expect(await user.nano.fail('GET', `/guests/${data.id}`)).toContain('cancelled');
    expect((await user.cellar('POST', `${path}/cancel`)).status).toBe(409);
    await user.nano.succeed('PUT', '/compute_pool_cells/default/cell2', { enable: true });
    expect(await user.guests()).toHaveLength(4);
  });
});
