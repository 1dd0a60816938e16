import { rename, rm } from 'node:fs/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { LongCall } from '../../port.ts';
import { convertProgress } from './convert-progress.ts';
import { type Owner, settle } from './create-disk.ts';
import { onStorage } from './on-storage.ts';
import { readQcow2Header } from './qcow2-header.ts';
import { runTool } from './run-tool.ts';

/**
 * Writes the file anew beside its place, over the same base image, and moves it there when it is complete. Snapshots
 * within it would be lost: a disk with any is refused.
 * @throws DomainError `conflict` with reason `disk_has_snapshots`; `cancelled`; `no_capacity`.
 */
export async function compactDisk(path: string, owner: Owner, options: LongCall): Promise<void> {
  const { signal, onProgress } = options;
  const { backingFile, snapshotCount } = await readQcow2Header(path);
  if (snapshotCount > 0) {
    throw new DomainError(
      'conflict',
      'the disk has snapshots, which its compaction would lose: delete them first',
      {
        reason: 'disk_has_snapshots',
      },
    );
  }
  const part = `${path}.part`;
  await rm(part, { force: true });
  try {
    const base = backingFile === '' ? [] : ['-B', backingFile, '-F', 'qcow2'];
    const args = ['convert', '-p', '-f', 'qcow2', '-O', 'qcow2', ...base, path, part];
    await runTool('qemu-img', args, { signal, onOutput: convertProgress(onProgress) });
    await onStorage(() => settle(part, owner));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  onProgress?.(100);
}
