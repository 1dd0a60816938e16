/** Compute pools on storage that the hosts of a lab share. */
import { expect } from 'vitest';
import type { DevUser } from './dev-user.ts';
import type { LabCluster } from './lab-cluster.ts';
import type { Json } from './nano-client.ts';
import { poll } from './poll.ts';

const MiB = 2 ** 20;
const deadlineMs = 90_000;
export const labHosts = ['host1', 'host2'] as const;

export class StorageLab {
  readonly lab: LabCluster;
  readonly user: DevUser;
  readonly #imageId: string;

  private constructor(lab: LabCluster, user: DevUser, imageId: string) {
    this.lab = lab;
    this.user = user;
    this.#imageId = imageId;
  }

  static async of(lab: LabCluster): Promise<StorageLab> {
    return new StorageLab(lab, await lab.login(), await lab.uploadGuestImage());
  }

  /** The storage of the pool as the cell sees it. */
  async stateOf(pool: string, cell: string): Promise<Json> {
    return (await this.user.nano.get(`/compute_pool_cells/${pool}/${cell}`)).storage?.[0];
  }

  async attached(pool: string, cell: string): Promise<void> {
    const isAttached = async () => (await this.stateOf(pool, cell)).attached;
    await poll(`the storage of ${cell} is attached`, isAttached, deadlineMs);
  }

  async failed(pool: string, cell: string, why: string): Promise<void> {
    const says = async () => (await this.stateOf(pool, cell)).error?.includes(why) ?? false;
    await poll(`${cell} says: ${why}`, says, deadlineMs);
  }

  /** A compute pool on a storage pool of its name, with these hosts. */
  async makePool(name: string, storage: object, hosts: readonly string[]): Promise<void> {
    await this.user.nano.succeed('POST', `/storage_pools/${name}`, storage);
    await this.user.nano.succeed('POST', `/compute_pools/${name}`, { storage: name });
    for (const host of hosts) await this.user.nano.succeed('POST', `/compute_pool_cells/${name}/${host}`);
  }

  async removePool(name: string): Promise<void> {
    for (const host of labHosts)
      await this.user.nano.succeed('DELETE', `/compute_pool_cells/${name}/${host}`);
    await this.user.nano.succeed('DELETE', `/compute_pools/${name}`);
    await this.user.nano.succeed('DELETE', `/storage_pools/${name}`);
  }

  /** Returns when the guest agent of a new guest answers. */
  async bootOn(pool: string): Promise<{ id: string; host: string }> {
    const change = { pool, from_image: this.#imageId, disks: [128 * MiB], memory: 192 * MiB };
    const id = await this.user.create(`guest-${pool}`, change);
    expect(await this.user.start(id)).toMatchObject({ error_code: 0 });
    const address = async () => (await this.user.nano.get(`/guests/${id}`)).internal.network_address;
    await poll('its guest agent tells an address', async () => (await address()) !== '', deadlineMs);
    return { id, host: (await this.user.nano.get(`/guests/${id}`)).cell };
  }
}
