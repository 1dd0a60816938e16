/** Snapshots of a stopped guest by the API, against virsh on a domain of the same XML. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { timed } from '../child-program.ts';
import type { Line } from '../harness.ts';
import { createNanoGuest } from '../nano-guest.ts';
import { startRealCluster, xmlForTwin } from '../real-cluster.ts';

const run = promisify(execFile);
const diskBytes = 2 ** 30;

export const snapshots: Line = {
  name: 'snapshots',
  async *comparisons() {
    await using cluster = await startRealCluster();
    const { client, virsh, folder } = cluster;
    const guest = await createNanoGuest(client, { name: 'guest', diskBytes });
    const disk = join(folder, 'twin.qcow2');
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', disk, String(diskBytes)]);
    const xmlFile = join(folder, 'twin.xml');
    await writeFile(xmlFile, await xmlForTwin(cluster, 'twin', disk));
    await virsh('define', xmlFile);

    const path = `/instances/${guest}/snapshots/`;
    const create = (name: string) => client.nano('POST', path, { name });
    const remove = (name: string) => client.nano('DELETE', path + name);
    await virsh('snapshot-create-as', 'twin', 'kept');
    await create('kept');
    const common = { unit: 'ms', goal: { ratio: 1.2 }, repeats: 8 };
    yield {
      ...common,
      what: 'create a snapshot',
      against: 'virsh snapshot-create-as',
      floor: async () => {
        const tookMs = await timed(() => virsh('snapshot-create-as', 'twin', 'fresh'));
        await virsh('snapshot-delete', 'twin', 'fresh');
        return tookMs;
      },
      product: async () => {
        const tookMs = await timed(() => create('fresh'));
        await remove('fresh');
        return tookMs;
      },
    };
    yield {
      ...common,
      what: 'restore a snapshot',
      against: 'virsh snapshot-revert',
      floor: () => timed(() => virsh('snapshot-revert', 'twin', 'kept')),
      product: () => timed(() => client.nano('PUT', path, { target: 'kept' })),
    };
    yield {
      ...common,
      what: 'delete a snapshot',
      against: 'virsh snapshot-delete',
      floor: async () => {
        await virsh('snapshot-create-as', 'twin', 'fresh');
        return await timed(() => virsh('snapshot-delete', 'twin', 'fresh'));
      },
      product: async () => {
        await create('fresh');
        return await timed(() => remove('fresh'));
      },
    };
  },
};
