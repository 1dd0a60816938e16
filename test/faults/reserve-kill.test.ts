/** `kill -9` of the control plane while a reserve is filled: it becomes full, and never more than that. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { RsClient } from '../support/rs-client.ts';

const MiB = 2 ** 20;
const wanted = 6;
let cluster: RunningDevCluster;
let user: DevUser;
let parts: { flavor_id: string; image_id: string };

beforeAll(async () => {
  cluster = await startDevCluster({ cells: 2, hypervisor: 'fake' });
  user = await DevUser.login(cluster);
  const image_id = await user.uploadImage('desktop', 6 * MiB);
  const flavor = { name: 'small', vcpus: 1, ram: 64, disk: 1 };
  const { flavor: made } = await (await client()).succeed('POST', '/flavors/', { flavor });
  parts = { flavor_id: made.id, image_id };
});
afterAll(() => cluster?.stop());

/** Sessions end while programs are away. */
async function client(): Promise<RsClient> {
  await poll('the control plane answers', () =>
    DevUser.login(cluster).then(
      (one) => {
        user = one;
        return true;
      },
      () => false,
    ),
  );
  return new RsClient(cluster.rs, user.nano.session);
}

test.each([0, 40, 90, 160])('after %i ms', async (afterMs) => {
  const project = { name: `kill-${afterMs}`, ...parts, min_reserve_vm: wanted, on_release: 'keep' };
  const { project: made } = await (await client()).succeed('POST', '/projects/', { project });
  await delay(afterMs);
  await killDevProgram(cluster.data, 'control-plane');
  await reviveDevPrograms(cluster, ['control-plane', 'cell1', 'cell2']);
  const rs = await client();
  await poll('the reserve is full', async () => {
    const { reserve } = await rs.succeed('GET', `/projects/${made.id}/reserve`);
    expect(reserve.free + reserve.coming).toBeLessThanOrEqual(wanted);
    return reserve.free === wanted;
  });
  await rs.succeed('POST', `/projects/${made.id}/actions/fill-reserve`);
  const { servers } = await rs.succeed('GET', `/servers/?project_id=${made.id}`);
  expect(new Set(servers.map(({ id }: Json) => id)).size).toBe(wanted);
});
