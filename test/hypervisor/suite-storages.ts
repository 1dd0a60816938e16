import { randomUUID } from 'node:crypto';
import { access, chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { storageFolders, storageMarker } from '../../cell-agent/src/hypervisor/port/storages.ts';
import { type Current, define, expectFailure, removeAfterTest } from './context.ts';

/** A directory as the agent leaves it to the hypervisor. */
async function sharedDirectory() {
  const target = await mkdtemp('/tmp/cellar-shared-');
  await chmod(target, 0o755);
  for (const folder of Object.values(storageFolders)) await mkdir(join(target, folder), { recursive: true });
  await writeFile(join(target, storageMarker), '{}');
  onTestFinished(() => rm(target, { recursive: true, force: true }));
  const name = `s${randomUUID().slice(0, 8)}`;
  return { name, id: randomUUID(), type: 'directory', host: '', target } as const;
}

export function storageTests(current: Current): void {
  describe('shared storage', () => {
    test('a directory is attached, twice as once, and tells its space while its marker is there', async () => {
      const { hypervisor } = current();
      const storage = await sharedDirectory();
      const marker = join(storage.target, storageMarker);
      expect(await hypervisor.attachStorage(storage)).toEqual({ root: storage.target });
      expect(await hypervisor.attachStorage(storage)).toEqual({ root: storage.target });
      const { totalBytes, availableBytes } = await hypervisor.readSpace(storage.name, marker);
      expect(totalBytes).toBeGreaterThan(0);
      expect(availableBytes).toBeLessThanOrEqual(totalBytes);
      await rm(marker);
      await expectFailure(hypervisor.readSpace(storage.name, marker), 'cell_unreachable');
      await hypervisor.detachStorage(storage.name);
      await hypervisor.detachStorage(storage.name);
    });

    test('a directory that is not there is not attached', async () => {
      const storage = { ...(await sharedDirectory()), target: '/nonexistent/shared' };
      await expect(current().hypervisor.attachStorage(storage)).rejects.toMatchObject({
        code: 'cell_unreachable',
        reason: 'storage_unavailable',
      });
    });

    test('a guest on it has its disks there, starts from them, and leaves nothing', async () => {
      const { hypervisor, newSpec } = current();
      const storage = await sharedDirectory();
      await hypervisor.attachStorage(storage);
      const spec = newSpec({ storage: storage.name });
      await define({ hypervisor }, spec);
      const disks = join(storage.target, storageFolders.disks);
      expect((await readdir(disks)).every((name) => name.startsWith(`${spec.id}.0.`))).toBe(true);
      await hypervisor.startGuest(spec.id, { type: 'disk' });
      await hypervisor.destroyGuest(spec.id);
      await hypervisor.resizeDisk(spec.id, 0, 2 * (spec.disks[0]?.sizeBytes ?? 0));
      await hypervisor.undefineGuest(spec.id);
      await hypervisor.deleteDisks(spec.id);
      expect(await readdir(disks)).toHaveLength(spec.disks.length);
      await hypervisor.deleteDisks(spec.id, storage.name);
      expect(await readdir(disks)).toEqual([]);
      await hypervisor.detachStorage(storage.name);
    });

    test('no disk is made on a storage that is not attached', async () => {
      const { hypervisor } = current();
      const guestId = randomUUID();
      removeAfterTest(hypervisor, guestId);
      const disk = { guestId, index: 0, sizeBytes: 2 ** 24, base: null, storage: 'absent' };
      await expectFailure(hypervisor.createDisk(disk), 'cell_unreachable');
    });
  });

  describe("the cell's own storage", () => {
    test('does not move from under a guest', async () => {
      const context = current();
      const { id } = await define(context, context.newSpec());
      await expect(context.hypervisor.setStoragePath('/tmp/elsewhere')).rejects.toMatchObject({
        code: 'conflict',
        reason: 'storage_in_use',
      });
      await expect(access('/tmp/elsewhere')).rejects.toThrow();
      await context.hypervisor.undefineGuest(id);
    });
  });
}
