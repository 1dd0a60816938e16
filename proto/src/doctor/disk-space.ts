import { statfs } from 'node:fs/promises';
import { type Finding, failure, ok, warning } from './finding.ts';

const gibibyte = 2 ** 30;

/** @param path of what exists. @param lowBytes less than that is a warning, less than a tenth of it an error. */
export async function diskSpace(path: string, lowBytes: number, remedy: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(path);
  const freeBytes = bavail * bsize;
  const free = `${(freeBytes / gibibyte).toFixed(1)} GiB free in ${path}`;
  if (freeBytes < lowBytes / 10) return failure('disk_space', `only ${free}`, remedy);
  return freeBytes < lowBytes ? warning('disk_space', `only ${free}`, remedy) : ok('disk_space', free);
}
