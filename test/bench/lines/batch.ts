/** Twenty guests from an image that the cell has, by one batch, against a loop by hand of the same width. */
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ApiClient } from '../../../control-plane/src/cli/api-client.ts';
import { poll } from '../../support/poll.ts';
import { timed } from '../child-program.ts';
import type { Line } from '../harness.ts';
import { inParallel } from '../in-parallel.ts';
import { createNanoGuest, deleteNanoGuest, uploadBlankImage } from '../nano-guest.ts';
import { startRealCluster, xmlForTwin } from '../real-cluster.ts';

const run = promisify(execFile);
const diskBytes = 2 ** 30;
const count = 20;
/** As many items of one batch are at work at once. */
const width = 16;

interface Item {
  readonly id: string;
  readonly status: string;
  readonly error?: string;
}

export const batch: Line = {
  name: 'batch',
  async *comparisons() {
    await using cluster = await startRealCluster();
    const { client, folder, virsh } = cluster;
    const image = await uploadBlankImage(client, folder, diskBytes);
    const first = await createNanoGuest(client, { name: 'first', diskBytes, image });
    const twins: { readonly name: string; readonly disk: string; readonly xml: string }[] = [];
    for (let n = 0; n < count; n += 1) {
      const [name, disk, xml] = [`twin${n}`, join(folder, `twin${n}.qcow2`), join(folder, `twin${n}.xml`)];
      await writeFile(xml, await xmlForTwin(cluster, name, disk));
      twins.push({ name, disk, xml });
    }
    await deleteNanoGuest(client, first);
    const base = join(folder, 'blank.qcow2');
    const shape = await shapeOf(client, image);
    let batches = 0;
    yield {
      what: `create ${count} guests from a cached image`,
      unit: 'ms',
      against: `qemu-img create -b and virsh define, ${width} at once`,
      goal: { ratio: 1 },
      floor: async () => {
        const tookMs = await timed(() =>
          inParallel(width, twins, async ({ disk, xml }) => {
            await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'qcow2', '-b', base, disk]);
            await virsh('define', xml);
          }),
        );
        await inParallel(width, twins, async ({ name, disk }) => {
          await virsh('undefine', name, '--nvram');
          await rm(disk);
        });
        return tookMs;
      },
      product: async () => {
        batches += 1;
        let ids: string[] = [];
        const tookMs = await timed(async () => {
          ids = await runBatch(client, 'create', { ...shape, name_prefix: `b${batches}`, count });
        });
        await runBatch(client, 'delete', { guest: ids });
        return tookMs;
      },
    };
  },
};

async function shapeOf(client: ApiClient, image: string): Promise<object> {
  const [template] = await client.nano<{ id: string }[]>('GET', '/templates/');
  const { user: owner, group } = await client.nano<{ user: string; group: string }>(
    'GET',
    `/sessions/${client.session}`,
  );
  const common = { name_rule: 'order', owner, group, pool: 'default', template: template?.id };
  return { ...common, cores: 1, memory: 64 * 2 ** 20, disks: [diskBytes], from_image: image };
}

/** Returns the ids of its guests when all are done. */
async function runBatch(client: ApiClient, kind: 'create' | 'delete', body: object): Promise<string[]> {
  const { id } = await client.nano<{ id: string }>('POST', `/batch/${kind}_guest/`, body);
  const doing = { create: 'creating', delete: 'deleting' }[kind];
  let items: Item[] = [];
  const ended = async () => {
    items = await client.nano<Item[]>('GET', `/batch/${kind}_guest/${id}`);
    return items.every(({ status }) => status !== doing);
  };
  await poll(`the batch to ${kind} guests has ended`, ended, 120_000, 5);
  const failed = items.find(({ status }) => status === 'fail');
  if (failed) throw new Error(`a guest of the batch failed: ${failed.error}`);
  return items.map((item) => item.id);
}
