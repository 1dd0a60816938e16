/** The agent's disks over an image, against the tools alone. */
import { execFile } from 'node:child_process';
import { randomFillSync, randomUUID } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createDisk } from '../../../cell-agent/src/hypervisor/libvirt/disks/create-disk.ts';
import { timed } from '../child-program.ts';
import type { Line } from '../harness.ts';

const run = promisify(execFile);
const dataBytes = 512 * 2 ** 20;
const owner = { uid: 0, gid: 0 };

export const cloneDisk: Line = {
  name: 'clone-disk',
  async *comparisons() {
    const folder = await mkdtemp('/var/tmp/cellar-bench-');
    await using stack = new AsyncDisposableStack();
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const image = await makeFullImage(folder);
    const target = join(folder, 'disk.qcow2');
    const removed = async (work: () => Promise<unknown>) => {
      const tookMs = await timed(work);
      await rm(target);
      return tookMs;
    };
    const clone = (kind: 'linked' | 'full') => () =>
      removed(() => {
        const base = { path: image, sha256: '', clone: kind };
        return createDisk(target, { guestId: randomUUID(), index: 0, sizeBytes: dataBytes, base }, owner, {});
      });
    yield {
      what: 'linked clone',
      unit: 'ms',
      against: 'qemu-img create -b',
      goal: { ratio: 3 },
      repeats: 20,
      floor: () =>
        removed(() => run('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'qcow2', '-b', image, target])),
      product: clone('linked'),
    };
    yield {
      what: 'full copy of 512 MiB',
      unit: 'ms',
      against: 'cp',
      goal: { ratio: 1.4 },
      floor: () => removed(() => run('cp', [image, target])),
      product: clone('full'),
    };
    yield {
      what: 'full copy of 512 MiB',
      unit: 'ms',
      against: 'cp, then sync of the file',
      goal: { ratio: 1.4 },
      floor: () =>
        removed(async () => {
          await run('cp', [image, target]);
          await run('sync', [target]);
        }),
      product: clone('full'),
    };
  },
};

/** A qcow2 image with data that neither compresses nor repeats. */
async function makeFullImage(folder: string): Promise<string> {
  const raw = join(folder, 'image.raw');
  const image = join(folder, 'image.qcow2');
  const chunk = Buffer.alloc(16 * 2 ** 20);
  const file = await open(raw, 'w');
  for (let written = 0; written < dataBytes; written += chunk.length) await file.write(randomFillSync(chunk));
  await file.close();
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, image]);
  await rm(raw);
  return image;
}
