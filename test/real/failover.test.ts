/** A guest of a host that is lost runs on another one, and never on both: real QEMU, real leases, shortened. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import { poll } from '../support/poll.ts';
import { labHosts, StorageLab } from '../support/storage-lab.ts';

const deadlineMs = 90_000;
let lab: LabCluster;
let pools: StorageLab;

beforeAll(async () => {
  const environment = {
    CELLAR_CELLS_SILENT_AFTER_S: '4',
    CELLAR_FAILOVER_LEASE_S: '8',
    CELLAR_FAILOVER_BEAT_S: '2',
    CELLAR_FAILOVER_MARGIN_S: '3',
  };
  lab = await startLab({ hosts: 2, pool: null, shared: true, environment });
  pools = await StorageLab.of(lab);
  const target = join(lab.sharedFolder, 'ha');
  await mkdir(target);
  await pools.makePool('ha', { type: 'directory', target }, labHosts);
  const flag = { storage: 'ha', network: '', failover: true };
  await pools.user.nano.succeed('PUT', '/compute_pools/ha', flag);
  for (const host of labHosts) await pools.attached('ha', host);
});
afterAll(() => lab?.stop());

/** Looks at both hosts again and again until it is disposed of. */
function watchBoth(guestId: string) {
  const stop = new AbortController();
  const seen = { times: 0, twice: 0 };
  const watching = (async () => {
    while (!stop.signal.aborted) {
      const running = await Promise.all(labHosts.map((name) => lab.host(name).guestProcesses()));
      seen.times += 1;
      if (running.every((guests) => guests.has(guestId))) seen.twice += 1;
      await sleep(100);
    }
  })();
  return {
    seen,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await watching;
    },
  };
}

const pidOn = async (host: string, guestId: string) => (await lab.host(host).guestProcesses()).get(guestId);

test('a guest goes to the other host with its snapshots when agent and libvirtd are killed and the cable is cut', async () => {
  const { id, host } = await pools.bootOn('ha');
  const [other = ''] = labHosts.filter((name) => name !== host);
  const isHealthy = async () => (await pools.user.operations('&state=unfinished')).length === 0;
  await poll('nothing is under way', isHealthy, deadlineMs);
  await pools.user.nano.succeed('POST', `/instances/${id}/snapshots/`, { name: 'running' });
  await using both = watchBoth(id);
  const [source, refuge] = [lab.host(host), lab.host(other)];
  await source.kill('agent');
  await source.kill('libvirtd');
  await source.cut();
  expect(await pidOn(host, id)).toBeGreaterThan(0);

  await poll('the keeper has killed it', async () => (await pidOn(host, id)) === undefined, deadlineMs);
  await poll('the other host runs it', async () => (await pidOn(other, id)) !== undefined, deadlineMs);
  const guest = () => pools.user.nano.get(`/guests/${id}`);
  const isBack = async () => {
    const { cell, running, internal } = await guest();
    return cell === other && running && internal.network_address !== '';
  };
  await poll('its system has booted from the same disk', isBack, deadlineMs);

  await source.heal();
  await source.start('libvirtd');
  await source.start('agent');
  const defined = async () => (await source.run('virsh', 'list', '--all', '--uuid')).includes(id);
  await poll('the host that is back has no copy left', async () => !(await defined()), deadlineMs);
  expect(await pidOn(other, id)).toBeGreaterThan(0);
  expect(await refuge.run('virsh', 'list', '--all', '--uuid')).toContain(id);
  expect(await pools.user.nano.get(`/compute_pool_cells/ha/${host}`)).toMatchObject({ enabled: false });
  // Its snapshots are the other host's by now, with the memory of then.
  const later = await lab.login();
  expect(Object.keys(await later.nano.get(`/instances/${id}/snapshots/`))).toEqual(['running']);
  await later.nano.succeed('PUT', `/instances/${id}/snapshots/`, { target: 'running' });
  expect(await refuge.run('virsh', 'snapshot-current', '--name', id)).toContain('running');
  await poll('it runs from there', async () => (await pidOn(other, id)) !== undefined, deadlineMs);
  expect(both.seen.times).toBeGreaterThan(10);
  expect(both.seen.twice).toBe(0);
}, 300_000);
