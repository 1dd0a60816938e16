/** Power on and off by the API, against virsh on a domain of the same XML. Guests with a blank disk run their firmware. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { residentMebibytes, timed } from '../child-program.ts';
import type { Line } from '../harness.ts';
import { createNanoGuest, cutPower, startNanoGuest } from '../nano-guest.ts';
import { type RealCluster, startRealCluster, xmlForTwin } from '../real-cluster.ts';

const run = promisify(execFile);
const diskBytes = 2 ** 30;
const atOnce = 10;

export const power: Line = {
  name: 'power',
  async *comparisons() {
    await using cluster = await startRealCluster();
    const { client, virsh, agentPid } = cluster;
    const guest = await createNanoGuest(client, { name: 'guest', diskBytes });
    await defineTwin(cluster);
    yield {
      what: 'start a guest',
      unit: 'ms',
      against: 'virsh start of the same XML',
      goal: { ratio: 1.2 },
      repeats: 8,
      floor: async () => {
        const tookMs = await timed(() => virsh('start', 'twin'));
        await virsh('destroy', 'twin');
        return tookMs;
      },
      product: async () => {
        const tookMs = await timed(() => startNanoGuest(client, guest));
        await cutPower(client, guest);
        return tookMs;
      },
    };
    const stopOne = async () => {
      await startNanoGuest(client, guest);
      return await timed(() => cutPower(client, guest));
    };
    yield {
      what: 'force a guest to stop',
      unit: 'ms',
      against: 'virsh destroy of the same XML',
      goal: { ratio: 1.05 },
      repeats: 8,
      floor: async () => {
        await virsh('start', 'twin');
        return await timed(() => virsh('destroy', 'twin'));
      },
      product: stopOne,
    };
    const guests: string[] = [];
    for (let n = 0; n < atOnce; n += 1)
      guests.push(await createNanoGuest(client, { name: `many${n}`, diskBytes }));
    yield {
      what: `force ${atOnce} guests to stop at once`,
      unit: 'ms',
      against: 'one stop by the API',
      goal: { ratio: 2.5 },
      floor: stopOne,
      product: async () => {
        for (const id of guests) await startNanoGuest(client, id);
        return await timed(() => Promise.all(guests.map((id) => cutPower(client, id))));
      },
    };
    yield {
      what: `cell agent with ${atOnce + 1} guests off, libvirt`,
      unit: 'MiB',
      against: 'this program',
      goal: { value: 150 },
      floor: () => residentMebibytes(process.pid),
      product: () => residentMebibytes(agentPid),
    };
  },
};

async function defineTwin(cluster: RealCluster): Promise<void> {
  const disk = join(cluster.folder, 'twin.qcow2');
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', disk, String(diskBytes)]);
  const xmlFile = join(cluster.folder, 'twin.xml');
  await writeFile(xmlFile, await xmlForTwin(cluster, 'twin', disk));
  await cluster.virsh('define', xmlFile);
}
