/** Cells on two real hosts: pools, placement, statistics, a cut cable, killed programs, another address, revocation. */
import { totalmem } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DevUser } from '../support/dev-user.ts';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

const MiB = 2 ** 20;
const deadlineMs = 60_000;
let lab: LabCluster;
let user: DevUser;

beforeAll(async () => {
  const environment = { CELLAR_CELLS_SILENT_AFTER_S: '5' };
  lab = await startLab({ hosts: 2, pool: null, environment });
  user = await lab.login();
});
afterAll(() => lab?.stop());

const cell = (name: string): Promise<Json> => user.nano.get(`/compute_pool_cells/default/${name}`);
const status = (name: string): Promise<Json> => user.nano.get(`/compute_cell_status/default/${name}`);
const guest = (id: string): Promise<Json> => user.nano.get(`/guests/${id}`);
const isAlive = async (name: string): Promise<boolean> => (await cell(name)).alive;
const guests: { id: string; cell: string }[] = [];

function guestOn(name: string): string {
  const found = guests.find((one) => one.cell === name);
  if (found) return found.id;
  throw new Error(`no guest on ${name}`);
}

async function processOf(name: string): Promise<number | undefined> {
  return (await lab.host(name).guestProcesses()).get(guestOn(name));
}

describe('two hosts', () => {
  test('join unallocated, with the addresses that they have', async () => {
    const cells = await user.nano.get('/compute_pool_cells');
    expect(cells).toMatchObject(
      ['host1', 'host2'].map((name) => ({
        name,
        address: lab.host(name).address,
        enabled: true,
        alive: true,
      })),
    );
    expect(await user.nano.get('/compute_pool_cells/default')).toEqual([]);
    const { message } = await user.submit('homeless');
    expect(message).not.toBe('');
  });

  test('are added to a pool, once', async () => {
    for (const name of ['host1', 'host2'])
      await user.nano.succeed('POST', `/compute_pool_cells/default/${name}`);
    expect(await user.nano.get('/compute_pool_cells')).toEqual([]);
    expect(await user.nano.get('/compute_pool_cells/default')).toHaveLength(2);
    expect(await user.nano.fail('POST', '/compute_pool_cells/default/host1')).toContain('default');
  });

  test('take guests, and a disabled one takes none', async () => {
    const make = async (name: string) => {
      const id = await user.create(name, { memory: 128 * MiB });
      return { id, cell: (await guest(id)).cell };
    };
    const one = await make('one');
    await user.nano.succeed('PUT', `/compute_pool_cells/default/${one.cell}`, { enable: false });
    const two = await make('two');
    guests.push(one, two);
    expect([one.cell, two.cell].sort()).toEqual(['host1', 'host2']);
    const third = await make('third');
    expect(third.cell).toBe(two.cell);
    expect((await user.delete(third.id)).error_code).toBe(0);
    await poll('it is gone', async () => (await user.guests()).length === 2);
    await user.nano.succeed('PUT', `/compute_pool_cells/default/${one.cell}`, { enable: true });
  });

  test('run them, each its own', async () => {
    for (const { id } of guests) expect(await user.start(id)).toMatchObject({ error_code: 0 });
    await poll('both run', async () => (await user.guests()).every((one) => one.running), deadlineMs);
    for (const { id, cell: name } of guests) {
      expect([...(await lab.host(name).guestProcesses()).keys()]).toEqual([id]);
    }
  });

  test('tell statistics in bytes, bytes a second and per cent', async () => {
    const reported = async (name: string) => (await status(name)).max_disk > 0;
    for (const name of ['host1', 'host2']) {
      await poll(`${name} has told`, () => reported(name), deadlineMs);
      const seen = await status(name);
      expect(seen).toMatchObject({ alive: true, enabled: true, instances: [0, 1, 0, 0] });
      const cores = Number((await lab.host(name).run('nproc')).trim());
      const [, , size = ''] = (
        await lab.host(name).run('df', '-B1', '--output=target,avail,size', '/var/lib/libvirt')
      )
        .trim()
        .split('\n')
        .slice(1)
        .join(' ')
        .split(/\s+/);
      expect(seen.max_cpu).toBe(cores);
      // The kernel's own share is not in what it tells as total.
      expect(Math.abs(seen.max_memory - totalmem())).toBeLessThan(64 * MiB);
      expect(seen.available_memory).toBeGreaterThan(0);
      expect(seen.available_memory).toBeLessThan(seen.max_memory);
      expect(seen.max_disk).toBe(Number(size));
      expect(seen.available_disk).toBeLessThan(seen.max_disk);
      expect(seen.cpu_usage).toBeGreaterThanOrEqual(0);
      expect(seen.cpu_usage).toBeLessThanOrEqual(100);
      for (const rate of ['read_speed', 'write_speed', 'receive_speed', 'send_speed']) {
        expect(Number.isInteger(seen[rate]) && seen[rate] >= 0, rate).toBe(true);
      }
    }
    const zone = await user.nano.get('/compute_zone_status');
    expect(zone).toMatchObject({ cells: [0, 2], instances: [0, 2, 0, 0] });
  });
});

test('the traffic of a host is told in bytes a second, there and back', async () => {
  const { address, run } = lab.host('host2');
  const received = run('sh', '-c', 'nc -l -p 9000 >/dev/null');
  // At most 10 MiB a second, however quick the machine is.
  const paced = `until exec 3<>/dev/tcp/${address}/9000; do sleep 0.1; done
    until [ -e /run/sent-enough ]; do head -c 1048576 /dev/zero >&3; sleep 0.1; done`;
  const sending = lab.host('host1').run('timeout', '150', 'bash', '-c', paced);
  const sent = async () => (await status('host1')).send_speed;
  const got = async () => (await status('host2')).receive_speed;
  await poll('host1 sends megabytes', async () => (await sent()) > MiB, deadlineMs);
  await poll('host2 receives megabytes', async () => (await got()) > MiB, deadlineMs);
  expect(await sent()).toBeLessThan(20 * MiB);
  expect(await got()).toBeLessThan(20 * MiB);
  await lab.host('host1').run('touch', '/run/sent-enough');
  await Promise.all([sending, received]);
});

describe('a host whose cable is pulled', () => {
  test('is lost and its guest with it, never stopped; the truth is back when it is plugged in', async () => {
    const before = await processOf('host2');
    await lab.host('host2').cut();
    await poll('host2 is lost', async () => !(await isAlive('host2')), deadlineMs);
    expect(await guest(guestOn('host2'))).toMatchObject({ lost: true, running: true });
    expect(await guest(guestOn('host1'))).not.toHaveProperty('lost');
    expect(await status('host2')).toMatchObject({ alive: false, instances: [0, 0, 1, 0] });
    expect((await user.stop(guestOn('host2'))).message).toMatch(/host2.* is lost/);
    expect(await processOf('host2')).toBe(before);

    // What happens on it meanwhile is the truth afterwards.
    await lab.host('host2').run('virsh', '-q', 'destroy', guestOn('host2'));
    expect(await guest(guestOn('host2'))).toMatchObject({ lost: true, running: true });
    await lab.host('host2').heal();
    await poll('host2 is back', () => isAlive('host2'), deadlineMs);
    const isBack = async () => (await guest(guestOn('host2'))).lost === undefined;
    await poll('its guest is back', isBack, deadlineMs);
    expect(await guest(guestOn('host2'))).toMatchObject({ running: false });
    expect(await user.start(guestOn('host2'))).toMatchObject({ error_code: 0 });
  });
});

describe('a guest survives SIGKILL', () => {
  test('of the agent', async () => {
    const before = await processOf('host1');
    await lab.host('host1').kill('agent');
    await poll('host1 is lost', async () => !(await isAlive('host1')), deadlineMs);
    await lab.host('host1').start('agent');
    await poll('host1 is back', () => isAlive('host1'), deadlineMs);
    await poll('its guest', async () => (await guest(guestOn('host1'))).lost === undefined, deadlineMs);
    expect(await guest(guestOn('host1'))).toMatchObject({ running: true });
    expect(await processOf('host1')).toBe(before);
    expect(before).toBeGreaterThan(0);
  });

  test('of libvirtd', async () => {
    const before = await processOf('host1');
    await lab.host('host1').kill('libvirtd');
    await poll('host1 is lost', async () => !(await isAlive('host1')), deadlineMs);
    expect(await guest(guestOn('host1'))).toMatchObject({ lost: true, running: true });
    await lab.host('host1').start('libvirtd');
    await poll('host1 is back', () => isAlive('host1'), deadlineMs);
    await poll('its guest', async () => (await guest(guestOn('host1'))).lost === undefined, deadlineMs);
    expect(await guest(guestOn('host1'))).toMatchObject({ running: true });
    expect(await processOf('host1')).toBe(before);
    expect(await user.stop(guestOn('host1'))).toMatchObject({ error_code: 0 });
    await poll('it is off', async () => !(await guest(guestOn('host1'))).running, deadlineMs);
    expect(await processOf('host1')).toBeUndefined();
  });
});

test('a host that gets another address is reached there, without a restart', async () => {
  const { run, address } = lab.host('host1');
  const other = address.replace(/\d+$/, '51');
  await run('ip', 'address', 'add', `${other}/24`, 'dev', 'br0');
  // The second address of a subnet goes with the first one, unless it is promoted.
  await run('sh', '-c', 'echo 1 > /proc/sys/net/ipv4/conf/br0/promote_secondaries');
  await run('ip', 'address', 'delete', `${address}/24`, 'dev', 'br0');
  await poll('the address is known', async () => (await cell('host1')).address === other, deadlineMs);
  await poll('host1 is alive there', () => isAlive('host1'), deadlineMs);
  expect(await user.start(guestOn('host1'))).toMatchObject({ error_code: 0 });
});

test('a cell with guests stays in its pool; an empty one goes and comes back', async () => {
  expect(await user.nano.fail('DELETE', '/compute_pool_cells/default/host1')).toContain('1 guest');
  await user.stop(guestOn('host1'));
  await poll('it is off', async () => !(await guest(guestOn('host1'))).running, deadlineMs);
  expect(await user.delete(guestOn('host1'))).toMatchObject({ error_code: 0 });
  await poll('it is gone', async () => (await user.guests()).length === 1, deadlineMs);
  await user.nano.succeed('DELETE', '/compute_pool_cells/default/host1');
  expect(await user.nano.get('/compute_pool_cells')).toMatchObject([{ name: 'host1', alive: true }]);
  await user.nano.succeed('POST', '/compute_pool_cells/default/host1');
  expect(await isAlive('host1')).toBe(true);
});

test('a revoked cell is cut off while its guest runs on; its host can not come back without a token', async () => {
  const running = await processOf('host2');
  expect(running).toBeGreaterThan(0);
  const revoke = (body: object) => user.nano.raw('POST', '/cellar/v1/cells/host2/revoke', body);
  expect((await revoke({})).status).toBe(409);
  expect((await revoke({ force: true })).status).toBe(200);
  const { body } = await user.cellar('GET', '/cells');
  expect(body.cells.map(({ name }: Json) => name)).toEqual(['host1']);
  expect(await processOf('host2')).toBe(running);
  await lab.host('host2').kill('agent');
  await lab.host('host2').start('agent');
  const log = () =>
    lab.host('host2').run('tail', '-n', '50', `${lab.plan.record.data}/hosts/host2/agent.log`);
  await poll('the agent runs again', async () => (await log()).includes('cell ready'), deadlineMs);
  expect((await user.cellar('GET', '/cells')).body.cells).toHaveLength(1);
});
