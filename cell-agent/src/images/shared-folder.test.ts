/** Several cells on one folder of images. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FetchImage, openImageCache } from './cache.ts';

const sha256 = 'ab'.repeat(32);
const content = Buffer.from('QFI\xfb and so on', 'latin1');
const request = {
  operationId: 'op',
  imageId: 'image',
  sha256,
  sizeBytes: content.length,
  format: 'qcow2',
  url: 'https://nowhere/',
} as const;
const leaseTimes = { beatMs: 20, staleMs: 500 };
const call = { signal: new AbortController().signal, onProgress: () => undefined };

let folder: string;
let fetched: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shared-images-'));
  fetched = [];
});
afterEach(() => rm(folder, { recursive: true }));

async function cacheOf(sharer: string) {
  const fetch: FetchImage = async ({ path, part }) => {
    fetched.push(sharer);
    await writeFile(part, content.subarray(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await writeFile(part, content);
    await rename(part, path);
  };
  return await openImageCache({ folder, fetch, sharer, leaseTimes });
}

test('of two cells that pull at once one downloads, and both have it', async () => {
  const [one, two] = [await cacheOf('one'), await cacheOf('two')];
  await Promise.all([one.pull(request, call), two.pull(request, call)]);
  expect(fetched).toHaveLength(1);
  expect(await readdir(folder)).toEqual([`${sha256}.qcow2`]);
  expect(await two.list()).toEqual([{ sha256, sizeBytes: content.length }]);
});

test('what a killed cell began another one completes', async () => {
  const killed = await startPuller();
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect((await readdir(folder)).sort()).toEqual([`${sha256}.killed.part`, `${sha256}.lease`]);
  await (await cacheOf('two')).pull(request, call);
  expect(await readFile(join(folder, `${sha256}.qcow2`))).toEqual(content);
  expect((await readdir(folder)).sort()).toEqual([`${sha256}.killed.part`, `${sha256}.qcow2`]);
});

test('an image that somebody needs is not removed, and its removal waits for a pull', async () => {
  const [one, two] = [await cacheOf('one'), await cacheOf('two')];
  await one.pull(request, call);
  await expect(two.remove(sha256, async () => true)).rejects.toMatchObject({ reason: 'image_in_use' });
  await two.remove(sha256, async () => false);
  expect(await readdir(folder)).toEqual([]);
});

/** A process that holds the lease and never ends its download. */
async function startPuller(): Promise<ChildProcess> {
  const program = `
    import { writeFile } from 'node:fs/promises';
    import { openImageCache } from ${JSON.stringify(join(import.meta.dirname, 'cache.ts'))};
    const fetch = async ({ part }) => {
      await writeFile(part, 'QFI');
      console.log('begun');
      await new Promise((resolve) => setTimeout(resolve, 600_000));
    };
    const cache = await openImageCache({ folder: ${JSON.stringify(folder)}, fetch, sharer: 'killed' });
    const signal = new AbortController().signal;
    await cache.pull(${JSON.stringify(request)}, { signal, onProgress() {} });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}
