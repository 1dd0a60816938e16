import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportedDisk } from '../../port/media.ts';
import type { LongCall } from '../../port.ts';
import { runTool } from '../disks/run-tool.ts';

const suffix = '.export.qcow2';

/**
 * Copies what a disk shows, its base image included, to a file beside it. Not compressed: the guests that stand on the
 * image read from it all their life.
 */
export async function exportDisk(diskPath: string, options: LongCall): Promise<ExportedDisk> {
  const path = `${diskPath}${suffix}`;
  const remove = async () => await rm(path, { force: true });
  await remove();
  const onOutput = (chunk: string) => {
    for (const [, percent] of chunk.matchAll(/\((\d+\.\d+)\/100%\)/g)) options.onProgress?.(Number(percent));
  };
  const copy = ['qemu-img', 'convert', '-p', '-f', 'qcow2', '-O', 'qcow2', diskPath, path];
  try {
    // It must end with the agent: for as long as it reads, QEMU can not write to the disk.
    const args = ['--pdeathsig', 'KILL', ...copy];
    await runTool('setpriv', args, { signal: options.signal, onOutput });
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}

/**
 * Removes what an agent that was killed left behind.
 * @param guestIds only of these guests; a folder that is not there has none.
 */
export async function removeExports(storagePath: string, guestIds?: readonly string[]): Promise<void> {
  const isMeant = (name: string) =>
    guestIds === undefined || guestIds.some((id) => name.startsWith(`${id}.`));
  const present = await readdir(storagePath).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = present.filter((name) => name.endsWith(suffix) && isMeant(name));
  await Promise.all(names.map((name) => rm(join(storagePath, name), { force: true })));
}
