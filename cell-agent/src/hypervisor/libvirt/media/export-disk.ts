import { rm } from 'node:fs/promises';
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
  const copy = ['convert', '-p', '-f', 'qcow2', '-O', 'qcow2', diskPath, path];
  try {
    await runTool('qemu-img', copy, { signal: options.signal, onOutput });
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}
