/**
 * Storage that fake cells share: a real folder, in which the records of guests' disks lie, so that cells of other
 * processes see them too. An NFS export is a folder below `exportsPath`; a host below `.invalid` (RFC 2606) can not be
 * reached. `cellar/space.json` with `totalBytes` and `usedBytes` makes it as full as a test wants it.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { access, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { StorageSource } from '../../../../proto/src/model-storages.ts';
import { type StorageHypervisor, type StorageSpace, storageFolders } from '../port/storages.ts';
import type { FakeDisk } from './state.ts';

const totalBytes = 2 ** 41;

export interface SharedDisks {
  find(storage: string, guestId: string, index: number): FakeDisk | null;
  put(storage: string, disk: FakeDisk): void;
  remove(storage: string, guestId: string, index: number): void;
  removeAll(storage: string, guestId: string): void;
}

export function createStorages(exportsPath: string, setStoragePath: StorageHypervisor['setStoragePath']) {
  const roots = new Map<string, string>();

  function rootOf(name: string): string {
    const root = roots.get(name);
    if (root !== undefined) return root;
    throw unavailable(name, 'is not attached to this cell');
  }

  function folderOf(name: string): string {
    return join(rootOf(name), storageFolders.disks);
  }

  const hypervisor: StorageHypervisor = {
    async attachStorage(storage) {
      const root = await openRoot(storage, exportsPath);
      roots.set(storage.name, root);
      return { root };
    },
    async detachStorage(name) {
      roots.delete(name);
    },
    async readSpace(name, file) {
      const root = rootOf(name);
      await access(file).catch((cause: unknown) => {
        throw unavailable(name, `does not answer: ${file} is gone`, cause);
      });
      return spaceOf(root);
    },
    setStoragePath,
  };

  const disks: SharedDisks = {
    find: (name, guestId, index) => readRecord(join(folderOf(name), recordName(guestId, index))),
    put(name, disk) {
      const path = join(folderOf(name), recordName(disk.guestId, disk.index));
      mkdirSync(folderOf(name), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(disk), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
    remove: (name, guestId, index) =>
      rmSync(join(folderOf(name), recordName(guestId, index)), { force: true }),
    removeAll(name, guestId) {
      for (const file of namesIn(folderOf(name))) {
        if (file.startsWith(`${guestId}.`)) rmSync(join(folderOf(name), file), { force: true });
      }
    },
  };
  return { hypervisor, disks };
}

async function openRoot({ name, type, host, target }: StorageSource, exportsPath: string): Promise<string> {
  if (type === 'nfs') {
    if (host.endsWith('.invalid')) throw unavailable(name, `can not be mounted: ${host} is unknown`);
    const root = join(exportsPath, encodeURIComponent(`${host}:${target}`));
    await mkdir(root, { recursive: true });
    return root;
  }
  const isFolder = await stat(target).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (isFolder) return target;
  throw unavailable(name, `can not be used: there is no directory ${target} on this cell`);
}

async function spaceOf(root: string): Promise<StorageSpace> {
  const text = await readFile(join(root, 'cellar/space.json'), 'utf8').catch(() => null);
  if (text !== null) {
    const given = JSON.parse(text) as { totalBytes: number; usedBytes: number };
    return { totalBytes: given.totalBytes, availableBytes: given.totalBytes - given.usedBytes };
  }
  const folder = join(root, storageFolders.disks);
  const used = namesIn(folder).map((name) => readRecord(join(folder, name))?.allocatedBytes ?? 0);
  return { totalBytes, availableBytes: totalBytes - used.reduce((sum, bytes) => sum + bytes, 0) };
}

function recordName(guestId: string, index: number): string {
  return `${guestId}.${index}.json`;
}

function readRecord(path: string): FakeDisk | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as FakeDisk;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function unavailable(name: string, why: string, cause?: unknown): DomainError {
  return new DomainError('cell_unreachable', `storage '${name}' ${why}`, {
    reason: 'storage_unavailable',
    subject: { kind: 'storage-pool', id: name },
    cause,
  });
}
