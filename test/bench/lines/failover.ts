/** A cell with a hundred guests is lost: until the last of them runs again, beyond what the leases take. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningDevCluster, startDevCluster } from '../../support/dev-cluster.ts';
import { DevUser } from '../../support/dev-user.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import type { Line } from '../harness.ts';

const guests = 100;
const leaseS = 6;
const marginS = 2;
const patienceMs = 120_000;

export const failover: Line = {
  name: 'failover',
  async *comparisons() {
    const environment = {
      CELLAR_CELLS_SILENT_AFTER_S: '2',
      CELLAR_FAILOVER_LEASE_S: String(leaseS),
      CELLAR_FAILOVER_BEAT_S: '2',
      CELLAR_FAILOVER_MARGIN_S: String(marginS),
    };
    await using cluster = await startDevCluster({ cells: 4, hypervisor: 'fake', environment });
    const tookMs = await failOver(cluster);
    yield {
      what: `a cell with ${guests} guests killed, until all run elsewhere`,
      unit: 's',
      against: 'a lease and its margin',
      goal: null,
      repeats: 1,
      floor: async () => leaseS + marginS,
      product: async () => tookMs / 1000,
    };
  },
};

async function failOver(cluster: RunningDevCluster): Promise<number> {
  const user = await DevUser.login(cluster);
  const target = join(cluster.data, 'shared');
  await mkdir(target);
  await user.nano.succeed('POST', '/storage_pools/shared', { type: 'directory', target });
  await user.nano.succeed('POST', '/compute_pools/ha', { storage: 'shared', network: '', failover: true });
  const [first, ...others] = cluster.cells;
  if (first === undefined) throw new Error('there is no cell');
  await moveCell(user, first.name);
  const ids: string[] = [];
  for (let n = 0; n < guests; n += 1) ids.push(await user.create(`guest-${n}`, { pool: 'ha' }));
  for (const id of ids) await user.start(id);
  for (const { name } of others) await moveCell(user, name);
  const runningElsewhere = async () => {
    const all: Json[] = await user.nano.get('/guest_search?pool=ha');
    return all.filter(({ running, cell }) => running && cell !== first.name).length === guests;
  };
  const start = performance.now();
  process.kill(first.pid, 'SIGKILL');
  await poll('all guests run elsewhere', runningElsewhere, patienceMs);
  return performance.now() - start;
}

async function moveCell(user: DevUser, name: string): Promise<void> {
  await user.nano.succeed('DELETE', `/compute_pool_cells/default/${name}`);
  await user.nano.succeed('POST', `/compute_pool_cells/ha/${name}`);
  const state = async () => (await user.nano.get(`/compute_pool_cells/ha/${name}`)).storage?.[0];
  await poll(`the storage of ${name}`, async () => (await state())?.attached === true);
}
