/** A guest from an image that the cell has, by the API, against what a person would type for the same. */
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { timed } from '../child-program.ts';
import type { Line } from '../harness.ts';
import { createNanoGuest, deleteNanoGuest, uploadBlankImage } from '../nano-guest.ts';
import { startRealCluster, xmlForTwin } from '../real-cluster.ts';

const run = promisify(execFile);
const diskBytes = 2 ** 30;

export const createGuest: Line = {
  name: 'create-guest',
  async *comparisons() {
    await using cluster = await startRealCluster();
    const { client, folder, virsh } = cluster;
    const image = await uploadBlankImage(client, folder, diskBytes);
    const first = await createNanoGuest(client, { name: 'first', diskBytes, image });
    const disk = join(folder, 'twin.qcow2');
    const xmlFile = join(folder, 'twin.xml');
    await writeFile(xmlFile, await xmlForTwin(cluster, 'twin', disk));
    await deleteNanoGuest(client, first);
    const base = join(folder, 'blank.qcow2');
    let count = 0;
    yield {
      what: 'create a guest from a cached image',
      unit: 'ms',
      against: 'qemu-img create -b, virsh define',
      goal: { ratio: 1 },
      repeats: 20,
      floor: async () => {
        const tookMs = await timed(async () => {
          await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'qcow2', '-b', base, disk]);
          await virsh('define', xmlFile);
        });
        await virsh('undefine', 'twin', '--nvram');
        await rm(disk);
        return tookMs;
      },
      product: async () => {
        count += 1;
        let id = '';
        const tookMs = await timed(async () => {
          id = await createNanoGuest(client, { name: `guest${count}`, diskBytes, image });
        });
        await deleteNanoGuest(client, id);
        return tookMs;
      },
    };
  },
};
